"""Read the list of tasks out of whatever file an annex came in."""

from collections.abc import Sequence
from dataclasses import replace

from tdn_templates.core.annex.choose import Choice, choose_tables
from tdn_templates.core.annex.compose import compose_rows
from tdn_templates.core.annex.find import find_tables
from tdn_templates.core.annex.found_table import FoundTable
from tdn_templates.core.annex.grid import read_grids
from tdn_templates.core.annex.head import read_head
from tdn_templates.core.annex.old_letters import in_unicode
from tdn_templates.core.annex.own_list import is_own_list
from tdn_templates.core.annex.own_rows import own_rows
from tdn_templates.core.annex.plain_text import RowDoubts, text_tables
from tdn_templates.core.annex.rows import TaskRows
from tdn_templates.core.form_marks import PROPERTY_PREFIX, STAMP_MARK, STAMP_SHEET
from tdn_templates.core.mentions import MentionReader
from tdn_templates.model.annex import Annex, AnnexColumn, Doubt, Field, NotAnAnnex, RefusedTable, SourcePlace
from tdn_templates.model.cell import RawWorkbook
from tdn_templates.model.mention import MentionKind
from tdn_templates.model.unit import Registry
from tdn_templates.model.words import UnitSlug


def read_annex(
    workbook: RawWorkbook, registry: Registry, source: str, owner: UnitSlug | None = None, table: int | None = None
) -> Annex | NotAnAnnex:
    """The list of tasks in the file, or why there is none.

    `source` is the file's own name. `owner` is the unit whose plan it is, so that its own units can be named. `table`
    chooses a table (sheet, page) by its place in the file, from 1; None takes the best one, with those that go on.
    """
    if is_form(workbook) and not is_own_list(workbook.properties):
        return NotAnAnnex("our_form", source=source)
    found = _read(workbook, registry, source, owner, table)
    if isinstance(found, Annex):
        return found
    converted = in_unicode(workbook)
    again = _read(converted.workbook, registry, source, owner, table) if converted is not None else found
    if converted is None or isinstance(again, NotAnAnnex):
        return found
    facts = {"encoding": converted.encoding, "count": str(converted.count)}
    doubt = Doubt("old_letters", None, facts, SourcePlace(again.table, 1, 1))
    return replace(again, doubts=(doubt, *again.doubts))


def _read(
    workbook: RawWorkbook, registry: Registry, source: str, owner: UnitSlug | None, table: int | None
) -> Annex | NotAnAnnex:
    own = is_own_list(workbook.properties)
    grids = read_grids(workbook.sheets, exact=own)
    about: RowDoubts = {}
    if workbook.lines and not find_tables(grids).tables:
        text = text_tables(workbook.lines, registry, registry.unit(owner) if owner else None)
        workbook, about = replace(workbook, sheets=(*workbook.sheets, *text.sheets)), text.doubts
        grids = read_grids(workbook.sheets, exact=False)
    if not any(grid.rows for grid in grids):
        return NotAnAnnex("no_tables", source=source)
    if table is not None and not any(grid.position == table for grid in grids):
        return NotAnAnnex("no_such_table", {"table": str(table), "count": str(len(grids))}, source=source)
    search = find_tables(grids, known=own)
    tables = [found for found in search.tables if table is None or found.position == table]
    if not tables:
        refused = tuple(item for item in search.refused if table is None or item.table == grids[table - 1].name)
        return NotAnAnnex("no_task_table", tables=refused, source=source)
    choice = Choice(tuple(tables)) if own else choose_tables(tables)
    exact = own_rows(tables) if own else None
    found = exact or compose_rows(choice, about, _Names(registry, owner).knows)
    if not found.rows and not own:
        empty = RefusedTable(choice.parts[0].name, "empty_form")
        return NotAnAnnex("no_task_table", tables=(empty, *search.refused), source=source)
    return _as_annex(workbook, choice.parts, found, source)


def is_form(workbook: RawWorkbook) -> bool:
    """Whether it is one of the forms that were sent out: they have a way of their own (`tdn programme from-plan`)."""
    return any(sheet.name == STAMP_SHEET and sheet.cells.get((1, 1)) == STAMP_MARK for sheet in workbook.sheets) or all(
        f"{PROPERTY_PREFIX}{name}" in workbook.properties for name in ("layout", "programme")
    )


class _Names:
    """Whether a text reads as known units and classes only."""

    def __init__(self, registry: Registry, owner: UnitSlug | None) -> None:
        self._registry, self._owner = registry, owner
        self._reader: MentionReader | None = None

    def knows(self, text: str) -> bool:
        if self._reader is None:
            self._reader = MentionReader(self._registry, self._owner)
        mentions = self._reader.read(text).mentions
        return bool(mentions) and all(mention.kind is not MentionKind.UNKNOWN for mention in mentions)


def _as_annex(workbook: RawWorkbook, parts: Sequence[FoundTable], found: TaskRows, source: str) -> Annex:
    head, head_doubts = read_head(workbook, parts[0])
    columns = tuple(item.column for item in parts[0].columns)
    by_place = {sheet.name for sheet in workbook.sheets if sheet.by_place}
    placed = [
        Doubt("told_apart_by_place", None, {"table": part.name}, SourcePlace(part.name, 1, 1))
        for part in parts
        if part.name in by_place
    ]
    annex = Annex(
        head=head,
        columns=columns,
        groups=tuple(found.groups),
        rows=tuple(found.rows),
        doubts=(*placed, *head_doubts, *found.doubts),
        source=source,
        table=parts[0].name,
    )
    return _own_as_lead(annex) if Field.LEAD not in parts[0].fields else annex


def _own_as_lead(annex: Annex) -> Annex:
    """In a plan that names only units of its own these are the ones who lead and support."""
    swap = {Field.OWN_LEAD: Field.LEAD, Field.OWN_SUPPORTING: Field.SUPPORTING}
    columns = [
        AnnexColumn(swap.get(item.means, item.means) if item.means else None, item.title) for item in annex.columns
    ]
    rows = [
        replace(row, lead=row.own_lead, supporting=row.supporting or row.own_supporting, own_lead="", own_supporting="")
        for row in annex.rows
    ]
    return replace(annex, columns=tuple(columns), rows=tuple(rows))
