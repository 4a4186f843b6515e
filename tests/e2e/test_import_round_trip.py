"""What an export writes, an import reads: the same programme, cell by cell, from Word and from Excel."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tdn_templates import api
from tdn_templates.api.exporting import export_programme
from tdn_templates.load.knowledge import load_programme, load_registry
from tdn_templates.load.programme import read_programme
from tdn_templates.load.programme_text import draft_text
from tdn_templates.model.draft import DraftGroup, DraftTask, ListDraft, Unsure

FORMATS = ("docx", "xlsx")
_LETTERS = "abcdeghiklmnopqrstuvxyABCDĐăâêôơưđáàảãạấắộợữỹ.,;()/-–“”\"'&<>{}%=+@# 0123456789"
_WORDS = st.text(_LETTERS, min_size=1, max_size=30).map(lambda text: " ".join(text.split())).filter(bool)
_TEXTS = st.lists(_WORDS, min_size=1, max_size=2).map("\n".join).map(lambda text: f"Nhiệm vụ {text}")
_CELLS = st.one_of(st.just(""), _WORDS)
_DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))


@st.composite
def drafts(draw: st.DrawFn) -> ListDraft:
    """Lists as a programme file may hold them: any texts, numbers of several styles, columns of other headings."""
    seven = draw(st.booleans())
    groups: list[DraftGroup] = []
    for at in range(draw(st.integers(1, 3))):
        number = ["1", "B", "III"][at]
        tasks = tuple(_task(draw, f"{number}.{place}", seven=seven) for place in range(1, draw(st.integers(1, 3)) + 1))
        groups.append(DraftGroup(number, draw(_WORDS), tasks))
    issued_on, first = draw(_DAYS), draw(_DAYS)
    return ListDraft(
        code="kh1-2026",
        prefix="kh1",
        title=draw(_WORDS),
        annex_title=draw(_WORDS),
        reference="1/KH-UBND",
        issuer=draw(_WORDS),
        issued_on=issued_on,
        first=first,
        last=first.replace(month=12, day=31),
        source=draw(_WORDS),
        groups=tuple(groups),
        owner="bo-tai-chinh" if seven else "",
        parent="nq47-2024" if seven else "",
        unsure=(Unsure("period_guessed", "period", {"last": "2030"}),),
    )


def _task(draw: st.DrawFn, number: str, *, seven: bool) -> DraftTask:
    return DraftTask(
        number=number,
        text=draw(_TEXTS),
        lead=draw(_CELLS),
        supporting=draw(_CELLS),
        time=draw(_CELLS),
        printed=draw(st.sampled_from(("", "a)", "1"))),
        issued_lead=draw(_CELLS) if seven else "",
        issued_supporting=draw(_CELLS) if seven else "",
        carries=("1.1", "2.9") if seven else (),
        extras=draw(st.sampled_from(({}, {"Sản phẩm": "Báo cáo"}, {"Ghi chú": "x", "Sản phẩm": "y"}))),
    )


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(draft=drafts())
def test_any_list_comes_back_as_it_was(draft: ListDraft, tmp_path: Path) -> None:
    registry = load_registry()
    text = draft_text(draft)
    file = tmp_path / "danh-muc.programme.yaml"
    file.write_text(text, encoding="utf-8")
    before = read_programme(text, file.name, registry)
    export_programme(str(file), tmp_path / "phu-luc", force=True)
    for ending in FORMATS:
        after = api.import_annex(tmp_path / "phu-luc" / f"{draft.code}.{ending}").programme
        assert after == before, ending


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("phu-luc")
    export_programme("nq47-2024", folder, force=False)
    return folder


@pytest.mark.parametrize("ending", FORMATS)
def test_the_shipped_list_comes_back_with_its_edition(exported: Path, ending: str) -> None:
    """All but what the file of the list says about units that ended since: no part of the annex, nor of the edition."""
    imported = api.import_annex(exported / f"nq47-2024.{ending}")
    shipped = load_programme("nq47-2024", load_registry())
    assert imported.programme == replace(shipped, succession=())
    assert imported.programme.edition == shipped.edition
    assert imported.draft.questions == 0


@pytest.mark.parametrize("ending", FORMATS)
def test_an_export_is_the_same_bytes_every_time(exported: Path, ending: str, tmp_path: Path) -> None:
    export_programme("nq47-2024", tmp_path, formats=(ending,), force=False)
    name = f"nq47-2024.{ending}"
    assert (tmp_path / name).read_bytes() == (exported / name).read_bytes()


def test_an_export_without_its_properties_is_still_read_cell_by_cell(exported: Path, tmp_path: Path) -> None:
    import docx

    document = docx.Document(str(exported / "nq47-2024.docx"))
    package = document.part.package
    for key in [key for key, rel in package.rels.items() if rel.reltype.endswith("/custom-properties")]:
        del package.rels[key]
    document.save(str(tmp_path / "phu-luc.docx"))
    imported = api.import_annex(tmp_path / "phu-luc.docx").programme
    shipped = load_programme("nq47-2024", load_registry())
    assert imported.tasks == shipped.tasks
    assert imported.groups == shipped.groups
    assert (imported.reference, imported.issued_on) == (shipped.reference, shipped.issued_on)
