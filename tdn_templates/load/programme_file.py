"""Read a programme file: the issued list as text, cleaned, with every cleaning reported.

code, code_prefix, title, annex_title, reference, issuer, issued_on (2024-04-15), period {first, last}, source
column_titles: {number, text, lead, supporting, time}   optional, the printed headings
succession: [{from, to, ask: [numbers], reason: {vi, en}}]   optional: whose the tasks of a unit are that ended
groups:
  - number, title
    tasks:
      - number, text, lead, supporting, time            lead, supporting and time may be blank

A list made from a unit's plan also has `owner` (the unit's slug) and `parent` (the code of the list above), and its
tasks `carries` (numbers of the list above), `issued_lead` and `issued_supporting`.

An imported list may have for each task `printed` (the number the annex prints, where it is not unique), `extras` (cells
of other columns by heading), `place` (where it stood) and `unsure`, which the root may have too (`load/unsure.py`).
Places and open questions are no part of the edition: settling one makes no other list.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from tdn_templates.core.clean_text import CleanText, clean_text
from tdn_templates.load.list_succession import SuccessionText, read_list_succession
from tdn_templates.load.strict_yaml import Entry, read_entry
from tdn_templates.load.unsure import read_place, read_texts_by_name, read_unsure
from tdn_templates.model.annex import SourcePlace
from tdn_templates.model.draft import DraftGroup, DraftTask, ListDraft, Unsure
from tdn_templates.model.finding import Finding
from tdn_templates.model.words import ProgrammeCode, RuleCode, Severity, TaskCode

_HEAD = ("code", "code_prefix", "title", "annex_title", "reference", "issuer", "issued_on", "period", "source")
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NUMBER = re.compile(r"[^\s:]+")
_SHOWN_CHARS = 60
_TASK_KEYS = (
    *("number", "text", "lead", "supporting", "time", "carries", "issued_lead", "issued_supporting"),
    *("printed", "extras", "place", "unsure"),
)
_MAY_LACK = frozenset({"owner", "parent", "carries", "issued_lead", "issued_supporting", "printed", "extras"})
_BESIDE = frozenset({"succession", "unsure", "place"})
"""What is no part of the issued list, and so not of its edition."""


@dataclass(frozen=True, slots=True)
class GroupText:
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class TaskText:
    """`number` and the cells are as printed; `group` is the number of the group it stands in."""

    code: TaskCode
    number: str
    group: str
    text: str
    lead: str
    supporting: str
    time: str
    carries: tuple[str, ...] = ()
    issued_lead: str = ""
    issued_supporting: str = ""
    printed: str = ""
    extras: Mapping[str, str] = field(default_factory=dict)
    place: SourcePlace | None = None
    unsure: tuple[Unsure, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgrammeText:
    """A programme before its agency phrases and time frames are read. `first` and `last` are inclusive.

    `succession` does not count for the edition: it says how the list is read later, not what was issued.
    """

    code: ProgrammeCode
    code_prefix: str
    title: str
    annex_title: str
    reference: str
    issuer: str
    issued_on: date
    first: date
    last: date
    source: str
    groups: tuple[GroupText, ...]
    tasks: tuple[TaskText, ...]
    edition: str
    remarks: tuple[Finding, ...] = ()
    succession: tuple[SuccessionText, ...] = ()
    owner: str = ""
    parent: str = ""
    unsure: tuple[Unsure, ...] = ()


def read_programme_file(text: str, name: str) -> ProgrammeText:
    """The programme; `name` is the file name for messages.

    Raises TdnError when something is missing, repeated or does not fit. Task numbers are any text without blanks and
    unique in the programme; they need not begin with the number of their group.
    """
    root = read_entry(text, name)
    root.only(*_HEAD, "column_titles", "groups", "owner", "parent", "unsure", "succession")
    root.require(*_HEAD, "groups")
    desk, prefix = _Desk(), _code(root, "code_prefix")
    groups: list[GroupText] = []
    tasks: list[TaskText] = []
    for group in root.entries("groups"):
        group.only("number", "title", "tasks")
        groups.append(GroupText(_number(group, desk), desk.clean(group.text("title"))))
        tasks.extend(_task(task, groups[-1].number, prefix, desk) for task in group.entries("tasks"))
    _check_numbers(root)
    first, last = _period(root)
    programme = ProgrammeText(
        code=ProgrammeCode(_code(root, "code")),
        code_prefix=prefix,
        title=desk.clean(root.text("title")),
        annex_title=desk.clean(root.text("annex_title")),
        reference=desk.clean(root.text("reference")),
        issuer=desk.clean(root.text("issuer")),
        issued_on=root.date("issued_on"),
        first=first,
        last=last,
        source=desk.clean(root.text("source")),
        groups=tuple(groups),
        tasks=tuple(tasks),
        edition="",
        succession=tuple(read_list_succession(root, {task.number for task in tasks})),
        owner=root.optional_text("owner"),
        parent=root.optional_text("parent"),
        unsure=read_unsure(root),
    )
    return _finished(programme, tuple(desk.remarks))


@dataclass(slots=True)
class _Desk:
    """Cleans texts and collects what was done to them."""

    remarks: list[Finding] = field(default_factory=list)

    def clean(self, raw: str, task: str = "") -> str:
        cleaned = clean_text(raw)
        self.remarks.extend(_remarks(cleaned, task))
        return cleaned.text


def _remarks(cleaned: CleanText, task: str) -> Iterator[Finding]:
    shown = cleaned.text[:_SHOWN_CHARS]
    if cleaned.removed:
        facts = {"removed": ", ".join(cleaned.removed)}
        yield Finding(RuleCode("VALUE01"), Severity.WARNING, task=task, value=shown, facts=facts)
    if cleaned.recomposed:
        yield Finding(RuleCode("VALUE02"), Severity.NOTE, task=task, value=shown)


def _task(entry: Entry, group: str, prefix: str, desk: _Desk) -> TaskText:
    entry.only(*_TASK_KEYS)
    number = _number(entry, desk)
    text = desk.clean(entry.text("text"), number)
    if not text.strip():
        entry.fail('"text" không có chữ nào đọc được.', '"text" has no readable character.', key="text")
    return TaskText(
        code=TaskCode(f"{prefix}:{number}"),
        number=number,
        group=group,
        text=text,
        lead=desk.clean(entry.optional_text("lead"), number),
        supporting=desk.clean(entry.optional_text("supporting"), number),
        time=desk.clean(entry.optional_text("time"), number),
        carries=entry.texts("carries"),
        issued_lead=desk.clean(entry.optional_text("issued_lead"), number),
        issued_supporting=desk.clean(entry.optional_text("issued_supporting"), number),
        printed=desk.clean(entry.optional_text("printed"), number),
        extras={name: desk.clean(text, number) for name, text in read_texts_by_name(entry, "extras").items()},
        place=read_place(entry),
        unsure=read_unsure(entry),
    )


def _number(entry: Entry, desk: _Desk) -> str:
    number = desk.clean(entry.text("number"))
    if not _NUMBER.fullmatch(number):
        vi = f'"number" không được có khoảng trắng hay dấu hai chấm: "{number}".'
        entry.fail(vi, f'"number" must hold neither blanks nor colons: "{number}".', key="number")
    return number


def _check_numbers(root: Entry) -> None:
    """Refuses repeated numbers, and a task whose number belongs to another group ("3.1" in group 2)."""
    groups = root.entries("groups")
    _refuse_repeats(groups)
    _refuse_repeats(tuple(task for group in groups for task in group.entries("tasks")))
    numbers = {_cleaned_number(group) for group in groups}
    for group in groups:
        own = _cleaned_number(group)
        for task in group.entries("tasks"):
            number = _cleaned_number(task)
            head = number.partition(".")[0]
            if "." in number.rstrip(".") and head in numbers and not number.startswith(f"{own}."):
                vi = f'nhiệm vụ "{number}" nằm trong nhóm "{own}", không phải nhóm "{head}".'
                task.fail(vi, f'task "{number}" stands in group "{own}", not in group "{head}".', key="number")


def _refuse_repeats(entries: tuple[Entry, ...]) -> None:
    seen: dict[str, int] = {}
    for entry in entries:
        number = _cleaned_number(entry)
        if number in seen:
            vi = f'số thứ tự "{number}" bị lặp lại (lần đầu ở dòng {seen[number]}).'
            en = f'the number "{number}" is repeated (first in line {seen[number]}).'
            entry.fail(vi, en, key="number")
        seen[number] = entry.line_of("number")


def _cleaned_number(entry: Entry) -> str:
    return clean_text(entry.text("number")).text


def _code(root: Entry, key: str) -> str:
    code = root.text(key)
    if not _CODE.fullmatch(code):
        vi = f'"{key}" chỉ gồm chữ thường không dấu, chữ số và gạch nối: "{code}".'
        root.fail(vi, f'"{key}" takes lower-case ASCII letters, digits and hyphens: "{code}".', key=key)
    return code


def _period(root: Entry) -> tuple[date, date]:
    period = root.entry("period")
    period.only("first", "last")
    first, last = period.date("first"), period.date("last")
    if last < first:
        vi, en = '"last" của "period" sớm hơn "first".', '"last" of "period" comes before "first".'
        root.fail(vi, en, key="period")
    return first, last


def _without_blanks(content: dict[str, object]) -> dict[str, object]:
    """What is no part of the list, and what only lists made from plans or annexes have, leaves the edition of all
    others as it is."""
    return {key: value for key, value in content.items() if key not in _BESIDE and (value or key not in _MAY_LACK)}


def _finished(programme: ProgrammeText, remarks: tuple[Finding, ...]) -> ProgrammeText:
    """The programme with its edition (12 hex digits over everything cleaned that was issued) and remarks."""
    content = _without_blanks(asdict(programme))
    content["tasks"] = [_without_blanks(asdict(task)) for task in programme.tasks]
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat)
    edition = hashlib.sha256(canonical.encode()).hexdigest()[:12]
    return replace(programme, edition=edition, remarks=remarks)


def as_draft(programme: ProgrammeText) -> ListDraft:
    """The file as a draft again: what `load/programme_text.py` writes and what is printed of it."""
    return ListDraft(
        code=programme.code,
        prefix=programme.code_prefix,
        title=programme.title,
        annex_title=programme.annex_title,
        reference=programme.reference,
        issuer=programme.issuer,
        issued_on=programme.issued_on,
        first=programme.first,
        last=programme.last,
        source=programme.source,
        groups=tuple(
            DraftGroup(
                group.number,
                group.title,
                tuple(_draft_task(task) for task in programme.tasks if task.group == group.number),
            )
            for group in programme.groups
        ),
        owner=programme.owner,
        parent=programme.parent,
        unsure=programme.unsure,
    )


def _draft_task(task: TaskText) -> DraftTask:
    return DraftTask(
        number=task.number,
        text=task.text,
        lead=task.lead,
        supporting=task.supporting,
        time=task.time,
        printed=task.printed,
        issued_lead=task.issued_lead,
        issued_supporting=task.issued_supporting,
        carries=task.carries,
        extras=task.extras,
        place=task.place,
        unsure=task.unsure,
    )
