"""A cloned form is, member by member, what XlsxWriter writes for that unit."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tdn_templates.core.assign import form_tasks
from tdn_templates.core.master_form import LONGEST_TEXT, is_plain, master_form, may_be_master
from tdn_templates.core.prefill import prefill
from tdn_templates.core.recent import Recent
from tdn_templates.excel import form_master
from tdn_templates.excel.form import write_form
from tdn_templates.excel.form_master import FormWriter
from tdn_templates.files.zip_master import zip_members
from tdn_templates.load.knowledge import load_known, load_rulebook
from tdn_templates.model.form import Form, FormRow
from tdn_templates.model.words import Lang, UnitSlug

KNOWN, RULEBOOK = load_known("nq47-2024"), load_rulebook()
PROGRAMME = KNOWN.programmes["nq47-2024"]
CLASSES = (
    ("plan", "", Lang.VI, ("Tỉnh An Giang", "Tỉnh Đắk Lắk", "Thành phố Cần Thơ")),
    ("plan", "", Lang.EN, ("Bộ Y tế", "Tỉnh Cà Mau")),
    ("progress", "2025", Lang.VI, ("Tỉnh An Giang", "Tỉnh Lào Cai")),
    ("registration", "", Lang.VI, ("Vụ Hợp tác quốc tế", "Sở Ngoại vụ", "Văn phòng Bộ")),
)


@cache
def form_of(name: str, unit: str, period: str = "", lang: Lang = Lang.VI) -> Form:
    layout = KNOWN.layouts[name]
    found = next(item for item in KNOWN.registry.units if item.name == unit)
    tasks = form_tasks(layout, PROGRAMME, KNOWN.registry, found, period)
    return prefill(layout, PROGRAMME, KNOWN.registry, found, tasks, period=period, lang=lang)


def named(form: Form, name: str, slug: str = "mot-don-vi") -> Form:
    unit = replace(form.unit, name=name, slug=UnitSlug(slug))
    offered = {
        key: tuple(name if entry == form.unit.name else entry for entry in form.lists[key]) for key in form.lists
    }
    return replace(form, unit=unit, stamp=replace(form.stamp, unit=slug, issue="0123456789ab"), lists=offered)


@pytest.fixture
def written_directly(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of units in the forms that were written and not cloned; those of masters are marks."""
    names: list[str] = []

    def noted(form: Form, *given: object) -> object:
        names.append(form.unit.name)
        return write_form(form, RULEBOOK)

    monkeypatch.setattr(form_master, "write_form", noted)
    return names


@pytest.mark.parametrize(("name", "period", "lang", "units"), CLASSES)
def test_a_clone_is_what_xlsxwriter_writes(
    name: str, period: str, lang: Lang, units: tuple[str, ...], written_directly: list[str]
) -> None:
    writer = FormWriter(RULEBOOK)
    for unit in units:
        form = form_of(name, unit, period, lang)
        made, written = writer.write(form), write_form(form, RULEBOOK)
        assert zip_members(made.content) == zip_members(written.content)
        assert list(zip_members(made.content)) == list(zip_members(written.content))
        assert made.cut == written.cut
    assert not set(written_directly) & set(units)


def test_a_form_written_by_itself_is_the_same_after_others_whose_formulas_are_kept() -> None:
    writer = FormWriter(RULEBOOK)
    for unit in ("Bộ Công an", "Tỉnh Bình Định", "Bộ Nội vụ"):
        form = form_of("plan", unit)
        assert zip_members(writer.write(form).content) == zip_members(write_form(form, RULEBOOK).content)


def test_formulas_of_another_list_are_never_taken() -> None:
    """The same key of another list, with other frames: the second form of one writer."""
    writer, form = FormWriter(RULEBOOK), form_of("plan", "Bộ Nội vụ")
    other = replace(form, programme=replace(PROGRAMME, tasks=PROGRAMME.tasks[:-1]))
    for one in (form, other):
        assert zip_members(writer.write(one).content) == zip_members(write_form(one, RULEBOOK).content)


def test_one_master_serves_all_units_with_the_same_tasks(written_directly: list[str]) -> None:
    writer = FormWriter(RULEBOOK)
    form = small()
    for number in range(40):
        writer.write(named(form, f"Xã thử nghiệm {number}", f"xa-{number}"))
    assert len(written_directly) == 1


def test_a_text_too_long_for_a_cell_is_told_of_each_unit() -> None:
    form, long = small(), "Rất dài. " * 5_000
    lines = tuple(
        replace(line, values={**line.values, "text": long}) if isinstance(line, FormRow) and line.task else line
        for line in form.lines
    )
    writer = FormWriter(RULEBOOK)
    for name in ("Xã Một", "Xã Hai"):
        cut = replace(named(form, name), lines=lines)
        made, written = writer.write(cut), write_form(cut, RULEBOOK)
        assert made.cut == written.cut
        assert {text.text for text in made.cut} == {long}
        assert zip_members(made.content) == zip_members(written.content)


_NAMES = st.text(st.sampled_from("aĐắ1 .,-'()/&<>\"{}%_=+x\n\u0301"), min_size=1, max_size=12)


@settings(max_examples=20)
@given(_NAMES)
@example("=1+1")
@example("Sở A & B")
@example("Xã M'Đrắk")
@example("_x000B_")
@example("x")
@example("Việc chính")
@example("Thực hiện")
@example("mot-don-vi")
@example("TdnText00001Here")
@example("Xã " + "rất " * 30)
def test_whatever_a_unit_is_called_its_form_is_what_xlsxwriter_writes(name: str) -> None:
    form = named(small(), name)
    assert zip_members(_SMALL_WRITER.write(form).content) == zip_members(write_form(form, RULEBOOK).content)


def small() -> Form:
    """The first lines of a form without live checks: quickly written."""
    form = form_of("plan", "Tỉnh An Giang")
    columns = tuple(column for column in form.layout.columns if column is not form.layout.check)
    return replace(form, layout=replace(form.layout, columns=columns), lines=form.lines[:4])


_SMALL_WRITER = FormWriter(RULEBOOK)


def test_a_text_that_stands_in_the_table_too_is_left_to_the_writer() -> None:
    """A ministry whose name is also the lead of one of its tasks: one string of the workbook serves both cells."""
    assert master_form(form_of("plan", "Bộ Tài chính")) is None


def test_a_form_whose_texts_look_like_marks_is_no_master() -> None:
    form = small()
    assert may_be_master(form)
    assert not may_be_master(replace(form, formerly=("TdnText00000Here",)))


@pytest.mark.parametrize("text", ["Tỉnh An Giang", "Xã M'Đrắk", "Sở Nội vụ (cơ sở 2)", "ubnd-tinh", "2024"])
def test_ordinary_names_are_plain(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize(
    "text", ["", " A", "A ", "A&B", "a\nb", "=A", "-A", "A_B", "{{a}}", "A\u0300", "a" * (LONGEST_TEXT + 1), "A<b"]
)
def test_what_a_writer_spells_otherwise_is_not_plain(text: str) -> None:
    assert not is_plain(text)


def test_only_the_last_used_are_kept() -> None:
    recent: Recent[list[int], str] = Recent(2)
    recent.keep([1], "one")
    recent.keep([2], "two")
    assert recent.find([1]) == "one"
    recent.keep([3], "three")
    assert (recent.find([1]), recent.find([2]), recent.find([3])) == ("one", None, "three")
