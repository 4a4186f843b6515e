"""LibreOffice opens what we make, lays it out over pages, and gives back what a form must not lose."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from defusedxml.ElementTree import fromstring

from tdn_templates.load.knowledge import load_template_fields
from tdn_templates.word.annex import Annex, render_annex
from tdn_templates.word.template_check import check_template
from tdn_templates.word.template_text import template_text
from tests.office.calc import Calc

pytestmark = pytest.mark.office
Template = Callable[[str], bytes]
AnnexFor = Callable[[str], Annex]


def test_an_annex_of_many_rows_becomes_a_pdf_of_several_pages(
    libreoffice: Calc, name: str, template: Template, annex_for: AnnexFor, tmp_path: Path
) -> None:
    annex = annex_for(name)
    source = tmp_path / "annex.docx"
    source.write_bytes(render_annex(replace(annex, rows=annex.rows * 12), template(name)))
    pdf = libreoffice.saved(source, "pdf", tmp_path).read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 3
    sizes = {tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d. ]+)\]", pdf)}
    assert {(round(width * 25.4 / 72), round(height * 25.4 / 72)) for width, height in sizes} == {(297, 210)}


def test_a_form_saved_by_libreoffice_keeps_keys_stamp_and_text(
    libreoffice: Calc, template: Template, annex_for: AnnexFor, tmp_path: Path
) -> None:
    source = tmp_path / "form.docx"
    source.write_bytes(render_annex(annex_for("phu-luc-don-vi"), template("phu-luc-don-vi")))
    saved = libreoffice.saved(source, "docx", tmp_path / "out")
    text = template_text(saved.read_bytes())
    assert "[hidden: nq47:1.1]" in text
    assert "[hidden: layout=plan; unit=bo-tai-chinh]" in text
    assert "Phổ biến, quán triệt nội dung Nghị quyết" in text
    with zipfile.ZipFile(saved) as package:
        properties = {entry.attrib["name"]: entry[0].text for entry in fromstring(package.read("docProps/custom.xml"))}
    assert properties.items() >= {("layout", "plan"), ("unit", "bo-tai-chinh")}


def test_a_template_saved_by_libreoffice_is_still_without_fault(
    libreoffice: Calc, name: str, template: Template, tmp_path: Path
) -> None:
    source = tmp_path / f"{name}.docx"
    source.write_bytes(template(name))
    saved = libreoffice.saved(source, "docx", tmp_path / "out").read_bytes()
    assert saved != template(name)
    assert check_template(saved, load_template_fields(f"{name}.docx")) == ()


@pytest.mark.slow
def test_a_split_table_goes_on_at_the_top_of_a_page_under_its_heading(
    libreoffice: Calc, template: Template, annex_for: AnnexFor, tmp_path: Path
) -> None:
    annex = replace(annex_for("phu-luc-5-cot"), stamp=())
    source = tmp_path / "annex.docx"
    source.write_bytes(render_annex(replace(annex, rows=annex.rows * 150), template("phu-luc-5-cot")))
    with pdfplumber.open(libreoffice.saved(source, "pdf", tmp_path)) as pdf:
        words = [page.extract_words() for page in pdf.pages]
    headings = [[float(word["top"]) for word in page if word["text"] == "STT"] for page in words]
    assert [len(tops) for tops in headings] == [1] * len(words)
    assert max(top for (top,) in headings[1:]) - min(top for (top,) in headings[1:]) < 3, "in points: no gap above"
    assert sum(word["text"] == "1.1" for page in words for word in page) == 150
