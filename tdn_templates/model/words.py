"""The small words every other module uses: codes, languages, roles, severities, states, bilingual wording."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

ProgrammeCode = NewType("ProgrammeCode", str)
"""`nq47-2024`: one issued list in one edition."""

TaskCode = NewType("TaskCode", str)
"""`nq47:2.9`: stable for the life of a programme, whatever number a unit prints."""

UnitSlug = NewType("UnitSlug", str)
"""`bo-tai-chinh`: lower-case ASCII letters, digits and hyphens; safe as part of a file name."""

ClassKey = NewType("ClassKey", str)
"""`localities`: a class of units that a phrase such as "các địa phương" names."""

RuleCode = NewType("RuleCode", str)
"""`TIME04`: family and two digits, never reused."""


class Lang(StrEnum):
    VI = "vi"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """The same text for people in Vietnamese and in English."""

    vi: str
    en: str

    def in_lang(self, lang: Lang) -> str:
        return self.vi if lang is Lang.VI else self.en


class Role(StrEnum):
    """What a unit is asked to do for a task: chủ trì or phối hợp."""

    LEAD = "lead"
    SUPPORTING = "supporting"


class Binding(StrEnum):
    """How the printed cell binds a unit: by its name, as member of a class, or only if it confirms (có liên quan)."""

    NAMED = "named"
    GROUP = "group"
    CONDITIONAL = "conditional"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"

    @property
    def rank(self) -> int:
        """0 for an error, growing as it matters less."""
        return list(Severity).index(self)


class State(StrEnum):
    """Where a return stands. Nil, not received and not concerned are three different things (domain: nil returns)."""

    ACCEPTED = "accepted"
    ACCEPTED_WITH_WARNINGS = "accepted_with_warnings"
    NEEDS_CORRECTION = "needs_correction"
    REJECTED = "rejected"
    NIL_RETURN = "nil_return"
    NOT_RECEIVED = "not_received"
