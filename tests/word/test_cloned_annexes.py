"""A cloned Word annex is, member by member, what docxtpl renders for that unit."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tdn_templates.core.assign import form_tasks
from tdn_templates.core.prefill import prefill
from tdn_templates.files.zip_master import zip_members
from tdn_templates.load.knowledge import load_known
from tdn_templates.model.form import Form
from tdn_templates.model.words import Lang, UnitSlug
from tdn_templates.word import annex_master
from tdn_templates.word.annex import Annex, render_annex
from tdn_templates.word.annex_master import AnnexWriter
from tdn_templates.word.unit_annex import unit_annex

KNOWN = load_known("nq47-2024")
PROGRAMME = KNOWN.programmes["nq47-2024"]
UNITS = ("Tỉnh An Giang", "Bộ Tài chính", "Tỉnh Đắk Lắk")


def form_of(name: str, unit: str, period: str = "", lang: Lang = Lang.VI) -> Form:
    layout = KNOWN.layouts[name]
    found = next(item for item in KNOWN.registry.units if item.name == unit)
    tasks = form_tasks(layout, PROGRAMME, KNOWN.registry, found, period)
    return prefill(layout, PROGRAMME, KNOWN.registry, found, tasks, period=period, lang=lang)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of annexes that were rendered and not cloned."""
    titles: list[str] = []

    def noted(annex: Annex, template: bytes) -> bytes:
        titles.append(annex.title)
        return render_annex(annex, template)

    monkeypatch.setattr(annex_master, "render_annex", noted)
    return titles


@pytest.mark.parametrize(
    ("name", "file", "period", "lang"),
    [("plan", "phu-luc-don-vi", "", Lang.EN), ("progress", "bao-cao-don-vi", "2025", Lang.VI)],
)
def test_a_clone_is_what_the_template_renders(
    name: str, file: str, period: str, lang: Lang, template: Callable[[str], bytes]
) -> None:
    writer = AnnexWriter(template(file))
    for unit in UNITS:
        form = form_of(name, unit, period, lang)
        made, written = zip_members(writer.write(form)), zip_members(render_annex(unit_annex(form), template(file)))
        assert (list(made), made) == (list(written), written)


def test_an_annex_is_rendered_once_for_all_units_with_the_same_tasks(
    template: Callable[[str], bytes], rendered: list[str]
) -> None:
    writer, form = AnnexWriter(template("phu-luc-don-vi")), small()
    for number in range(30):
        writer.write(named(form, f"Xã {number}"))
    assert len(rendered) == 1


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("aĐắ1 .,-'()/&<>\"{}%_=\n\t\u0301"), min_size=1, max_size=12))
@example("{{ title }}")
@example("Sở A & B")
@example("Xã M'Đrắk")
@example("_x000B_")
@example("TdnText00001Here")
def test_whatever_a_unit_is_called_its_annex_is_what_the_template_renders(
    template: Callable[[str], bytes], name: str
) -> None:
    form, file = named(small(), name), template("phu-luc-don-vi")
    assert zip_members(AnnexWriter(file).write(form)) == zip_members(render_annex(unit_annex(form), file))


@pytest.mark.parametrize(
    "tag",
    ["{{ title|upper }}", "{% if title|length > 30 %}x{% endif %}", "{% set a = title %}{{ a }}", "{{ title[3:] }}"],
)
def test_a_template_that_changes_the_title_is_rendered_for_each_unit(
    docx_with: Callable[[str], bytes], rendered: list[str], tag: str
) -> None:
    writer, form = AnnexWriter(docx_with(f"<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>")), small()
    for number in range(3):
        writer.write(named(form, f"Xã {number}"))
    assert len(rendered) == 3
    assert "Xã 2" in rendered[2]


def small() -> Form:
    form = form_of("plan", "Tỉnh An Giang")
    return replace(form, lines=form.lines[:4])


def named(form: Form, name: str, slug: str = "mot-don-vi") -> Form:
    unit = replace(form.unit, name=name, slug=UnitSlug(slug))
    return replace(form, unit=unit, stamp=replace(form.stamp, unit=slug, issue="0123456789ab"), lists={})
