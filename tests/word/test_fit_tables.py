"""A table whose columns a template repeats gets its width back; every other table is left as it is."""

import re
from collections.abc import Callable

import pytest
from defusedxml.ElementTree import fromstring

from tdn_templates.word.fit_tables import fit_tables
from tdn_templates.word.render import render_docx
from tdn_templates.word.template_text import template_text

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def cell(width: int, span: int = 1) -> str:
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{grid}</w:tcPr><w:p/></w:tc>'


def table(rows: list[list[tuple[int, int]]], *, width: int, grid: list[int], kind: str = "dxa") -> str:
    columns = "".join(f'<w:gridCol w:w="{column}"/>' for column in grid)
    lines = "".join(f"<w:tr>{''.join(cell(*given) for given in row)}</w:tr>" for row in rows)
    head = f'<w:tblPr><w:tblW w:w="{width}" w:type="{kind}"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    return f'<w:body xmlns:w="{W}"><w:tbl>{head}{lines}</w:tbl></w:body>'


def fitted(xml: str) -> tuple[list[int], list[list[tuple[int, int]]]]:
    """The grid, and width and span of every cell."""
    root = fromstring(xml)
    fit_tables(root)
    rows = []
    for row in root.iter(f"{{{W}}}tr"):
        cells = []
        for each in row:
            span = each.find(f"{{{W}}}tcPr/{{{W}}}gridSpan")
            (width,) = (int(mark.attrib[f"{{{W}}}w"]) for mark in each.iter(f"{{{W}}}tcW"))
            cells.append((width, 1 if span is None else int(span.attrib[f"{{{W}}}val"])))
        rows.append(cells)
    return [int(column.attrib[f"{{{W}}}w"]) for column in root.iter(f"{{{W}}}gridCol")], rows


def test_too_many_columns_are_narrowed_alike_and_merged_rows_reach_over_them() -> None:
    row = [(200, 1), (400, 1), (200, 1), (200, 1), (1000, 1)]
    xml = table([row, [(1000, 3)], row], width=1000, grid=[300, 300, 400])
    narrowed = [(100, 1), (200, 1), (100, 1), (100, 1), (500, 1)]
    assert fitted(xml) == ([100, 200, 100, 100, 500], [narrowed, [(1000, 5)], narrowed])


def test_too_few_columns_are_widened_to_the_last_twip() -> None:
    xml = table([[(100, 1), (100, 1), (100, 1)]] * 2, width=1000, grid=[400, 300, 300])
    assert fitted(xml) == ([333, 334, 333], [[(333, 1), (334, 1), (333, 1)]] * 2)


AS_THEY_ARE = {
    "a table that fits": table([[(600, 1), (400, 1)], [(1000, 2)]], width=1000, grid=[600, 400]),
    "a table that is a twip off": table([[(600, 1), (401, 1)]], width=1000, grid=[600, 400]),
    "a table as wide as its text": table([[(600, 1), (100, 1)]], width=0, grid=[600, 400], kind="auto"),
    "a table that is a share of the page": table([[(600, 1), (100, 1)]], width=5000, grid=[600, 400], kind="pct"),
    "rows of different shapes": table([[(600, 1), (100, 1)], [(100, 1), (100, 2)]], width=1000, grid=[600, 200, 200]),
    "a table of one column": table([[(300, 1)], [(300, 1)]], width=1000, grid=[1000]),
}


@pytest.mark.parametrize("xml", AS_THEY_ARE.values(), ids=AS_THEY_ARE)
def test_any_other_table_is_left_as_it_is(xml: str) -> None:
    widths = [int(width) for width in re.findall(r'<w:tcW w:w="(\d+)"', xml)]
    grid, rows = fitted(xml)
    assert [width for row in rows for width, _ in row] == widths
    assert grid == [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"', xml)]


def test_columns_that_a_template_repeats_are_fitted_when_it_is_rendered(docx_with: Callable[[str], bytes]) -> None:
    def tagged(words: str) -> str:
        return cell(250).replace("<w:p/>", f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")

    row = "".join(map(tagged, ("a", "{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}")))
    grid = '<w:gridCol w:w="250"/>' * 4
    head = f'<w:tblPr><w:tblW w:w="1000" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    made = render_docx(docx_with(f"<w:tbl>{head}<w:tr>{row}</w:tr></w:tbl><w:p/>"), {"xs": list("bcdefgh")})
    assert "| a | b | c | d | e | f | g | h |" in template_text(made)
