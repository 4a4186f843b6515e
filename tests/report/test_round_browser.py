"""The picture of a round in a real browser: scripts run without a word, a link filters, paper gets pages."""

import re
from pathlib import Path

import pytest

from tdn_templates.api import Validation
from tdn_templates.core.merge import consolidate
from tdn_templates.core.round_view import round_view
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME
from tdn_templates.model.words import Lang
from tdn_templates.report.round_page import round_page_html
from tests.report.browser import needs_browser, printed_pages, seen
from tests.report.test_html import Page

pytestmark = needs_browser


@pytest.fixture(scope="module")
def page(published: Validation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    known = published.checking.known
    merged = consolidate(published.verdicts, known, known.programmes[DEFAULT_PROGRAMME], draft=True)
    view = round_view(merged, known)
    path = tmp_path_factory.mktemp("page") / "tong-hop.html"
    path.write_text(
        round_page_html(view, merged, published.batch_findings, published.rulebook, Lang.EN), encoding="utf-8"
    )
    return path


def shown(dom: str) -> list[str]:
    """The rows that are not hidden."""
    page = Page(dom)
    rows = [(text, attrs) for text, (_, attrs) in zip(page.texts, page.tags, strict=True) if "data-s" in attrs]
    return [" ".join(text.split()) for text, attrs in rows if "hidden" not in attrs]


def test_scripts_run_without_a_word_on_the_console_and_offer_the_filter(page: Path) -> None:
    found = seen(page)
    assert found.console == ()
    controls = {attrs["id"]: attrs for _, attrs in Page(found.dom).tags if attrs.get("id") in ("filter", "row-buttons")}
    assert set(controls) == {"filter", "row-buttons"}
    assert not any("hidden" in attrs for attrs in controls.values())
    (names,) = re.findall(r'<select id="filter-unit">(.*?)</select>', found.dom, re.DOTALL)
    assert re.findall(r">([^<]+)</option>", names) == ["All units", "Bộ Tài chính", "Tỉnh Bình Định"]
    assert len(shown(found.dom)) == page.read_text(encoding="utf-8").count("data-s=")


def test_a_link_with_a_search_opens_the_page_filtered_without_tone_marks(page: Path) -> None:
    found = seen(page, "#q=quan+triet+dang+vien&state=co")
    rows = shown(found.dom)
    assert found.console == ()
    assert rows
    assert all("quán triệt" in row.casefold() and "đảng viên" in row for row in rows)
    (count,) = re.findall(r'id="filter-count"[^>]*>([^<]+)<', found.dom)
    assert count.startswith(f"{len(rows)} of ")
    tasks = [attrs for attrs in Page(found.dom).all("details") if attrs.get("class") == "task-rows"]
    assert 0 < sum("hidden" not in attrs for attrs in tasks) < len(tasks)


def test_the_print_is_of_pages_that_lie_on_their_side(page: Path, tmp_path: Path) -> None:
    pages = printed_pages(page, tmp_path / "page.pdf")
    assert len(pages) > 5
    assert all(width > height for width, height in pages)
