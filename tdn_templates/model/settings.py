"""What an office changes about the rules: severities, and waivers for single cases (miễn trừ)."""

from dataclasses import dataclass
from datetime import date

from tdn_templates.model.words import RuleCode, Severity, UnitSlug


@dataclass(frozen=True, slots=True)
class Waiver:
    """One rule is not held against one unit, for one task or (with `task` "") for all its tasks.

    It stands until the end of the day `expires`. A waived finding stays visible and counted.
    """

    code: RuleCode
    unit: UnitSlug
    task: str
    reason: str
    approver: str
    expires: date

    def covers(self, code: RuleCode, unit: UnitSlug, task: str, on: date) -> bool:
        same_case = self.code == code and self.unit == unit and self.task in ("", task)
        return same_case and on <= self.expires


@dataclass(frozen=True, slots=True)
class Settings:
    """`severities` maps rule codes or their beginnings ("TIME") to severities; the longest beginning wins."""

    severities: tuple[tuple[str, Severity], ...] = ()
    waivers: tuple[Waiver, ...] = ()
