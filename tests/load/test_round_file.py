"""round.yaml says everything about a round: what is written is read back, what does not fit is refused by line."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tdn_templates.core.succession import registry_of_all_times
from tdn_templates.errors import TdnError
from tdn_templates.load.knowledge import load_registry, load_rulebook
from tdn_templates.load.receipts import read_receipts, receipts_text
from tdn_templates.load.round_file import read_round, read_round_settings
from tdn_templates.load.round_text import round_text
from tdn_templates.model.round import Receipt, RoundSetup
from tdn_templates.model.words import Severity, State, UnitSlug

RULEBOOK, REGISTRY = load_rulebook(), registry_of_all_times(load_registry())
SETUP = RoundSetup(
    code="nq47-2024_plan_2026-11-30",
    title='Kế hoạch "năm": 2026 # một',
    programme="nq47-2024",
    form="plan",
    year=2025,
    as_of=date(2025, 7, 1),
    deadline=date(2026, 11, 30),
    units=(UnitSlug("bo-tai-chinh"), UnitSlug("tinh-binh-dinh")),
    closing=date(2026, 12, 15),
    issuer="=Bộ Ngoại giao",
    letter_number="012",
    letter_date=date(2026, 10, 1),
    head="letterhead.yaml",
    templates="templates",
)
TEXT = round_text(SETUP, [REGISTRY.unit(slug) for slug in SETUP.units])


def read(text: str) -> RoundSetup:
    return read_round(text, "round.yaml", RULEBOOK, REGISTRY)


def test_what_is_written_is_read_back() -> None:
    assert read(TEXT) == SETUP
    blank = replace(SETUP, year=None, as_of=None, closing=None, issuer="", letter_number="", head="", templates="")
    assert read(round_text(blank, [REGISTRY.unit(slug) for slug in SETUP.units])) == blank
    assert "  - bo-tai-chinh  # Bộ Tài chính\n" in TEXT


def test_settings_and_named_returns_are_part_of_it() -> None:
    text = TEXT.replace("severity:\n", "severity:\n  UNIT: note\n").replace("use:\n", "use:\n  - btc/lan-1.xlsx\n")
    setup = read(text)
    assert setup.settings.severities == (("UNIT", Severity.NOTE),)
    assert setup.use == ("btc/lan-1.xlsx",)
    assert read_round_settings(text, "round.yaml", RULEBOOK, REGISTRY) == setup.settings


@pytest.mark.parametrize(
    ("old", "new", "line", "hint"),
    [
        ("deadline:", "dealine:", "dealine", "deadline"),
        ("deadline: 30/11/2026", "deadline: 31/11/2026", "deadline", ""),
        ("- bo-tai-chinh", "- bo-tai-chin", "bo-tai-chin", "bo-tai-chinh"),
        ("head: letterhead.yaml", "head: ../letterhead.yaml", "head", ""),
        ("templates: templates", "templates: /mau", "templates", ""),
        ("programme: nq47-2024", r"programme: C:\nq47", "programme", ""),
        ("15/12/2026", "1/11/2026", "closing", ""),
        ("year: 2025", "year: hai", "year", ""),
        ("severity:\n", "severity:\n  ROWS: off\n", "ROWS", ""),
    ],
)
def test_what_does_not_fit_is_refused_by_line(old: str, new: str, line: str, hint: str) -> None:
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    number = next(place for place, each in enumerate(text.splitlines(), 1) if line in each and not each.startswith("#"))
    with pytest.raises(TdnError, match=re.escape(f"round.yaml, line {number}:")) as refused:
        read(text)
    assert hint in f"{refused.value.en} {refused.value.hint_en}"


def test_receipts_are_read_back_in_their_order() -> None:
    receipts = (
        Receipt("btc/lần 2.xlsx", "ab", date(2026, 11, 2), "bo-tai-chinh", State.ACCEPTED),
        Receipt("a.pdf", "cd", date(2026, 11, 1), "", State.REJECTED),
    )
    assert read_receipts(receipts_text(receipts), "so-nhan.jsonl") == receipts
    with pytest.raises(TdnError, match=r"so-nhan\.jsonl, line 2"):
        read_receipts(receipts_text(receipts[:1]) + '{"file":"a"}\n', "so-nhan.jsonl")
