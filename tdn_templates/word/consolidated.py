"""The consolidated annex: one unit's plan in 5 or 7 columns, or several units under each national task."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tdn_templates.core.cascade import came_up, shown_groups
from tdn_templates.core.chains import ways_text
from tdn_templates.core.conflicts.wording import conflict_remark
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.totals import totals_of
from tdn_templates.core.wording import finding_words
from tdn_templates.model.conflict import Conflict
from tdn_templates.model.consolidation import Consolidation, Entry, UnitPart
from tdn_templates.model.unit import Level
from tdn_templates.model.words import Lang, Severity
from tdn_templates.word.annex import Annex, AnnexColumn, AnnexRow, RowKind

_TITLES: Mapping[str, str] = {
    "number": "STT",
    "text": "Nhiệm vụ",
    "lead": "Cơ quan chủ trì",
    "supporting": "Cơ quan phối hợp",
    "time": "Thời gian thực hiện",
    "own_lead": "Đơn vị thuộc {unit} chủ trì",
    "own_supporting": "Đơn vị thuộc {unit} phối hợp",
    "unit": "Đơn vị",
}
_NEW_ALL = "Nhiệm vụ đơn vị bổ sung"
_NEW = f"{_NEW_ALL} thuộc nhóm {{group}}"


@dataclass(frozen=True, slots=True)
class AnnexFile:
    """An annex and the name of the template it is made for."""

    annex: Annex
    template: str


def consolidated_annex(
    consolidation: Consolidation,
    rulebook: Rulebook,
    *,
    columns: int | None = None,
    conflicts: Sequence[Conflict] = (),
) -> AnnexFile:
    """One return gives the unit's own annex; several, or one under a list further up, the annex by task.

    `columns` is 5 or 7 for one return; None takes 7 for a central body, which keeps the national lead beside its own,
    and 5 for all others, as published plans do. A draft remarks on `conflicts`, which are open, as on errors.
    """
    remarks = (*_remarks(consolidation, rulebook), *map(conflict_remark, conflicts)) if consolidation.draft else ()
    if len(consolidation.parts) != 1 or came_up(consolidation):
        return AnnexFile(_several_units(consolidation, remarks), "phu-luc-nhieu-don-vi.docx")
    part = consolidation.parts[0]
    default = 7 if part.unit.level is Level.CENTRAL else 5
    if (columns or default) == 7:
        return AnnexFile(_seven_columns(consolidation, part, remarks), "phu-luc-7-cot.docx")
    return AnnexFile(_five_columns(consolidation, part, remarks), "phu-luc-5-cot.docx")


def _five_columns(consolidation: Consolidation, part: UnitPart, remarks: tuple[str, ...]) -> Annex:
    """The unit's own leads stand in the place of the national ones."""
    keys = ("number", "text", "lead", "supporting", "time")
    return _one_unit(consolidation, part, keys, remarks)


def _seven_columns(consolidation: Consolidation, part: UnitPart, remarks: tuple[str, ...]) -> Annex:
    keys = ("number", "text", "lead", "supporting", "time", "own_lead", "own_supporting")
    return _one_unit(consolidation, part, keys, remarks)


def _one_unit(consolidation: Consolidation, part: UnitPart, keys: tuple[str, ...], remarks: tuple[str, ...]) -> Annex:
    from_plan = consolidation.programme.owner is not None
    cells = _five_cells if len(keys) == 5 else _seven_cells_of_plan if from_plan else _seven_cells
    rows: list[AnnexRow] = []
    for group in shown_groups(consolidation):
        rows.append(AnnexRow(RowKind.GROUP, group.title, number=group.number))
        rows += [
            AnnexRow(
                RowKind.TASK, entry.fields["text"].text, number=entry.number, cells=cells(entry), marked=entry.marked
            )
            for entry in part.plan
            if entry.group == group.number
        ]
    return Annex(
        title=consolidation.programme.annex_title,
        subtitle=f"(Kèm theo Kế hoạch số          ngày      tháng      năm        của {part.unit.name})",
        columns=tuple(AnnexColumn(key, _TITLES[key].format(unit=part.unit.name)) for key in keys),
        rows=tuple(rows),
        draft=consolidation.draft,
        remarks=remarks,
    )


def _five_cells(entry: Entry) -> tuple[str, ...]:
    fields = entry.fields
    return fields["lead"].text, fields["supporting"].text, fields["time"].text


def _seven_cells(entry: Entry) -> tuple[str, ...]:
    """An added row that carries out a national task stands under that task's agencies."""
    national = entry.national[0] if entry.national else None
    lead = national.lead.wording if national else ""
    supporting = national.supporting.wording if national else ""
    return _beside(lead, supporting, entry)


