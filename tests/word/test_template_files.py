"""The shipped Word templates: rebuilt byte for byte, and laid out as Nghị định 30/2020/NĐ-CP and good practice ask."""

import re
import runpy
import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import yaml
from defusedxml.ElementTree import fromstring
from jinja2 import Environment, nodes

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
OTHER_FORMS = (".workbook.yaml",)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIPS_PER_MM = 1440 / 25.4
TABLE_POINTS = {"phu-luc-5-cot": 12, "phu-luc-7-cot": 11, "phu-luc-nhieu-don-vi": 11, "phu-luc-don-vi": 10}
CONSOLIDATED_AGENCIES = {"phu-luc-5-cot": [2, 3], "phu-luc-7-cot": [2, 3, 5, 6], "phu-luc-nhieu-don-vi": [1, 3, 4]}
ASKED_AGENCIES = {"phu-luc-don-vi": [6, 7]}


def part(name: str, path: str) -> Element:
    with zipfile.ZipFile(TEMPLATES / f"{name}.docx") as package:
        root: Element = fromstring(package.read(path))
        return root


def mm(element: Element, attribute: str) -> float:
    return int(element.attrib[f"{W}{attribute}"]) / TWIPS_PER_MM


def one(root: Element, path: str) -> Element:
    found = root.findall(path.replace("w:", W))
    assert len(found) == 1, path
    return found[0]


def styles(name: str) -> dict[str, Element]:
    return {style.attrib[f"{W}styleId"]: style for style in part(name, "word/styles.xml").iter(f"{W}style")}


def points(name: str, style: str) -> float:
    """The size a style gives, its own or its parent's."""
    found = styles(name)[style]
    size = found.find(f"{W}rPr/{W}sz")
    return points(name, one(found, "w:basedOn").attrib[f"{W}val"]) if size is None else int(size.attrib[f"{W}val"]) / 2


def has(name: str, style: str, mark: str) -> bool:
    return styles(name)[style].find(f"{W}rPr/{W}{mark}") is not None


def alignment(name: str, style: str) -> str:
    return one(styles(name)[style], "w:pPr/w:jc").attrib[f"{W}val"]


def test_the_committed_files_are_what_the_script_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    made: dict[str, bytes] = runpy.run_path(str(ROOT / "scripts" / "make_word_templates.py"))["files"]()
    committed = {path.name: path.read_bytes() for path in TEMPLATES.iterdir() if not path.name.endswith(OTHER_FORMS)}
    assert made.keys() == committed.keys()
    assert [key for key in made if made[key] != committed[key]] == []


def test_the_page_is_a_lying_a4_with_the_margins_of_the_decree(name: str) -> None:
    document = part(name, "word/document.xml")
    page, margin = one(document, ".//w:pgSz"), one(document, ".//w:pgMar")
    assert page.attrib[f"{W}orient"] == "landscape"
    assert (round(mm(page, "w")), round(mm(page, "h"))) == (297, 210)
    assert 20 <= mm(margin, "top") <= 25
    assert 20 <= mm(margin, "bottom") <= 25
    assert 30 <= mm(margin, "left") <= 35
    assert 15 <= mm(margin, "right") <= 20


def test_the_page_number_stands_in_the_top_margin_but_not_on_page_one(name: str) -> None:
    document = part(name, "word/document.xml")
    assert document.find(f".//{W}titlePg") is not None
    assert one(document, ".//w:headerReference").attrib[f"{W}type"] == "default"
    assert one(document, ".//w:pgNumType").attrib[f"{W}start"] == "1"
    assert one(part(name, "word/header1.xml"), ".//w:instrText").text == " PAGE "
    assert alignment(name, "DauTrang") == "center"
    assert 13 <= points(name, "DauTrang") <= 14
    margin = one(document, ".//w:pgMar")
    assert mm(margin, "header") + points(name, "DauTrang") * 25.4 / 72 < mm(margin, "top")


def test_every_script_is_set_in_times_new_roman(name: str) -> None:
    fonts = list(part(name, "word/styles.xml").iter(f"{W}rFonts"))
    assert len(fonts) == 2
    for font in fonts:
        assert {font.attrib[f"{W}{script}"] for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
    assert list(part(name, "word/document.xml").iter(f"{W}rFonts")) == []


@pytest.mark.parametrize(
    ("style", "size", "marks"),
    [
        ("NhanPhuLuc", (14, 14), {"b"}),
        ("TieuDe", (13, 14), {"b", "caps"}),
        ("KemTheo", (13, 14), {"i"}),
        ("DuThao", (13, 14), {"b"}),
    ],
)
def test_the_headings_have_the_decrees_sizes(name: str, style: str, size: tuple[int, int], marks: set[str]) -> None:
    assert size[0] <= points(name, style) <= size[1]
    assert {mark for mark in ("b", "i", "caps") if has(name, style, mark)} == marks
    assert alignment(name, style) == "center"


def test_the_line_under_the_headings_is_short_and_in_the_middle(name: str) -> None:
    indent = one(styles(name)["GachNgan"], "w:pPr/w:ind")
    assert indent.attrib[f"{W}left"] == indent.attrib[f"{W}right"]
    text_width = sum(column_widths(name))
    assert 30 <= text_width - mm(indent, "left") - mm(indent, "right") <= 50


def column_widths(name: str) -> list[float]:
    return [mm(column, "w") for column in part(name, "word/document.xml").iter(f"{W}gridCol")]


def test_the_table_is_fixed_and_as_wide_as_the_text(name: str) -> None:
    document = part(name, "word/document.xml")
    page, margin = one(document, ".//w:pgSz"), one(document, ".//w:pgMar")
    text_width = mm(page, "w") - mm(margin, "left") - mm(margin, "right")
    assert one(document, ".//w:tblLayout").attrib[f"{W}type"] == "fixed"
    assert sum(column_widths(name)) == pytest.approx(text_width)
    assert mm(one(document, ".//w:tblW"), "w") == pytest.approx(text_width)


def test_every_row_fills_the_grid(name: str) -> None:
    grid = column_widths(name)
    for row in part(name, "word/document.xml").iter(f"{W}tr"):
        spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(f"{W}tc")]
        counts = [1 if span is None else int(span.attrib[f"{W}val"]) for span in spans]
        cell_widths = [mm(width, "w") for width in row.iter(f"{W}tcW")]
        assert sum(counts) == len(grid)
        for index, (width, count) in enumerate(zip(cell_widths, counts, strict=True)):
            start = sum(counts[:index])
            assert width == pytest.approx(sum(grid[start : start + count]))


