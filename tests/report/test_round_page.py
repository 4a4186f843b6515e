"""The picture of a round as a page: what it says, that it stays data, that it can be used without sight or mouse."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from tdn_templates.api import Validation
from tdn_templates.core.merge import consolidate
from tdn_templates.core.round_view import round_view
from tdn_templates.core.round_view_words import CELL_STATE_WORDS, ROLE_LETTERS, STATE_SIGNS, view_words
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME
from tdn_templates.model.conflict import Conflict, ConflictKind, ConflictValue, MergeDecision
from tdn_templates.model.consolidation import Consolidation, Entry, Origin, Traced
from tdn_templates.model.finding import Place
from tdn_templates.model.round import Nobodys, NobodysFile, RoundSetup, RoundStatus, UnitStatus, Version, Why
from tdn_templates.model.round_view import CellRole, CellState, RoundFacts
from tdn_templates.model.unit import Registry
from tdn_templates.model.words import Lang, State
from tdn_templates.report import round_cells, round_rows
from tdn_templates.report.round_page import round_page_html
from tests.report.rounds import many_units
from tests.report.test_html import HOSTILE, Page

NOBODY_MISSING = RoundFacts()
SECTIONS = ["summary", "charts", "matrix", "time-line", "rows", "conflicts", "findings", "sources"]
PLAN_2026 = RoundSetup("dot", "Đợt <b>1</b>", DEFAULT_PROGRAMME, "plan", None, None, date(2026, 11, 30), ())


@pytest.fixture(scope="module")
def merged(published: Validation) -> Consolidation:
    known = published.checking.known
    return consolidate(published.verdicts, known, known.programmes[DEFAULT_PROGRAMME], draft=True)


@pytest.fixture(scope="module", params=list(Lang))
def lang(request: pytest.FixtureRequest) -> Lang:
    return Lang(request.param)


@pytest.fixture(scope="module")
def page(published: Validation, merged: Consolidation, registry: Registry, lang: Lang) -> Page:
    """With units that are missing and days that are known."""
    facts = RoundFacts(registry.units[:2], (date(2026, 11, 2), date(2026, 11, 2), date(2026, 11, 5)))
    return Page(page_of(published, merged, lang, facts))


def page_of(validation: Validation, merged: Consolidation, lang: Lang, facts: RoundFacts = NOBODY_MISSING) -> str:
    view = round_view(merged, validation.checking.known, facts)
    return round_page_html(view, merged, validation.batch_findings, validation.rulebook, lang)


def test_the_page_is_well_formed_and_has_every_part(page: Page, lang: Lang) -> None:
    assert page.unbalanced == []
    assert page.all("html") == [{"lang": lang.value}]
    assert [attrs["id"] for attrs in page.all("section")] == SECTIONS
    assert page.said("h2")[1:4] == [view_words(lang)[key] for key in ("charts", "matrix", "time_line")]


def test_nothing_is_fetched_and_the_policy_forbids_it(page: Page) -> None:
    assert re.findall(r"https?:|//[a-z]|@import|url\(|\ssrc=", page.source) == []
    (policy,) = [meta["content"] for meta in page.all("meta") if "http-equiv" in meta]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'")
    assert all(attrs["href"].startswith("#") for attrs in page.all("a"))


def test_every_unit_has_a_line_with_a_letter_and_a_sign_for_each_task(
    page: Page, merged: Consolidation, lang: Lang
) -> None:
    lines = page.rows("matrix")
    assert len(lines) == 4
    assert Counter(page.said("h2"))[view_words(lang)["matrix"]] == 1
    lead, waited = ROLE_LETTERS[CellRole.LEAD].in_lang(lang), STATE_SIGNS[CellState.WAITED_FOR]
    (finance,) = [line for line in lines if line.startswith("Bộ Tài chính")]
    assert finance.startswith(f"Bộ Tài chính{lead}{STATE_SIGNS[CellState.CARRIED_OUT]}")
    assert sum(waited in line for line in lines) == 2
    heads = [attrs for attrs in page.all("th") if attrs.get("class") == "task" and attrs["scope"] == "col"]
    assert len(heads) == len(merged.programme.tasks) + 1


def test_every_row_is_there_once_for_each_task_it_carries_out(page: Page, merged: Consolidation) -> None:
    entries = [entry for part in merged.parts for entry in (*part.plan, *part.others)]
    rows = [text for text, (_, attrs) in zip(page.texts, page.tags, strict=True) if "data-s" in attrs]
    assert len(rows) == sum(max(1, len(entry.national)) for entry in entries)
    for entry in entries:
        where = [row for row in rows if row.startswith(entry.unit.name) and entry.fields["lead"].text in row]
        assert where, entry.fields["text"].text


def test_a_row_names_the_cells_it_came_from_and_the_sources_their_file(page: Page, merged: Consolidation) -> None:
    part = merged.parts[0]
    rows = [text for text, (_, attrs) in zip(page.texts, page.tags, strict=True) if "data-s" in attrs]
    first = part.plan[0]
    cells = [origin.place.cell for field in first.fields.values() for origin in field.origins if origin.sha256]
    assert any(row.rstrip().endswith(cells[-1]) and first.fields["lead"].text in row for row in rows)
    (source,) = [text for text in page.said("tr") if part.source.name in text]
    assert part.source.sha256[:12] in source
    assert "Kế hoạch" in source


def test_the_figures_are_those_of_the_consolidation(page: Page, merged: Consolidation, lang: Lang) -> None:
    said = dict(zip(page.said("dt"), page.said("dd"), strict=True))
    words = view_words(lang)
    plans = [entry for part in merged.parts for entry in part.plan]
    assert said[words["returns"]] == "3"
    assert said[words["units"]] == "4"
    assert said[words["missing"]] == "2"
    assert said[words["carried_out"]] == str(len(plans))
    assert said[words["own"]] == str(sum(entry.task is None for entry in plans))


def test_every_chart_is_a_picture_with_a_name_and_the_same_figures_as_a_table(page: Page) -> None:
    pictures = [attrs for attrs in page.all("svg") if attrs.get("aria-hidden") != "true"]
    ids = {attrs["id"]: text for text, (_, attrs) in zip(page.texts, page.tags, strict=True) if "id" in attrs}
    assert len(pictures) == 4 + 5
    for attrs in pictures:
        assert attrs["role"] == "img"
        assert all(ids[one].strip() for one in attrs["aria-labelledby"].split())
    tables = [attrs for attrs in page.all("details") if attrs.get("class") == "figures"]
    assert len(tables) == len(pictures)


def test_tables_controls_and_links_can_be_used_without_sight_or_mouse(page: Page) -> None:
    tags = Counter(tag for tag, _ in page.tags)
    assert tags["caption"] == tags["table"]
    assert all(attrs.get("scope") in ("col", "row", "colgroup") for attrs in page.all("th"))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(set(ids)) == len(ids)
    assert {attrs["href"].removeprefix("#") for attrs in page.all("a")} <= set(ids)
    for name in ("aria-labelledby", "aria-describedby"):
        assert {one for _, attrs in page.tags for one in attrs.get(name, "").split()} <= set(ids)
    assert tags["label"] == tags["input"] + tags["select"] == 6
    assert {attrs.get("type") for attrs in page.all("button")} == {"button"}
    assert page.all("a")[0]["href"] == "#rows"
    assert ":focus-visible" in page.source


def test_headings_go_down_one_step_at_a_time(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_without_scripts_nothing_is_hidden_but_dead_controls(page: Page) -> None:
    hidden = [attrs.get("id", tag) for tag, attrs in page.tags if "hidden" in attrs]
    assert hidden == ["filter", "row-buttons"]


def test_no_word_of_the_other_language_is_on_the_page(page: Page, lang: Lang) -> None:
    other = Lang.EN if lang is Lang.VI else Lang.VI
    own, text = view_words(lang), " ".join(page.said("body"))
    missed = [
        word
        for word in view_words(other).values()
        if len(word) > 12 and word not in own.values() and re.search(rf"\b{re.escape(word)}\b", text)
    ]
    assert missed == []


def test_every_state_and_role_has_its_own_sign_in_both_languages() -> None:
    signs = [sign for sign in STATE_SIGNS.values() if sign]
    assert len(set(signs)) == len(signs) == len(CellState) - 1
    for lang in Lang:
        letters = [letter.in_lang(lang) for letter in ROLE_LETTERS.values()]
        assert len(set(letters)) == len(CellRole)
        assert not set(letters) & set(signs)
    assert set(CELL_STATE_WORDS) == set(CellState)


# --- where every unit stands ------------------------------------------------------------------------------------------


def status_of(registry: Registry) -> RoundStatus:
    """One unit with two versions to be corrected, one that has sent nothing and is late, a file of nobody."""
    versions = tuple(
        Version(name, digit * 64, date(2026, 12, day), State.NEEDS_CORRECTION, (), errors, 0, 0)
        for name, digit, day, errors in (("lan-1.xlsx", "a", 1, 3), ("<i>lan-2.xlsx", "b", 2, 2))
    )
    units = (
        UnitStatus(registry.units[0], State.NEEDS_CORRECTION, versions, versions[1], Why.LAST, None, 1),
        UnitStatus(registry.units[1], State.NOT_RECEIVED, days_late=3),
    )
    return RoundStatus(PLAN_2026, date(2026, 12, 3), units, (NobodysFile("la.pdf", Nobodys.NO_UNIT),))


def test_with_a_status_the_page_says_who_has_sent_what_and_whom_to_chase(
    published: Validation, merged: Consolidation, registry: Registry
) -> None:
    view = round_view(merged, published.checking.known)
    status = status_of(registry)
    page = Page(round_page_html(view, merged, (), published.rulebook, Lang.EN, standing=status))
    first, second = (entry.unit.name for entry in status.units)
    assert page.unbalanced == []
    assert [attrs["id"] for attrs in page.all("section")] == ["summary", "standing", *SECTIONS[1:-1]]
    assert page.rows("standing") == [
        f"{first}needs correction12<i>lan-2.xlsx {'b' * 12}, the last one receivedVersions: 2"
        f"1/12/2026 lan-1.xlsx: needs correction, Errors: 3 ({'a' * 12})"
        f"2/12/2026 <i>lan-2.xlsx: needs correction, Errors: 2 ({'b' * 12})2/12/2026",
        f"{second}not received3",
        "la.pdfdoes not say whose it is",
    ]
    chased = [text for text, (tag, attrs) in zip(page.texts, page.tags, strict=True) if attrs.get("class") == "chase"]
    assert [" ".join(text.split()) for text in chased] == [
        f"3 day(s) late, nothing received (1) {second}",
        f"To correct or to send anew (1) {first}: 2 error(s)",
    ]
    assert "Đợt <b>1</b>" in page.said("strong")


def test_of_a_round_in_which_nothing_has_come_yet_the_page_says_so(
    published: Validation, merged: Consolidation, registry: Registry
) -> None:
    nothing = replace(merged, parts=(), verdicts=(), draft=False)
    status = replace(status_of(registry), units=status_of(registry).units[1:], nobodys=())
    view = round_view(nothing, published.checking.known, RoundFacts((registry.units[1],)))
    page = Page(round_page_html(view, nothing, (), published.rulebook, Lang.EN, standing=status))
    assert page.unbalanced == []
    assert view_words(Lang.EN)["nothing_yet"] in page.said("p")
    assert len(page.rows("matrix")) == len(page.rows("standing")) == 1
    assert "" not in page.said("h2")


# --- text of a unit is data ------------------------------------------------------------------------------------------


def hostile(merged: Consolidation, text: str) -> Consolidation:
    """The text at every place that a unit or a file can fill, in the first rows of each return."""

    def spoilt(entry: Entry) -> Entry:
        origin = Origin(text, Place(text, text), "1" * 64)
        return replace(entry, number=text, choice=text, fields={name: Traced(text, origin) for name in entry.fields})

    parts = []
    for part in merged.parts:
        unit, source = replace(part.unit, name=text), replace(part.source, name=text)
        plan, others = tuple(map(spoilt, part.plan[:9])), tuple(map(spoilt, part.others[:2]))
        parts.append(replace(part, unit=unit, source=source, plan=plan, others=others))
    verdicts = []
    for verdict in merged.verdicts:
        source = replace(verdict.submission.source, name=text)
        findings = tuple(replace(item, value=text, task=text, place=Place(text, text)) for item in verdict.findings[:9])
        submission = replace(verdict.submission, source=source)
        verdicts.append(replace(verdict, submission=submission, findings=findings))
    return replace(merged, parts=tuple(parts), verdicts=tuple(verdicts))


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_unit_is_shown_and_never_obeyed(published: Validation, merged: Consolidation, text: str) -> None:
    page = Page(page_of(published, hostile(merged, text), Lang.VI))
    plain = Page(page_of(published, hostile(merged, "x"), Lang.VI))
    assert page.unbalanced == []
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in plain.tags]
    assert [list(attrs) for _, attrs in page.tags] == [list(attrs) for _, attrs in plain.tags]
    (body,) = page.said("body")
    assert body.count(text) > 100


@pytest.mark.parametrize("text", ["Vụ A", *HOSTILE[:3]])
def test_conflicts_stand_on_the_page_the_open_ones_first(
    published: Validation, merged: Consolidation, text: str
) -> None:
    task, units = merged.programme.tasks[3], tuple(part.unit for part in merged.parts)
    values = tuple(ConflictValue(unit, "lead", Traced(text, Origin(text, Place(text, "K9")))) for unit in units)
    still_open = Conflict("a1", ConflictKind.NOT_NAMED_AS_SUPPORTER, task, units, values)
    settled = Conflict("b2", ConflictKind.TWO_LEADS, task, units, values, decision=MergeDecision("b2", (text,), 1))
    view = round_view(merged, published.checking.known)
    conflicts = (settled, still_open)
    page = Page(round_page_html(view, merged, (), published.rulebook, Lang.EN, conflicts=conflicts))
    first, second = [line for line in page.said("tr") if f": Lead “{text}”" in line]
    assert first.startswith(f"{task.number}Warning open")
    assert second.startswith(f"{task.number}Error settled")
    assert f"{units[0].name}: Lead “{text}” ({text}, {text}!K9)" in first
    assert page.unbalanced == []
    assert "Conflicts between returns (2)" in page.said("h2")


def test_what_would_turn_or_hide_text_is_spelled_out(published: Validation, merged: Consolidation) -> None:
    source = page_of(published, hostile(merged, "a\u202egpj\u200b\x07"), Lang.VI)
    assert "a&lt;U+202E&gt;gpj&lt;U+200B&gt;&lt;U+0007&gt;" in source
    assert not set("\u202e\u200b\x07") & set(source)


def test_the_same_returns_give_the_same_page_in_any_order_of_arrival(
    published: Validation, merged: Consolidation
) -> None:
    known = published.checking.known
    other = consolidate(published.verdicts[::-1], known, merged.programme, draft=True)
    assert page_of(published, other, Lang.VI) == page_of(published, merged, Lang.VI)


# --- how much fits ---------------------------------------------------------------------------------------------------


def test_97_units_with_56_tasks_each_are_all_there_in_less_than_3_mb(published: Validation) -> None:
    merged, known = many_units(published.checking, 97)
    source = round_page_html(round_view(merged, known), merged, (), published.rulebook, Lang.VI)
    assert source.count("<tr data-u=") == 97 * 56
    assert len(source.encode()) < 3_000_000


def test_of_many_more_rows_those_that_want_a_look_are_listed_and_the_rest_is_counted(
    published: Validation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(round_rows, "MOST_BYTES", 100_000)
    merged, known = many_units(published.checking, 6)
    source = round_page_html(round_view(merged, known), merged, (), published.rulebook, Lang.EN)
    marked = sum(entry.marked for part in merged.parts for entry in (*part.plan, *part.others))
    assert source.count('data-s="er"') == source.count("data-s=") == marked > 5
    assert f"There are {6 * 56} rows, too many for one page. Listed are {marked} that" in source


def test_of_thousands_of_units_each_is_a_line_of_signs_below_its_kind(
    published: Validation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(round_cells, "MOST_CELLS", 5 * 56)
    merged, known = many_units(published.checking, 6)
    view = round_view(merged, known)
    page = Page(round_page_html(view, merged, (), published.rulebook, Lang.EN))
    (group,) = view.matrix.groups
    (line,) = [text for text in page.said("tr") if text.startswith("Provinces and cities (6)")]
    assert f"(6){group.carried[0]}/{group.asked[0]}{group.carried[1]}/{group.asked[1]}" in line
    _, asked, *units = page.rows("matrix")
    letters = "".join(ROLE_LETTERS[cell.role].en or " " for cell in view.matrix.rows[0].cells)
    assert asked == " ".join(f"Asked (from here on){letters}".split())
    assert len(units) == 6
    counts: Counter[CellState] = Counter(cell.state for cell in view.matrix.rows[0].cells)
    del counts[CellState.BLANK]
    signs = "".join(STATE_SIGNS[cell.state] or " " for cell in view.matrix.rows[0].cells)
    tally = " ".join(f"{STATE_SIGNS[state]}{counts[state]}" for state in CellState if counts[state])
    assert units[0] == " ".join(f"{view.matrix.rows[0].unit.name}{signs.rstrip()}{tally}".split())
    assert page.unbalanced == []


# --- colours ---------------------------------------------------------------------------------------------------------


def themes(source: str) -> Mapping[str, Mapping[str, str]]:
    """The colours of the light and the dark theme by name; what the dark one leaves out it takes from the light."""
    colour = r"--([a-z-]+): (#[0-9a-f]{6})"
    found = {
        theme: {
            name: value
            for block in re.findall(start, source, re.MULTILINE | re.DOTALL)
            for name, value in re.findall(colour, block)
        }
        for theme, start in (("light", r"^\}?:root \{(.*?)\}"), ("dark", r"dark\) \{\s+:root \{(.*?)\}"))
    }
    return {"light": found["light"], "dark": {**found["light"], **found["dark"]}}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_stands_out_from_its_ground_in_both_themes(page: Page, theme: str) -> None:
    colours = themes(page.source)[theme]
    grounds = ("paper", "ground", "head")
    pairs = {(ink, ground) for ink in ("ink", "quiet", "link") for ground in grounds}
    pairs |= {("warning", "paper"), ("warning", "ground"), ("error", "paper"), ("note", "paper")}
    rules = re.findall(r"background: var\(--([a-z-]+)\); color: var\(--([a-z-]+)\)", page.source)
    turned = re.findall(r"color: var\(--([a-z-]+)\); background: var\(--([a-z-]+)\)", page.source)
    assert len(rules) >= 10
    assert len(turned) >= 3
    pairs |= {(ink, ground) for ground, ink in rules} | set(turned)
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}
    bars = {name: contrast(colour, colours["paper"]) for name, colour in colours.items() if name.startswith("bar-")}
    assert len(bars) == 6
    # 3 to 1 is what WCAG 2 asks of the parts of a drawing
    assert {name: ratio for name, ratio in bars.items() if ratio < 3} == {}
