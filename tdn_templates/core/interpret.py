"""Read meaning into raw cells. Never raises for content: what is odd stays visible for a rule to report."""

from dataclasses import replace
from functools import partial

from tdn_templates.core.assign import form_tasks, year_of
from tdn_templates.core.cell_names import cell_name, column_letters
from tdn_templates.core.find_stamp import ASSUMED, find_stamps
from tdn_templates.core.find_table import FoundTable, find_tables, recognised_layout
from tdn_templates.core.form_marks import CHECKS_SHEET, FAULT_MARK
from tdn_templates.core.known import Known
from tdn_templates.core.nil_tick import find_nil
from tdn_templates.core.table_rows import TableReader
from tdn_templates.model.cell import RawSheet, RawWorkbook, Unreadable
from tdn_templates.model.finding import Place
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.stamp import Stamp
from tdn_templates.model.submission import SourceFile, StampFound, Submission
from tdn_templates.model.words import Binding, TaskCode


def interpret(
    workbook: RawWorkbook | Unreadable, source: SourceFile, known: Known, assumed: Stamp | None = None
) -> Submission:
    """The submission a file holds. Rows are matched by key, issued text, number or near text; never by position.

    A form made for the units of a later day is read with these. `assumed` is what the caller says the file is (see
    core.find_stamp.assumed_stamp); it only counts for a file that has no stamp at all, and a table that is recognised
    knows better which form it is.
    """
    if isinstance(workbook, Unreadable):
        return Submission(source, unreadable=workbook)
    workbook = _without_ours(workbook)
    stamps = tuple(found for found in find_stamps(workbook, source.name) if _counts(found, known))
    if not stamps and assumed is not None:
        found = recognised_layout(workbook, known.layouts)
        stamps = (StampFound(ASSUMED, replace(assumed, layout=found[0]) if found else assumed),)
    if not stamps:
        return _without_stamp(workbook, source, known)
    stamp = stamps[0].stamp
    known = known.of((stamp,))
    layout, programme = known.layouts.get(stamp.layout), known.programmes.get(stamp.programme)
    tables = find_tables(workbook, layout) if layout is not None and programme is not None else ()
    if layout is None or programme is None or not tables:
        return _empty(workbook, source, stamps)
    conditional = partial(_conditional, layout, programme, known, stamp)
    reader = TableReader(tables[0], layout, programme, conditional)
    rows = tuple(reader.rows())
    submission = _with_table(_empty(workbook, source, stamps), workbook, layout, tables)
    return replace(
        submission,
        rows=rows,
        stray=tuple(reader.stray),
        unknown_keys=tuple(reader.unknown_keys),
        nil=find_nil(tables[0], layout),
    )


def _empty(workbook: RawWorkbook, source: SourceFile, stamps: tuple[StampFound, ...]) -> Submission:
    return Submission(source, stamps=stamps, has_macros=workbook.has_macros, external_links=workbook.external_links)


def _without_stamp(workbook: RawWorkbook, source: SourceFile, known: Known) -> Submission:
    """Nothing is read, but a table of ours is named, so that somebody can say whose it is."""
    submission = _empty(workbook, source, ())
    found = recognised_layout(workbook, known.layouts)
    return replace(submission, recognised=found[0], sheet=found[1].sheet.name) if found else submission


def _with_table(
    submission: Submission, workbook: RawWorkbook, layout: WorkbookLayout, tables: tuple[FoundTable, ...]
) -> Submission:
    table, others = tables[0], tables[1:]
    in_word = workbook.format == "docx"
    return replace(
        submission,
        sheet=table.sheet.name,
        missing_columns=tuple(
            column.key for column in layout.columns_in(workbook.format) if column.key not in table.columns
        ),
        column_letters={key: column_letters(at) for key, at in table.columns.items()},
        hidden_rows=table.sheet.hidden_rows,
        copies=() if in_word else tuple(_heading(other, min(other.columns.values())) for other in others),
        twin_columns={key: tuple(_heading(table, at) for at in several) for key, several in table.twins.items()},
        tracked=tuple(Place(table.sheet.name, cell_name(*at)) for at in sorted(table.sheet.tracked)),
        other_tables=tuple(other.sheet.name for other in others) if in_word else (),
    )


def _heading(table: FoundTable, column: int) -> Place:
    """The heading of a column; where it has none, the first cell of the column that says something."""
    heading = table.first_row - 1
    row = heading if (heading, column) in table.sheet.cells else _first_row(table.sheet, column)
    return Place(table.sheet.name, cell_name(row, column))


def _first_row(sheet: RawSheet, column: int) -> int:
    return min(row for row, at in sheet.cells if at == column)


def _without_ours(workbook: RawWorkbook) -> RawWorkbook:
    """Without what says nothing of the unit's: the list of faults in front of a workbook that was marked before, and
    the hidden sheet that the live formulas look things up in."""
    return replace(workbook, sheets=tuple(sheet for sheet in workbook.sheets if not _is_ours(sheet)))


def _is_ours(sheet: RawSheet) -> bool:
    return sheet.cells.get((1, 1)) == FAULT_MARK or (sheet.name == CHECKS_SHEET and not sheet.visible)


def _counts(found: StampFound, known: Known) -> bool:
    """A file name that merely looks like ours ("bao_cao_thang.xlsx") is no stamp."""
    return found.where != "file_name" or found.stamp.layout in known.layouts


def _conditional(layout: WorkbookLayout, programme: Programme, known: Known, stamp: Stamp) -> frozenset[TaskCode]:
    """The tasks that the unit has to confirm; none for a unit that is not in the registry."""
    unit = known.registry.find(stamp.unit)
    if unit is None:
        return frozenset()
    assignments = form_tasks(layout, programme, known.registry, unit, year_of(stamp))
    return frozenset(item.task.code for item in assignments if item.binding is Binding.CONDITIONAL)
