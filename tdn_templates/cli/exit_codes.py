"""Exit codes, named once: 0 nothing at or above the severity asked for, 1 findings, 2 could not run."""

from tdn_templates.api import Validation
from tdn_templates.model.words import Severity

FINE, FINDINGS, COULD_NOT_RUN = 0, 1, 2


def exit_code(validation: Validation, fail_on: str) -> int:
    """COULD_NOT_RUN when not one of the files could be read; `fail_on` is a severity or "never"."""
    if validation.nothing_readable:
        return COULD_NOT_RUN
    if fail_on == "never":
        return FINE
    findings = [*validation.batch_findings, *(item for verdict in validation.verdicts for item in verdict.findings)]
    worst = Severity(fail_on).rank
    return FINDINGS if any(finding.severity.rank <= worst for finding in findings) else FINE