def _seven_cells_of_plan(entry: Entry) -> tuple[str, ...]:
    """A list made from a plan remembers what the list above says beside its own cells."""
    task = entry.task
    return _beside(task.issued_lead if task else "", task.issued_supporting if task else "", entry)


def _beside(lead: str, supporting: str, entry: Entry) -> tuple[str, ...]:
    fields = entry.fields
    return lead, supporting, fields["time"].text, fields["lead"].text, fields["supporting"].text


def _several_units(consolidation: Consolidation, remarks: tuple[str, ...]) -> Annex:
    keys, reference = ("number", "unit", "text", "lead", "supporting", "time"), consolidation.programme.reference
    document = f"văn bản số {reference}" if reference[:1].isdigit() else reference
    return Annex(
        title=consolidation.programme.annex_title,
        subtitle=f"(Tổng hợp kế hoạch của {totals_of(consolidation).units} đơn vị, {document})",
        columns=tuple(AnnexColumn(key, _TITLES[key]) for key in keys),
        rows=tuple(_rows_by_task(consolidation)),
        draft=consolidation.draft,
        remarks=remarks,
    )


def _rows_by_task(consolidation: Consolidation) -> Iterator[AnnexRow]:
    entries = [entry for part in consolidation.parts for entry in (*part.plan, *part.others)]
    for group in shown_groups(consolidation):
        yield AnnexRow(RowKind.GROUP, group.title, number=group.number)
        for task in consolidation.programme.tasks:
            if task.group != group.number:
                continue
            cells = (task.lead.wording, task.supporting.wording, task.time.wording)
            yield AnnexRow(RowKind.TASK, task.text, number=task.number, cells=cells)
            speaking = (entry for entry in entries if _speaks_of(entry, task.number))
            yield from (_unit_row(entry, task.number, consolidation) for entry in speaking)
        new = [entry for entry in entries if not entry.national and entry.group == group.number]
        yield from _new_tasks(_NEW.format(group=group.number) if group.number else _NEW_ALL, new, consolidation)


def _speaks_of(entry: Entry, number: str) -> bool:
    return bool(entry.choice) and any(task.number == number for task in entry.national)


def _new_tasks(title: str, new: list[Entry], consolidation: Consolidation) -> Iterator[AnnexRow]:
    if new:
        yield AnnexRow(RowKind.BAND, title)
        yield from (_unit_row(entry, "", consolidation) for entry in new)


def _unit_row(entry: Entry, number: str, consolidation: Consolidation) -> AnnexRow:
    """Below the unit stand the tasks of the lists between, where the row came up through some."""
    text, cells = _unit_text(entry, number), ("", "", "")
    if _is_full_row(entry, number):
        cells = (entry.fields["lead"].text, entry.fields["supporting"].text, entry.fields["time"].text)
    ways = ways_text(entry.chains, consolidation.programme.code, entry.unit.slug)
    unit = f"{entry.unit.name} ({ways})" if ways else entry.unit.name
    return AnnexRow(RowKind.UNIT, text, unit=unit, cells=cells, marked=entry.marked)


def _is_full_row(entry: Entry, number: str) -> bool:
    """An entry that carries out several national tasks is printed once, under the first of them."""
    return entry.choice == "carry_out" and (not entry.national or entry.national[0].number == number)


def _unit_text(entry: Entry, number: str) -> str:
    note = entry.fields["note"].text
    match entry.choice:
        case "merged":
            into = ", ".join(entry.merged_into)
            return f"Gộp vào nhiệm vụ {into}" if into else "Gộp vào nhiệm vụ khác"
        case "not_applicable":
            return f"Không áp dụng: {note}" if note else "Không áp dụng"
        case "carry_out" if not _is_full_row(entry, number):
            return f"Thực hiện cùng nhiệm vụ {entry.national[0].number}"
        case _:
            return entry.fields["text"].text


def _remarks(consolidation: Consolidation, rulebook: Rulebook) -> Iterator[str]:
    """What a draft still lacks: each error with its unit and place."""
    for verdict in consolidation.verdicts:
        name = verdict.unit.name if verdict.unit else verdict.submission.source.name
        for finding in verdict.findings:
            if finding.severity is Severity.ERROR:
                words = finding_words(finding, rulebook, Lang.VI)
                place = f" (ô {finding.place.cell})" if finding.place.cell else ""
                yield f"{name}{place}: {words.wrong} {words.remedy}"