@pytest.mark.parametrize(("name", "agencies"), [*CONSOLIDATED_AGENCIES.items(), *ASKED_AGENCIES.items()])
def test_agency_columns_are_at_least_35_mm(name: str, agencies: list[int]) -> None:
    assert min(column_widths(name)[index] for index in agencies) >= 35


def test_the_heading_row_repeats_and_no_row_breaks_or_has_a_set_height(name: str) -> None:
    rows = list(part(name, "word/document.xml").iter(f"{W}tr"))
    repeated = [row.find(f"{W}trPr/{W}tblHeader") for row in rows]
    assert repeated[0] is not None
    assert repeated[0].attrib == {}
    assert repeated[1:] == [None] * (len(rows) - 1)
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert list(part(name, "word/document.xml").iter(f"{W}trHeight")) == []


def test_group_rows_are_merged_bold_light_grey_and_stay_with_the_next(name: str) -> None:
    rows = list(part(name, "word/document.xml").iter(f"{W}tr"))
    group = next(row for row in rows if "NhomBang" in {mark.attrib[f"{W}val"] for mark in row.iter(f"{W}pStyle")})
    assert len(list(group.iter(f"{W}tc"))) == 1
    assert one(group, ".//w:shd").attrib[f"{W}fill"] == "F2F2F2"
    assert has(name, "NhomBang", "b")
    assert styles(name)["NhomBang"].find(f"{W}pPr/{W}keepNext") is not None


@pytest.mark.parametrize("style", ["DauBang", "OBang", "OBangGiua", "NhomBang", "PhanBang"])
def test_the_text_of_the_table_has_one_size(name: str, style: str) -> None:
    assert points(name, style) == TABLE_POINTS[name]


def test_no_template_names_an_author_or_a_company(name: str) -> None:
    with zipfile.ZipFile(TEMPLATES / f"{name}.docx") as package:
        core, app = package.read("docProps/core.xml").decode(), package.read("docProps/app.xml").decode()
    assert re.findall(r"<(?:dc|cp|dcterms):(\w+)[ >]", core) == ["coreProperties", "title", "created", "modified"]
    assert list(fromstring(app)) == []


SIGNED = ("cong-van", "don-doc", "don-doc-don-vi", "bao-cao")


@pytest.mark.parametrize("signed", SIGNED)
def test_a_template_that_is_signed_uses_every_required_field_and_none_that_is_not_listed(signed: str) -> None:
    text = (TEMPLATES / f"{signed}.docx.txt").read_text(encoding="utf-8")
    used, fields = names_used(" ".join(re.findall(r"\{[{%].*?[}%]\}", text))), fields_of(signed)
    assert used <= fields.keys()
    assert {field for field, required in fields.items() if required} <= used


def names_used(tags: str) -> set[str]:
    """Names and names.parts of the tags, without what a loop brings along and columns by their names."""
    tree = Environment(autoescape=True).parse(re.sub(r"\{%(?:tr|tc|p) ", "{% ", tags))
    names = {name.name for name in tree.find_all(nodes.Name)}
    parts = {
        f"{part.node.name}.{part.attr}" for part in tree.find_all(nodes.Getattr) if isinstance(part.node, nodes.Name)
    }
    holders = {part.partition(".")[0] for part in parts}
    loop_names = {loop.target.name for loop in tree.find_all(nodes.For) if isinstance(loop.target, nodes.Name)}
    used = {name for name in (names - holders - loop_names) | parts if not name.startswith(("loop.", "columns."))}
    return used | ({"columns"} if "columns" in holders else set())


def fields_of(name: str) -> dict[str, bool]:
    listed = yaml.safe_load((TEMPLATES / f"{name}.fields.yaml").read_text(encoding="utf-8"))["fields"]
    assert all(field["vi"].strip() and field["en"].strip() for field in listed)
    return {field["name"]: field["required"] == "yes" for field in listed}


def test_a_template_uses_every_required_field_and_none_that_is_not_listed(name: str) -> None:
    text = (TEMPLATES / f"{name}.docx.txt").read_text(encoding="utf-8")
    tags = " ".join(re.findall(r"\{[{%](.*?)[}%]\}", text))
    names = re.findall(
        r"(?<![\w.\"])[a-z_]+(?:\.[a-z_]+)?(?![\w\"])", re.sub(r"\b(?:for \w+ in|tr|p|if|elif)\b", " ", tags)
    )
    fixed = {"else", "endif", "endfor", "and", "line", "remark"}
    used = {word.split(".")[0] if word.startswith("columns.") else word for word in names} - fixed
    fields = fields_of(name)
    assert used <= fields.keys()
    assert {field for field, required in fields.items() if required} <= used
