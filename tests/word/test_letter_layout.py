"""Every demand of Nghị định 30/2020/NĐ-CP on a letter or report, measured in the file that is sent."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from tdn_templates.word.short_lines import width_mm

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIPS_PER_MM = 1440 / 25.4
Documents = dict[str, bytes]

DEMANDS = """\
document | text                        | size  | bold | italic | caps | align  | first mm | before pt
all      | CỘNG HÒA XÃ HỘI CHỦ NGHĨA   | 12-13 | yes  | no     | yes  | center | 0        | 0
all      | Độc lập - Tự do - Hạnh phúc | 13-14 | yes  | no     | no   | center | 0        | 0
all      | BỘ TÀI CHÍNH                | 12-13 | no   | no     | yes  | center | 0        | 0
all      | VĂN PHÒNG BỘ                | 12-13 | yes  | no     | yes  | center | 0        | 0
all      | Số:                         | 13    | no   | no     | no   | center | 0        | 0-12
all      | Hà Nội, ngày                | 13-14 | no   | yes    | no   | center | 0        | 0-12
cong-van | V/v đề nghị                 | 12-13 | no   | no     | no   | center | 0        | 6
don-doc  | V/v đôn đốc                 | 12-13 | no   | no     | no   | center | 0        | 6
don-doc  | Kính gửi: Bộ                | 13-14 | no   | no     | no   | center | 0        | 6-24
bao-cao  | Kính gửi: Thủ tướng         | 13-14 | no   | no     | no   | center | 0        | 6-24
cong-van | - Bộ Ngoại giao             | 13-14 | no   | no     | no   | left   | -3.6     | 0-6
cong-van | Thực hiện Chương trình      | 13-14 | no   | no     | no   | both   | 12.7     | 6-12
cong-van | 2. Thời hạn                 | 13-14 | no   | no     | no   | both   | 12.7     | 6-12
cong-van | Văn phòng Bộ trân trọng     | 13-14 | no   | no     | no   | both   | 12.7     | 6-12
don-doc  | Thực hiện Chương trình      | 13-14 | no   | no     | no   | both   | 12.7     | 6-12
don-doc  | 1. Đơn vị đã gửi            | 13-14 | yes  | no     | no   | both   | 12.7     | 6-12
don-doc  | Các đơn vị tại mục 2        | 13-14 | no   | no     | no   | both   | 12.7     | 6-12
bao-cao  | BÁO CÁO                     | 13-14 | yes  | no     | yes  | center | 0        | 6-24
bao-cao  | Kết quả thực hiện nhiệm vụ  | 13-14 | yes  | no     | no   | center | 0        | 0-6
bao-cao  | Văn phòng Bộ báo cáo        | 13-14 | no   | no     | no   | both   | 12.7     | 6-12
bao-cao  | 1. Tình hình chung          | 13-14 | yes  | no     | no   | both   | 12.7     | 6-12
bao-cao  | - Nhiệm vụ 1.1              | 13-14 | no   | no     | no   | both   | 12.7     | 6-12
all      | KT. CHÁNH VĂN PHÒNG         | 13-14 | yes  | no     | yes  | center | 0        | 0
all      | PHÓ CHÁNH VĂN PHÒNG         | 13-14 | yes  | no     | yes  | center | 0        | 0
all      | Nơi nhận:                   | 12    | yes  | yes    | no   | left   | 0        | 0
all      | - Lãnh đạo Bộ (để báo cáo); | 11    | no   | no     | no   | left   | 0        | 0
all      | - Lưu: VT, TH.              | 11    | no   | no     | no   | left   | 0        | 0
cong-van | - Như trên;                 | 11    | no   | no     | no   | left   | 0        | 0
bao-cao  | Phụ lục                     | 14    | yes  | no     | no   | center | 0        | 0
bao-cao  | Kết quả thực hiện từng      | 13-14 | yes  | no     | yes  | center | 0        | 0-6
bao-cao  | (Kèm theo Báo cáo           | 13-14 | no   | yes    | no   | center | 0        | 0-6
"""
"""Sizes in points, one or from-to; "first mm" is the indent of the first line. "all" stands for the three documents."""


@dataclass(frozen=True, slots=True)
class Demand:
    document: str
    text: str
    size: str
    bold: str
    italic: str
    capitals: str
    align: str
    first_mm: str
    before_pt: str


def demands() -> Iterator[Demand]:
    for line in DEMANDS.splitlines()[1:]:
        document, *others = (cell.strip() for cell in line.split("|"))
        names = ("cong-van", "don-doc", "bao-cao") if document == "all" else (document,)
        yield from (Demand(name, *others) for name in names)


class Measured:
    """A document with its styles resolved: the run, its paragraph's style, the styles below that, the defaults."""

    def __init__(self, docx: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            self.body: Element = fromstring(package.read("word/document.xml"))[0]
            styles = fromstring(package.read("word/styles.xml"))
            self.header: Element = fromstring(package.read("word/header1.xml"))
        self._styles = {style.attrib[f"{W}styleId"]: style for style in styles.iter(f"{W}style")}
        self._defaults = styles.find(f"{W}docDefaults")

    def paragraph(self, start: str) -> Element:
        found = [part for part in self.body.iter(f"{W}p") if text_of(part).startswith(start)]
        assert found, start
        return found[0]

    def styled(self, style: str) -> list[Element]:
        return [part for part in self.body.iter(f"{W}p") if style_of(part).startswith(style)]

    def of_paragraph(self, paragraph: Element, mark: str, attribute: str) -> str:
        """The nearest value of w:pPr/MARK/@ATTRIBUTE; "" if there is none anywhere."""
        return self._nearest((paragraph, *self._chain(paragraph)), "pPr", mark, attribute)

    def of_run(self, paragraph: Element, mark: str, attribute: str = "val") -> str:
        """The same for the first run with text; a mark without attribute is "on"."""
        run = next(run for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None)
        return self._nearest((run, *self._chain(paragraph)), "rPr", mark, attribute)

    def _chain(self, paragraph: Element) -> Iterator[Element]:
        key = style_of(paragraph)
        while key:
            style = self._styles[key]
            yield style
            based_on = style.find(f"{W}basedOn")
            key = "" if based_on is None else based_on.attrib[f"{W}val"]
        assert self._defaults is not None
        yield from (self._defaults[0], self._defaults[1])

    def _nearest(self, holders: tuple[Element, ...], properties: str, mark: str, attribute: str) -> str:
        for holder in holders:
            found = holder.find(f"{W}{properties}/{W}{mark}")
            if found is not None and (not found.attrib or f"{W}{attribute}" in found.attrib):
                return found.attrib.get(f"{W}{attribute}", "on")
        return ""


def text_of(paragraph: Element) -> str:
    return "".join(piece.text or "" for piece in paragraph.iter(f"{W}t"))


def style_of(paragraph: Element) -> str:
    mark = paragraph.find(f"{W}pPr/{W}pStyle")
    return "Normal" if mark is None else mark.attrib[f"{W}val"]


def within(value: float, wanted: str) -> bool:
    """Whether the value is the one wanted, or between two of them ("12-13"); a tenth off is measuring."""
    if wanted.startswith("-"):
        return abs(value - float(wanted)) < 0.1
    low, _, high = wanted.partition("-")
    return float(low) - 0.1 < value < float(high or low) + 0.1


@pytest.fixture
def measured(documents: Documents) -> Mapping[str, Measured]:
    return {name: Measured(content) for name, content in documents.items()}


@pytest.mark.parametrize("demand", list(demands()), ids=lambda demand: f"{demand.document}: {demand.text}")
def test_a_part_looks_as_the_decree_says(demand: Demand, measured: Mapping[str, Measured]) -> None:
    document = measured[demand.document]
    part = document.paragraph(demand.text)
    first = int(document.of_paragraph(part, "ind", "firstLine") or 0)
    hanging = int(document.of_paragraph(part, "ind", "hanging") or 0)
    before = int(document.of_paragraph(part, "spacing", "before") or 0)
    assert {
        "size": within(int(document.of_run(part, "sz")) / 2, demand.size),
        "bold": "yes" if document.of_run(part, "b") else "no",
        "italic": "yes" if document.of_run(part, "i") else "no",
        "capitals": "yes" if document.of_run(part, "caps") or text_of(part).isupper() else "no",
        "align": document.of_paragraph(part, "jc", "val") or "left",
        "first_mm": within((first - hanging) / TWIPS_PER_MM, demand.first_mm),
        "before_pt": within(before / 20, demand.before_pt),
        "fonts": {document.of_run(part, "rFonts", script) for script in ("ascii", "hAnsi", "cs", "eastAsia")},
        "colour": document.of_run(part, "color"),
    } == {
        "size": True,
        "bold": demand.bold,
        "italic": demand.italic,
        "capitals": demand.capitals,
        "align": demand.align,
        "first_mm": True,
        "before_pt": True,
        "fonts": {"Times New Roman"},
        "colour": "",
    }


@pytest.mark.parametrize("name", ["cong-van", "don-doc", "bao-cao"])
def test_body_lines_are_single_to_one_and_a_half(name: str, measured: Mapping[str, Measured]) -> None:
    document = measured[name]
    parts = document.styled("ThanVan")
    assert len(parts) > 3
    for part in parts:
        assert document.of_paragraph(part, "spacing", "lineRule") == "auto"
        assert 1 <= int(document.of_paragraph(part, "spacing", "line")) / 240 <= 1.5
        assert text_of(part)


SECTIONS = {
    "cong-van": [(210, 297)],
    "don-doc": [(210, 297)],
    "bao-cao": [(210, 297), (297, 210)],
}


@pytest.mark.parametrize("name", list(SECTIONS))
def test_pages_margins_and_numbering_are_the_decrees(name: str, measured: Mapping[str, Measured]) -> None:
    sections = list(measured[name].body.iter(f"{W}sectPr"))
    sizes = []
    for section in sections:
        page, margin, numbers = (section.find(f"{W}{mark}") for mark in ("pgSz", "pgMar", "pgNumType"))
        assert page is not None
        assert margin is not None
        assert numbers is not None
        sides = {side: int(margin.attrib[f"{W}{side}"]) / TWIPS_PER_MM for side in ("top", "bottom", "left", "right")}
        assert within(sides["top"], "20-25")
        assert within(sides["bottom"], "20-25")
        assert within(sides["left"], "30-35")
        assert within(sides["right"], "15-20")
        assert numbers.attrib[f"{W}start"] == "1"
        assert section.find(f"{W}titlePg") is not None
        assert [mark.attrib[f"{W}type"] for mark in section.iter(f"{W}headerReference")] == ["default"]
        from_edge = int(margin.attrib[f"{W}header"]) / TWIPS_PER_MM
        assert from_edge > 5
        assert from_edge + 14 * 25.4 / 72 < sides["top"]
        sizes.append((round(int(page.attrib[f"{W}w"]) / TWIPS_PER_MM), round(int(page.attrib[f"{W}h"]) / TWIPS_PER_MM)))
    assert sizes == SECTIONS[name]
    number = next(measured[name].header.iter(f"{W}p"))
    assert within(int(measured[name].of_run(number, "sz")) / 2, "13-14")
    assert measured[name].of_paragraph(number, "jc", "val") == "center"
    assert [field.text for field in measured[name].header.iter(f"{W}instrText")] == [" PAGE "]


def line_mm(document: Measured, style: str) -> float:
    """The one line of this style: what its indents leave of the column it stands in."""
    (line,) = document.styled(style)
    indents = [int(document.of_paragraph(line, "ind", side)) for side in ("left", "right")]
    assert indents[0] == indents[1]
    columns = [int(column.attrib[f"{W}w"]) for column in next(document.body.iter(f"{W}tblGrid"))]
    whole = {"GachCoQuan": columns[0], "GachTieuNgu": columns[1], "GachTrichYeu": sum(columns)}[style]
    return (whole - sum(indents)) / TWIPS_PER_MM


@pytest.mark.parametrize("name", list(SECTIONS))
def test_the_line_under_the_motto_is_as_long_as_the_motto(name: str, measured: Mapping[str, Measured]) -> None:
    motto = width_mm("Độc lập - Tự do - Hạnh phúc", 13)
    assert line_mm(measured[name], "GachTieuNgu") == pytest.approx(motto, abs=0.1)


@pytest.mark.parametrize("name", list(SECTIONS))
def test_the_line_under_the_issuing_body_is_a_third_to_a_half_of_it(
    name: str, measured: Mapping[str, Measured]
) -> None:
    assert 1 / 3 <= line_mm(measured[name], "GachCoQuan") / width_mm("VĂN PHÒNG BỘ", 12) <= 1 / 2


def test_the_line_under_the_title_is_a_third_to_a_half_of_it(measured: Mapping[str, Measured]) -> None:
    title = width_mm("Kết quả thực hiện nhiệm vụ thông tin đối ngoại năm 2026", 14)
    assert 1 / 3 <= line_mm(measured["bao-cao"], "GachTrichYeu") / title <= 1 / 2


def test_the_dashes_of_several_recipients_stand_under_the_colon(measured: Mapping[str, Measured]) -> None:
    document = measured["cong-van"]
    left = int(document.of_paragraph(document.paragraph("Kính gửi:"), "ind", "left")) / TWIPS_PER_MM
    for name in ("- Bộ Ngoại giao;", "- Bộ Công an."):
        item = document.paragraph(name)
        indent = int(document.of_paragraph(item, "ind", "left")) - int(document.of_paragraph(item, "ind", "hanging"))
        assert indent / TWIPS_PER_MM == pytest.approx(left + width_mm("Kính gửi", 14), abs=1)


@pytest.mark.parametrize("name", list(SECTIONS))
def test_number_and_date_stand_in_one_row_below_names_and_motto(name: str, measured: Mapping[str, Measured]) -> None:
    head = next(measured[name].body.iter(f"{W}tbl"))
    rows = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in head.iter(f"{W}tr")]
    assert rows[0][0].startswith("BỘ TÀI CHÍNHVĂN PHÒNG BỘ")
    assert rows[0][1] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAMĐộc lập - Tự do - Hạnh phúc"
    assert rows[1][0].startswith("Số:        /")
    assert rows[1][1] == "Hà Nội, ngày      tháng      năm"
    assert list(head.iter(f"{W}tblBorders")) == []


@pytest.mark.parametrize("name", list(SECTIONS))
def test_the_signature_has_room_for_a_name_and_names_nobody(name: str, measured: Mapping[str, Measured]) -> None:
    document = measured[name]
    (signature,) = document.styled("HoTen")
    assert text_of(signature) == ""
    assert int(document.of_paragraph(signature, "spacing", "before")) / 20 >= 60
    (last,) = document.styled("ThanVanCuoi")
    assert text_of(last).endswith("./.")
    assert document.of_paragraph(last, "keepNext", "val") == "on"


@pytest.mark.parametrize("name", list(SECTIONS))
def test_tables_repeat_their_heading_keep_rows_whole_and_fill_the_text(
    name: str, measured: Mapping[str, Measured]
) -> None:
    text_widths = {"cong-van": [], "don-doc": [9354] * 3, "bao-cao": [9354, 14286]}[name]
    ruled = [
        table for table in measured[name].body.iter(f"{W}tbl") if table.find(f"{W}tblPr/{W}tblBorders") is not None
    ]
    for table, width in zip(ruled, text_widths, strict=True):
        heading, *others = table.findall(f"{W}tr")
        assert heading.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in others)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (heading, *others))
        grid = [int(column.attrib[f"{W}w"]) for column in table.iter(f"{W}gridCol")]
        assert sum(grid) == width
        for row in (heading, *others):
            assert sum(int(cell.attrib[f"{W}w"]) for cell in row.iter(f"{W}tcW")) == width
            spans = [int(span.attrib[f"{W}val"]) for span in row.iter(f"{W}gridSpan")]
            assert len(row.findall(f"{W}tc")) == len(grid) or spans == [len(grid)]
    assert list(measured[name].body.iter(f"{W}trHeight")) == []


def test_the_report_is_a_standing_section_and_a_lying_annex(measured: Mapping[str, Measured]) -> None:
    parts = [part for part in measured["bao-cao"].body if part.tag in (f"{W}p", f"{W}tbl")]
    breaks = [index for index, part in enumerate(parts) if part.find(f"{W}pPr/{W}sectPr") is not None]
    assert len(breaks) == 1
    assert text_of(parts[breaks[0]]) == ""
    assert text_of(parts[breaks[0] + 1]) == "Phụ lục"
    assert text_of(parts[-1]) == "./."
