"""A list of tasks is written so that reading it gives the same list, whatever the texts hold."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tdn_templates.core.clean_text import clean_text
from tdn_templates.core.mentions import MentionReader
from tdn_templates.load.knowledge import load_known
from tdn_templates.load.programme import read_programme
from tdn_templates.load.programme_text import programme_text
from tdn_templates.model.words import ProgrammeCode, UnitSlug

KNOWN = load_known("nq47-2024")
LIST = KNOWN.programmes["nq47-2024"]
OWNER = UnitSlug("bo-tai-chinh")
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60).map(
    lambda text: clean_text(text).text
)


def test_the_shipped_list_comes_back() -> None:
    again = read_programme(programme_text(LIST, "nguồn"), "a.programme.yaml", KNOWN.registry)
    assert (again.tasks, again.groups, again.code, again.first, again.last) == (
        LIST.tasks,
        LIST.groups,
        LIST.code,
        LIST.first,
        LIST.last,
    )


@given(text=TEXTS.filter(lambda text: bool(text.strip())), cell=TEXTS.map(lambda text: text if text.strip() else ""))
def test_any_text_comes_back(text: str, cell: str) -> None:
    agencies = MentionReader(KNOWN.registry, OWNER)
    task = replace(
        LIST.tasks[0], text=text, lead=agencies.read(cell), issued_lead=cell, issued_supporting=text, carries=("1.1",)
    )
    made = replace(
        LIST, tasks=(task,), groups=LIST.groups[:1], owner=OWNER, parent=ProgrammeCode("nq47-2024"), title=text
    )
    again = read_programme(programme_text(made, cell if cell.strip() else "nguồn"), "a.programme.yaml", KNOWN.registry)
    assert (again.owner, again.parent, again.title) == (OWNER, "nq47-2024", text)
    found = again.tasks[0]
    assert (found.text, found.lead.wording, found.issued_lead, found.issued_supporting, found.carries) == (
        text,
        cell,
        cell,
        text,
        ("1.1",),
    )
