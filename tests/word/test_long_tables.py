"""No table has more than 500 rows, no row is lost, and what reads annexes takes the parts for one list."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from tdn_templates.core.annex.read import read_annex
from tdn_templates.files.guard import ANNEX_KINDS
from tdn_templates.files.limits import DEFAULT_LIMITS
from tdn_templates.load.knowledge import load_registry
from tdn_templates.model.annex import Annex as ReadAnnex
from tdn_templates.model.cell import RawWorkbook
from tdn_templates.reading.read import read_return
from tdn_templates.word.annex import Annex, AnnexRow, RowKind, render_annex
from tdn_templates.word.long_tables import LONGEST_TABLE, split_long_tables, split_parts

Template = Callable[[str], bytes]
AnnexFor = Callable[[str], Annex]
HEAD = "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p>head</w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"


def row(text: str, mark: str = "") -> str:
    return f"<w:tr><w:tc><w:tcPr>{mark}</w:tcPr><w:p>{text}</w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"


def title(text: str) -> str:
    return f"<w:tr><w:tc><w:p>{text}</w:p></w:tc></w:tr>"


def split(*rows: str, longest: int = 5) -> list[list[str]]:
    """The texts of the rows of every table."""
    xml = f"<w:body><w:p>a</w:p><w:tbl><w:tblPr/>{HEAD}{''.join(rows)}</w:tbl><w:p>b</w:p></w:body>"
    made = split_long_tables(xml.encode(), longest).decode()
    assert made.startswith("<w:body><w:p>a</w:p><w:tbl><w:tblPr/>")
    assert made.endswith("</w:tbl><w:p>b</w:p></w:body>")
    return [re.findall(r"<w:p>(\w+)</w:p>", table) for table in re.findall(r"<w:tbl>.*?</w:tbl>", made)]


def test_rows_go_on_in_the_next_table_under_the_same_heading() -> None:
    assert split(*map(row, "stuvwxyz")) == [["head", *"stuv"], ["head", *"wxyz"]]
    assert split(*map(row, "stuv")) == [["head", *"stuv"]]


def test_a_title_goes_with_what_is_below_it() -> None:
    assert split(*map(row, "stu"), title("v"), *map(row, "wxy")) == [["head", *"stu"], ["head", *"vwxy"]]


def test_cells_merged_over_rows_stay_together() -> None:
    merged = [row("t"), row("u", '<w:vMerge w:val="restart"/>'), row("v", "<w:vMerge/>"), row("w", "<w:vMerge/>")]
    assert split(row("s"), *merged, row("x")) == [["head", *"st"], ["head", *"uvwx"]]


def test_where_no_good_place_is_near_the_table_is_cut_all_the_same() -> None:
    assert split(*(row(text, "<w:vMerge/>") for text in "stuvwx")) == [["head", *"stuv"], ["head", *"wx"]]


def test_a_table_within_a_cell_is_part_of_its_row() -> None:
    inner = f"<w:tr><w:tc><w:tbl>{''.join(map(row, 'abcdefgh'))}</w:tbl><w:p/></w:tc><w:tc/></w:tr>"
    xml = f"<w:tbl>{inner}{row('z')}</w:tbl>".encode()
    assert split_long_tables(xml, 5) == xml


class Run:
    """Rows of a loop, as a finished document has them."""

    are_rows = True

    def __init__(self, *rows: str) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)


LONG, NONE = Run(*map(row, "abcdefghijkl")), Run()
TABLE, END = f"<w:body><w:tbl><w:tblPr/>{HEAD}", "</w:tbl><w:p>b</w:p></w:body>"


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param([TABLE, LONG, END], id="behind the heading row"),
        pytest.param([TABLE + row("z"), LONG, " ", NONE, title("y"), LONG, row("x") + END], id="among other rows"),
        pytest.param(["<w:body><w:tbl><w:tblPr/>", LONG, END], id="the only rows of the table"),
        pytest.param(
            [f"{TABLE}<w:tr><w:tc><w:tbl>", LONG, f"</w:tbl></w:tc></w:tr>{row('z') * 7}{END}"], id="in a cell"
        ),
        pytest.param([TABLE, Run(row("a")), END], id="few rows"),
        pytest.param(["<w:body>", Run("<w:p>1</w:p>", "<w:p>2</w:p>"), TABLE, LONG, END], id="paragraphs before it"),
    ],
)
def test_rows_of_a_loop_are_split_as_if_they_were_there(parts: list[str | Run]) -> None:
    whole = "".join(part if isinstance(part, str) else "".join(part) for part in parts)
    encoded = [part.encode() if isinstance(part, str) else part for part in parts]
    assert b"".join(split_parts(encoded, 5)) == split_long_tables(whole.encode(), 5)


def long_annex(annex: Annex, *, count: int = 620) -> Annex:
    task = annex.rows[1]
    rows: list[AnnexRow] = []
    for number in range(1, count + 1):
        if number % 20 == 1:
            rows.append(AnnexRow(RowKind.GROUP, f"Nhóm nhiệm vụ thứ {number}", str(number // 20 + 1)))
        rows.append(replace(task, number=f"{len(rows)}", text=f"Phổ biến nội dung thứ {number}"))
    return replace(annex, rows=tuple(rows), stamp=(), remarks=())


def tables_of(content: bytes) -> list[int]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        xml = package.read("word/document.xml").decode()
    return [table.count("<w:tr>") for table in re.findall(r"<w:tbl>.*?</w:tbl>", xml, re.DOTALL)]


def test_a_merged_annex_is_read_back_as_one_list(template: Template, annex_for: AnnexFor) -> None:
    annex = long_annex(annex_for("phu-luc-5-cot"))
    content = render_annex(annex, template("phu-luc-5-cot"))
    assert max(tables_of(content)) <= LONGEST_TABLE
    assert sum(tables_of(content)) == len(annex.rows) + 2
    workbook = read_return(content, DEFAULT_LIMITS, ANNEX_KINDS)
    assert isinstance(workbook, RawWorkbook)
    read = read_annex(workbook, load_registry(), "phu-luc.docx")
    assert isinstance(read, ReadAnnex)
    tasks = [row for row in annex.rows if row.kind is RowKind.TASK]
    assert [(row.number, row.text) for row in read.rows] == [(row.number, row.text) for row in tasks]
    assert [group.title for group in read.groups] == [row.text for row in annex.rows if row.kind is RowKind.GROUP]
    assert not any(row.doubts for row in read.rows)
    assert "tables_joined" not in {doubt.reason for doubt in read.doubts}


def test_a_form_keeps_its_one_table(template: Template, annex_for: AnnexFor) -> None:
    annex = replace(long_annex(annex_for("phu-luc-don-vi")), stamp=(("layout", "plan"),))
    assert tables_of(render_annex(annex, template("phu-luc-don-vi"))) == [len(annex.rows) + 1]
