"""Forms of departments for their body's list: what they ask for, whom they may name, how they are read again."""

from dataclasses import replace

import pytest

from tdn_templates.core.find_table import find_tables
from tdn_templates.core.form_wording import worded_for
from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.prefill import dropdown_lists
from tdn_templates.load.knowledge import load_known
from tdn_templates.model.cell import RawSheet, RawValue, RawWorkbook
from tdn_templates.model.mention import MentionKind
from tdn_templates.model.programme import Programme
from tdn_templates.model.words import UnitSlug

_KNOWN = load_known("nq47-2024")
_PLAN = _KNOWN.layouts["plan"]
_NATION = _KNOWN.programmes["nq47-2024"]
_MINISTRYS = replace(_NATION, owner=UnitSlug("bo-tai-chinh"))
_OFFICE = _KNOWN.registry.unit(UnitSlug("btc-van-phong-bo"))


def test_only_a_list_made_from_a_plan_changes_the_words_of_a_form() -> None:
    assert worded_for(_PLAN, _NATION) is _PLAN
    worded = worded_for(_PLAN, _MINISTRYS)
    assert worded.column("carries").title.vi == "Nhiệm vụ được giao số"
    texts = [text for words in worded.instructions for text in (words.vi, words.en)]
    texts += [text for column in worded.columns for text in (column.title.vi, column.title.en)]
    texts += [text for column in worded.columns if column.prompt for text in (column.prompt.vi, column.prompt.en)]
    assert [text for text in texts if "quốc gia" in text or "ational" in text] == []
    assert [column.key for column in worded.columns] == [column.key for column in _PLAN.columns]


@pytest.mark.parametrize("programme", [_NATION, _MINISTRYS], ids=["nation", "ministry"])
def test_the_columns_are_found_by_their_headings_alone(programme: Programme) -> None:
    worded = worded_for(_PLAN, programme)
    cells: dict[tuple[int, int], RawValue] = {
        (1, at): column.title.vi for at, column in enumerate(worded.columns, start=1)
    }
    (table,) = find_tables(RawWorkbook("xlsx", (RawSheet("Kế hoạch", cells),)), _PLAN)
    assert table.columns["carries"] == [column.key for column in worded.columns].index("carries") + 1


def test_a_department_is_offered_its_neighbours_for_support_and_itself_as_lead() -> None:
    offered = dropdown_lists(_PLAN, _KNOWN.registry, _OFFICE)
    assert offered["own_lead"] == ("Văn phòng Bộ",)
    assert offered["own_supporting"][0] == "Văn phòng Bộ"
    assert "Vụ Hợp tác quốc tế" in offered["own_supporting"]
    ministry = _KNOWN.registry.unit(UnitSlug("bo-tai-chinh"))
    offered = dropdown_lists(_PLAN, _KNOWN.registry, ministry)
    assert offered["own_lead"] == offered["own_supporting"]


def test_neighbours_of_a_department_are_names_it_may_use() -> None:
    reader = MentionReader(_KNOWN.registry, _OFFICE.slug)
    (mention,) = reader.read("Vụ Hợp tác quốc tế").mentions
    assert (mention.kind, mention.unit) == (MentionKind.NAMED, "btc-vu-hop-tac-quoc-te")
