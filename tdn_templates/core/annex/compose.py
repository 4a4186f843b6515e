"""From found tables to groups and tasks: lines, what belongs together, what each cell means, what each line is."""

from collections.abc import Sequence
from functools import partial

from tdn_templates.core.annex.choose import Choice
from tdn_templates.core.annex.end_marks import without_end
from tdn_templates.core.annex.joining import KnowsLead, join_cut_lines
from tdn_templates.core.annex.lines import Line, read_lines, title_above
from tdn_templates.core.annex.plain_text import RowDoubts
from tdn_templates.core.annex.repair import fill_dittos, mark_cells, split_roles
from tdn_templates.core.annex.rows import TaskRows, sort_lines
from tdn_templates.core.annex.two_texts import settle_texts
from tdn_templates.model.annex import Doubt, Field, SourcePlace


def compose_rows(choice: Choice, about: RowDoubts, knows: KnowsLead) -> TaskRows:
    """`about` are doubts that came up before, by sheet and row."""
    doubts = list(choice.doubts)
    lines: list[Line] = []
    settled = [settle_texts(part) for part in choice.parts]
    doubts += [texts.doubt for texts in settled[:1] if texts.doubt is not None]
    for texts in settled:
        kept, left_out = without_end(list(read_lines(texts, about)))
        title = title_above(texts.table)
        lines += kept if title is None else [title, *kept]
        doubts += left_out
    table = settled[0].table
    place = SourcePlace(table.name, 1, 1)
    doubts += [Doubt("column_twice", None, {"heading": title}, place) for title in table.twice]
    numbered, titles_numbered = _numbering(lines)
    lines = join_cut_lines(lines, numbered=numbered, titles_numbered=titles_numbered, knows=knows)
    fill_dittos(lines)
    if Field.SUPPORTING not in table.fields:
        split_roles(lines, both=any(item.both for item in table.columns))
    mark = partial(mark_cells, fields=table.fields, numbered=numbered, knows=knows)
    found = sort_lines(lines, mark)
    found.doubts[:0] = doubts
    return found


def _numbering(lines: Sequence[Line]) -> tuple[bool, bool]:
    """Whether tasks have numbers as a rule, and whether titles have."""
    tasks = [line for line in lines if not line.is_bare]
    bare = [line for line in lines if line.is_bare]
    numbered = sum(line.shape is not None for line in tasks) * 2 >= len(tasks) > 0
    return numbered, any(line.shape is not None for line in bare)
