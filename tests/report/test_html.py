"""The page: self-contained, complete in both languages, whole without scripts, and deaf to what a cell says."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest

from tdn_templates.api import Validation
from tdn_templates.core.report_words import FAMILY_WORDS, STANDING_WORDS, report_words
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.since import Standing, compare_since
from tdn_templates.model.finding import Finding, Place
from tdn_templates.model.unit import Level, Registry, Unit
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Lang, RuleCode, Severity, State, UnitSlug
from tdn_templates.report.html import validation_html
from tdn_templates.report.json import validation_json

MakeVerdict = Callable[..., Verdict]
VOID = {"meta", "input", "br", "hr", "img", "link", "col"}
ENDED_BY: Mapping[str, tuple[str, ...]] = {
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tr": ("td", "th", "tr"),
    "tbody": ("td", "th", "tr"),
    "li": ("li",),
    "ul": ("li",),
}
"""What a start tag, or for tbody and ul the end tag, ends where its own end tag is left out, as HTML allows."""


@dataclass
class Page(HTMLParser):
    """Every start tag with its attributes and the text directly and indirectly inside it."""

    source: str
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    unbalanced: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, int]] = []
        self.feed(self.source)
        self.close()
        self.unbalanced += [tag for tag, _ in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("td", "th", "tr", "li"):
            self._leave(tag)
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self.texts.append("")
        if tag not in VOID:
            self._open.append((tag, len(self.tags) - 1))

    def _leave(self, tag: str) -> None:
        while self._open and self._open[-1][0] in ENDED_BY.get(tag, ()):
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] != tag:
            self._leave(tag)
        if self._open and self._open[-1][0] == tag:
            self._open.pop()
        else:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        for _, index in self._open:
            self.texts[index] += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]

    def rows(self, section: str) -> list[str]:
        """The text of every row of the bodies of tables in the section of that id."""
        found: list[str] = []
        inside = body = False
        for (tag, attrs), text in zip(self.tags, self.texts, strict=True):
            inside = attrs.get("id") == section if tag == "section" else inside
            body = tag == "tbody" or (body and tag not in ("thead", "table"))
            if inside and body and tag == "tr":
                found.append(" ".join(text.split()))
        return found

    def said(self, tag: str) -> list[str]:
        return [" ".join(text.split()) for (name, _), text in zip(self.tags, self.texts, strict=True) if name == tag]


@pytest.fixture(params=list(Lang))
def lang(request: pytest.FixtureRequest) -> Lang:
    return Lang(request.param)


@pytest.fixture
def page(published: Validation, registry: Registry, lang: Lang) -> Page:
    """The page with everything on it: missing units, a comparison, a finding about several files."""
    rulebook, verdicts = published.rulebook, published.verdicts
    before = validation_json([*verdicts[:1], replace(verdicts[1], unit=registry.units[0])], (), rulebook, lang)
    now = [replace(verdicts[0], findings=verdicts[0].findings[1:]), *verdicts[1:]]
    twice = Finding(RuleCode("BATCH01"), Severity.ERROR, value="Bộ Tài chính", facts={"unit": "Bộ Tài chính"})
    since = compare_since(before, now, [twice])
    assert since.fixed and since.new and since.still_there and since.not_checked
    return Page(validation_html(now, [twice], rulebook, lang, missing=registry.units[:3], since=since))


def test_the_page_is_well_formed_and_says_its_language(page: Page, lang: Lang) -> None:
    assert page.source.startswith("<!doctype html>")
    assert page.unbalanced == []
    assert page.all("html") == [{"lang": lang.value}]
    assert page.said("title") == page.said("h1") == [report_words(lang)["title"]]


def test_nothing_is_fetched_from_anywhere(page: Page) -> None:
    assert re.findall(r"https?:|//[a-z]|@import|url\(|src=", page.source) == []
    (policy,) = [meta["content"] for meta in page.all("meta") if "http-equiv" in meta]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'")
    assert page.all("link") == page.all("img") == page.all("iframe") == []


def test_what_to_do_comes_first_and_what_cannot_be_read_leads(page: Page, lang: Lang, unanswered_cells: str) -> None:
    words = report_words(lang)
    assert page.said("h2")[0] == words["do_first"]
    about_two, unread, binh_dinh, tai_chinh = page.said("li")
    assert about_two.startswith("Bộ Tài chính")
    assert unread.startswith(f"{words['unknown_unit']} (thu.xlsx)")
    assert binh_dinh.startswith("Tỉnh Bình Định")
    assert unanswered_cells in binh_dinh
    assert tai_chinh.startswith("Bộ Tài chính")


def test_every_finding_has_a_row_with_cell_value_message_and_remedy(
    published: Validation, cells: Mapping[tuple[str, str], str], lang: Lang
) -> None:
    page = Page(validation_html(published.verdicts, (), published.rulebook, lang))
    rows = [attrs for attrs in page.all("tr") if "data-severity" in attrs]
    assert len(rows) == sum(len(verdict.findings) for verdict in published.verdicts)
    said = page.said("tr")
    (row,) = [text for text in said if text.startswith(f"{cells['3.1', 'own_time']} ")]
    assert "Kế hoạch 3.1 " in row
    assert "“2025”" in row
    assert "TIME04" in row
    remedy = {Lang.VI: "Sửa cho nằm trong thời gian được giao", Lang.EN: "Keep it inside the issued time frame"}[lang]
    assert remedy in row


def test_tables_controls_and_links_can_be_used_without_sight_or_mouse(page: Page) -> None:
    tags = Counter(tag for tag, _ in page.tags)
    assert tags["caption"] == tags["table"] >= 5
    assert all(attrs.get("scope") in ("col", "row") for attrs in page.all("th"))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(set(ids)) == len(ids)
    assert {attrs["href"].removeprefix("#") for attrs in page.all("a")} <= set(ids)
    assert [attrs for _, attrs in page.tags if attrs.get("aria-live") == "polite"]
    labelled = {attrs["aria-labelledby"] for _, attrs in page.tags if "aria-labelledby" in attrs}
    assert labelled <= set(ids)
    assert tags["label"] == tags["input"] + tags["select"] == 5


def test_without_scripts_every_row_is_seen_and_no_dead_control_is(page: Page) -> None:
    hidden = [attrs.get("id", tag) for tag, attrs in page.tags if "hidden" in attrs]
    assert hidden == ["filter"]


def test_fixed_still_there_and_new_are_shown(page: Page, lang: Lang) -> None:
    rows = Counter(attrs["data-standing"] for attrs in page.all("tr") if "data-standing" in attrs)
    assert set(rows) == {"new", "still_there"}
    words = report_words(lang)
    counts = next(text for text in page.said("p") if text.startswith(words["standing"]))
    assert counts.startswith(f"{words['standing']}: 1 {STANDING_WORDS[Standing.FIXED].in_lang(lang)},")
    titles = page.said("h2")
    assert f"{words['fixed']} (1)" in titles
    assert any(title.startswith(words["not_checked"]) for title in titles)


def test_no_word_of_the_other_language_is_on_the_page(page: Page, lang: Lang) -> None:
    other = Lang.EN if lang is Lang.VI else Lang.VI
    own, foreign = report_words(lang), report_words(other)
    text = " ".join([*page.said("body"), *(attrs.get("placeholder", "") for attrs in page.all("input"))])
    missed = [
        word
        for key, word in foreign.items()
        if len(word) > 12 and word not in own.values() and re.search(rf"\b{re.escape(word)}\b", text)
    ]
    assert missed == []


def test_every_word_is_there_in_both_languages() -> None:
    vi, en = report_words(Lang.VI), report_words(Lang.EN)
    assert vi.keys() == en.keys()
    assert all(vi.values()) and all(en.values())
    holes = {key: set(re.findall(r"\{[a-z]+\}", word)) for key, word in vi.items()}
    assert holes == {key: set(re.findall(r"\{[a-z]+\}", word)) for key, word in en.items()}


def test_every_family_of_rules_has_a_name(rulebook: Rulebook) -> None:
    families = {code.rstrip("0123456789") for code in rulebook.rules} - {"BATCH"}
    assert families <= set(FAMILY_WORDS)


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{7*7}} {% for x in y %}",
    "</style></script><svg onload=alert(1)>",
    "&lt;b&gt; &amp;amp;",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_unit_is_shown_and_never_obeyed(make_verdict: MakeVerdict, rulebook: Rulebook, text: str) -> None:
    page = Page(hostile_page(make_verdict, rulebook, text))
    plain = Page(hostile_page(make_verdict, rulebook, "x"))
    assert page.unbalanced == []
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in plain.tags]
    assert [list(attrs) for _, attrs in page.tags] == [list(attrs) for _, attrs in plain.tags]
    (body,) = page.said("body")
    assert body.count(text) >= 12
    assert "49" not in body.replace("0" * 64, "")


def test_what_would_turn_or_hide_text_is_spelled_out(make_verdict: MakeVerdict, rulebook: Rulebook) -> None:
    source = hostile_page(make_verdict, rulebook, "a\u202egpj\u200b\x07")
    assert "a&lt;U+202E&gt;gpj&lt;U+200B&gt;&lt;U+0007&gt;" in source
    assert not set("\u202e\u200b\x07") & set(source)


def hostile_page(make_verdict: MakeVerdict, rulebook: Rulebook, text: str) -> str:
    """A page with the text at every place that a unit, a file or an earlier report can fill."""
    stray = Finding(RuleCode("SHEET03"), Severity.NOTE, Place(text, "R4"), text, text, {"value": text})
    twice = Finding(RuleCode("BATCH01"), Severity.ERROR, value=text, facts={"unit": text, "files": text})
    past = Finding(RuleCode("ROW01"), Severity.ERROR, Place(text, "H1"), text, text, {"task": text})
    before = validation_json([make_verdict([past], file=text, unit=None)], (), rulebook, Lang.VI)
    verdicts = [make_verdict([stray], file=text, unit=None), make_verdict([stray], file=text)]
    missing = [Unit(UnitSlug(text), text, Level.CENTRAL, 1, (text,))]
    since = compare_since(before, verdicts, [twice])
    return validation_html(verdicts, [twice], rulebook, Lang.VI, missing=missing, since=since)


def test_all_accepted_is_said_in_one_sentence(make_verdict: MakeVerdict, rulebook: Rulebook, lang: Lang) -> None:
    page = Page(validation_html([make_verdict(state=State.ACCEPTED)], (), rulebook, lang))
    assert report_words(lang)["nothing_to_do"] in page.said("p")
    assert page.unbalanced == []
    assert [attrs for _, attrs in page.tags if attrs.get("id") == "filter"] == []


def test_a_flood_of_one_fault_is_listed_in_part_and_counted(make_verdict: MakeVerdict, rulebook: Rulebook) -> None:
    flood = [
        Finding(RuleCode("VALUE06"), Severity.WARNING, Place("Kế hoạch", f"K{row}"), f"1.{row}", "1")
        for row in range(1, 1_001)
    ]
    page = Page(validation_html([make_verdict(flood)], (), rulebook, Lang.EN))
    assert len([attrs for attrs in page.all("tr") if "data-severity" in attrs]) == 500
    assert "500 more of these kinds are not listed here; the JSON report has them all." in page.said("p")


def test_the_same_findings_give_the_same_page_in_any_order_of_arrival(published: Validation) -> None:
    verdicts, rulebook = published.verdicts, published.rulebook
    assert validation_html(verdicts[::-1], (), rulebook, Lang.VI) == validation_html(verdicts, (), rulebook, Lang.VI)
