"""One mistake is one finding: what could not be checked because of it is counted, not reported."""

from typing import TYPE_CHECKING

from tdn_templates.model.finding import Finding
from tdn_templates.model.words import Severity

if TYPE_CHECKING:
    from tests.core.conftest import Office


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings if finding.severity is not Severity.NOTE]


def test_a_clean_return_leaves_no_check_unmade(office: "Office") -> None:
    assert office.verdict(office.answered("Bộ Tài chính").workbook()).follow_ons == 0


def test_a_lead_that_cannot_be_read_is_one_finding_and_the_checks_of_the_lead_are_counted(office: "Office") -> None:
    returned = office.answered("Bộ Tài chính")
    returned.put_formula("4.1", "own_lead", "Sheet9!A1")
    verdict = office.verdict(returned.workbook())
    assert codes(verdict.findings) == ["VALUE05"]
    asking = [rule for rule in office.rulebook.rules.values() if "own_lead" in (*rule.needs, *rule.columns)]
    assert verdict.follow_ons == len(asking) == 4


def test_a_column_that_is_gone_is_one_finding_and_every_row_is_counted(office: "Office") -> None:
    returned = office.answered("Bộ Tài chính")
    returned.drop_column("own_time")
    verdict = office.verdict(returned.workbook())
    assert codes(verdict.findings) == ["SHEET02"]
    asking = [rule for rule in office.rulebook.rules.values() if "own_time" in (*rule.needs, *rule.columns)]
    assert verdict.follow_ons == len(asking) * len(verdict.submission.rows)
