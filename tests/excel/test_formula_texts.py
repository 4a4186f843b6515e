"""A sheet is read without its formulas: what is left holds every value, and every formula is there when asked for."""

import pytest

from tdn_templates.excel.formula_texts import without_formulas

TABLE = (
    '<sheetData><row r="4"><c r="B4" s="1"><f>IF(A1&lt;&gt;"",&quot;Đã điền&quot;&amp;1,"")</f><v>7</v></c>'
    '<c r="C4" t="str"><f t="shared" ref="C4:C5" si="0">A4</f><v>a</v></c><c r="D4"><v>1</v></c></row>'
    '<row r="5"><c r="C5" t="str">\n<f t="shared" si="0"/><v>b</v></c><c r="AB5"><f></f></c>'
    '<c r="AC5"><f>&quot;T&#234;n &amp;lt;&quot;</f></c></row></sheetData>'
).encode()


def test_formulas_are_taken_out_and_kept() -> None:
    parted = without_formulas(TABLE)
    assert parted is not None
    frame, formulas = parted
    assert dict(formulas) == {
        (4, 2): 'IF(A1<>"","Đã điền"&1,"")',
        (4, 3): "A4",
        (5, 3): "",
        (5, 28): "",
        (5, 29): '"Tên &lt;"',
    }
    assert (4, 2) in formulas
    assert (4, 4) not in formulas
    assert b"<f" not in frame
    assert frame.count(b"<v>") == TABLE.count(b"<v>")
    assert frame.count(b"</c>") == TABLE.count(b"</c>")


def test_a_table_without_formulas_stays_as_it_is() -> None:
    table = b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    parted = without_formulas(table)
    assert parted is not None
    assert (parted[0], len(parted[1])) == (table, 0)


@pytest.mark.parametrize(
    "cell",
    [
        "<c><f>A1</f></c>",
        '<c r="A1"><v>1</v><f>A1</f></c>',
        '<c r="A1"><f>A1</f><f>A2</f></c>',
        '<c r="A1"><f>A1</f></c><c r="A1"><f>A2</f></c>',
        '<c r="A1"><f>A1<!-- --></f></c>',
        '<c r="A1"><f><![CDATA[A1]]></f></c>',
        '<c r="A1"><f>A1</c>',
        '<c r="A1"><f>A1',
        '<c r="A1"><f',
        '<c r="A1"><fx>A1</fx></c>',
        '<c r="A1"><f a="<">A1</f></c>',
        '<c r="A1"><f>&#0;</f></c>',
        '<c s="1" r="A1"><f>A1</f></c>',
    ],
)
def test_what_no_spreadsheet_program_writes_is_left_to_the_exact_reader(cell: str) -> None:
    assert without_formulas(f'<sheetData><row r="1">{cell}</row></sheetData>'.encode()) is None
