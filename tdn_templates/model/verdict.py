"""What checking one return came to."""

from dataclasses import dataclass

from tdn_templates.model.finding import Finding
from tdn_templates.model.submission import Submission
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import Severity, State


@dataclass(frozen=True, slots=True)
class Verdict:
    """`unit` is None when the file does not say whose it is. Findings come most important first, then by place.

    `follow_ons` counts the checks of single rows that were not made because a cell or column they need cannot be read:
    one mistake is one finding, and more may show once it is mended.
    """

    submission: Submission
    unit: Unit | None
    state: State
    findings: tuple[Finding, ...]
    follow_ons: int = 0

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)
