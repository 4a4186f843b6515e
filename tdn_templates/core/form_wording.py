"""The words of a form for a list made from a plan: its numbers are those of the plan, not the national ones."""

from dataclasses import replace

from tdn_templates.model.layout import Column, WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.words import Wording

_VI = (("Nhiệm vụ quốc gia", "Nhiệm vụ được giao"), ("nhiệm vụ quốc gia", "nhiệm vụ được giao"))
_EN = (("National task no.", "Assigned task no."), ("national number(s)", "assigned number(s)"))


def worded_for(layout: WorkbookLayout, programme: Programme) -> WorkbookLayout:
    """The layout as a form of this list shows it. A department that is asked for a national number gives that instead
    of the number of the plan it carries out. New headings are aliases of their columns in the layout's file."""
    if programme.owner is None:
        return layout
    columns = tuple(map(_column, layout.columns))
    return replace(layout, columns=columns, instructions=tuple(map(_words, layout.instructions)))


def _column(column: Column) -> Column:
    prompt = _words(column.prompt) if column.prompt is not None else None
    return replace(column, title=_words(column.title), prompt=prompt)


def _words(words: Wording) -> Wording:
    vi, en = words.vi, words.en
    for old, new in _VI:
        vi = vi.replace(old, new)
    for old, new in _EN:
        en = en.replace(old, new)
    return Wording(vi, en)
