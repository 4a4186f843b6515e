"""A list of tasks made from an annex, before it is a programme file: texts only, with what is still to be looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tdn_templates.model.annex import SourcePlace


@dataclass(frozen=True, slots=True)
class Unsure:
    """An open question in a programme file. `reason` is a key of `core/annex/doubt_wording.py`, `column` a key of the
    file ("lead", "issued_on"; "" for the row or the list), `place` None where the question is about no place."""

    reason: str
    column: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    place: SourcePlace | None = None


@dataclass(frozen=True, slots=True)
class DraftTask:
    """`number` is unique in the list, `printed` what the annex prints where that differs, else ""."""

    number: str
    text: str
    lead: str = ""
    supporting: str = ""
    time: str = ""
    printed: str = ""
    issued_lead: str = ""
    issued_supporting: str = ""
    carries: tuple[str, ...] = ()
    extras: Mapping[str, str] = field(default_factory=dict)
    place: SourcePlace | None = None
    unsure: tuple[Unsure, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftGroup:
    number: str
    title: str
    tasks: tuple[DraftTask, ...]


@dataclass(frozen=True, slots=True)
class ListDraft:
    """Everything a programme file holds. `owner` is a unit's slug and `parent` a programme's code, "" for none."""

    code: str
    prefix: str
    title: str
    annex_title: str
    reference: str
    issuer: str
    issued_on: date
    first: date
    last: date
    source: str
    groups: tuple[DraftGroup, ...]
    owner: str = ""
    parent: str = ""
    unsure: tuple[Unsure, ...] = ()

    @property
    def tasks(self) -> tuple[DraftTask, ...]:
        return tuple(task for group in self.groups for task in group.tasks)

    @property
    def questions(self) -> int:
        """How many things are to be looked at."""
        return len(self.unsure) + sum(len(task.unsure) for task in self.tasks)


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What a person said instead of the document; "" and None leave it to the document."""

    code: str = ""
    prefix: str = ""
    title: str = ""
    annex_title: str = ""
    reference: str = ""
    issuer: str = ""
    issued_on: date | None = None
    first: date | None = None
    last: date | None = None
    source: str = ""
    parent: str = ""
