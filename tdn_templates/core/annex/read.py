"""Read the list of tasks out of whatever file an annex came in."""

from collections.abc import Sequence
from dataclasses import replace

from tdn_templates.core.annex.end_marks import without_end
from tdn_templates.core.annex.find import FoundTable, find_tables
from tdn_templates.core.annex.grid import read_grids
from tdn_templates.core.annex.head import read_head
from tdn_templates.core.annex.joining import join_cut_lines
from tdn_templates.core.annex.lines import Line, read_lines
from tdn_templates.core.annex.plain_text import RowDoubts, text_tables
from tdn_templates.core.annex.repair import fill_dittos, mark_cells, split_roles
from tdn_templates.core.annex.rows import sort_lines
from tdn_templates.core.mentions import MentionReader
from tdn_templates.model.annex import Annex, AnnexColumn, Doubt, Field, NotAnAnnex, SourcePlace
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
    grids = read_grids(workbook.sheets, exact=False)
    about: RowDoubts = {}
    if workbook.lines and not find_tables(grids).tables:
        text = text_tables(workbook.lines, registry, registry.unit(owner) if owner else None)
        workbook, about = replace(workbook, sheets=(*workbook.sheets, *text.sheets)), text.doubts
    grids = read_grids(workbook.sheets, exact=False)
    if not any(grid.rows for grid in grids):
        return NotAnAnnex("no_tables", source=source)
    if table is not None and not any(grid.position == table for grid in grids):
        return NotAnAnnex("no_such_table", {"table": str(table), "count": str(len(grids))}, source=source)
    search = find_tables(grids)
    tables = [found for found in search.tables if table is None or found.position == table]
    if not tables:
        refused = tuple(item for item in search.refused if table is None or item.table == grids[table - 1].name)
        return NotAnAnnex("no_task_table", tables=refused, source=source)
    parts, doubts = _chosen(tables)
    return _annex(workbook, parts, doubts, _Names(registry, owner), source, about)


def _chosen(tables: Sequence[FoundTable]) -> tuple[list[FoundTable], list[Doubt]]:
    """The fullest table and all with the same columns; what was joined or left out is a doubt."""
    best = max(tables, key=lambda found: (len(found.fields), len(found.rows)))
    parts = [found for found in tables if found.signature == best.signature]
    doubts = [
        Doubt("tables_joined", None, {"table": best.name, "joined": name}, SourcePlace(name, 1, 1))
        for found in parts
        for name in ((found.name, *found.joined) if found is not parts[0] else found.joined)
    ]
    for found in tables:
        if found.signature != best.signature:
            facts = {"taken": best.name, "left": found.name, "number": str(found.position)}
            doubts.append(Doubt("other_table_left", None, facts, SourcePlace(found.name, 1, 1)))
    return parts, doubts


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


def _annex(
    workbook: RawWorkbook,
    parts: list[FoundTable],
    doubts: list[Doubt],
    names: _Names,
    source: str,
    about: RowDoubts,
) -> Annex:
    lines: list[Line] = []
    for part in parts:
        kept, left_out = without_end(list(read_lines(part, about)))
        lines += kept
        doubts += left_out
        doubts += [
            Doubt("column_twice", None, {"heading": title}, SourcePlace(part.name, 1, 1)) for title in part.twice
        ]
    numbered, titles_numbered = _numbering(lines)
    lines = join_cut_lines(lines, numbered=numbered, titles_numbered=titles_numbered, knows=names.knows)
    fill_dittos(lines)
    if Field.SUPPORTING not in parts[0].fields:
        split_roles(lines, both=any(item.both for item in parts[0].columns))
    fields = parts[0].fields
    mark_cells(lines, fields, numbered=numbered, knows=names.knows)
    found = sort_lines(lines)
    head, head_doubts = read_head(workbook, parts[0])
    columns = tuple(item.column for item in parts[0].columns)
    annex = Annex(
        head=head,
        columns=columns,
        groups=tuple(found.groups),
        rows=tuple(found.rows),
        doubts=(*doubts, *head_doubts, *found.doubts),
        source=source,
        table=parts[0].name,
    )
    return _own_as_lead(annex) if Field.LEAD not in fields else annex


def _numbering(lines: Sequence[Line]) -> tuple[bool, bool]:
    """Whether tasks have numbers as a rule, and whether titles have."""
    tasks = [line for line in lines if not line.is_bare]
    bare = [line for line in lines if line.is_bare]
    numbered = sum(line.shape is not None for line in tasks) * 2 >= len(tasks) > 0
    return numbered, any(line.shape is not None for line in bare)


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
