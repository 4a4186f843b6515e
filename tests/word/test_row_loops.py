"""The rows of a table come out as a list of records would: the same bytes, whatever the template asks of a row."""

from collections.abc import Callable

import pytest

from tdn_templates.errors import TdnError
from tdn_templates.word.render import render_docx
from tdn_templates.word.row_loops import RowLoops
from tdn_templates.word.row_table import Record, RowTable

NAMES = ("kind", "text", "note", "count", "marked")
ROWS: tuple[Record, ...] = (
    ("group", "Nhóm <1> & “hai”", None, 1, False),
    ("task", "x\ny\tz\r\n", "100 %s %d", 0, True),
    ("task", "{{ row.note }} {_{ %} ]]>", "", -5, False),
    ("unit", "e\u0301 \x0b_x000B_ \u2028", " hai  ô ", None, True),
    ("unit", "", "&amp;<w:t>", 7, False),
)


def cell(text: str, props: str = "") -> str:
    return f'<w:tc><w:p><w:r>{props}<w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>'


def tag(text: str) -> str:
    return f"<w:tr>{cell('{%tr ' + text + ' %}')}</w:tr>"


def table(*rows: str) -> str:
    grid = '<w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="900"/></w:tblGrid>'
    inner = "".join(rows)
    return f"<w:tbl><w:tblPr/>{grid}{inner}</w:tbl><w:p/>"


def looped(*rows: str, loop: str = "for row in rows") -> str:
    return table(tag(loop), *rows, tag("endfor"))


SOME = "{% if row.note %}{{ row.note }}. {% endif %}{{ row.text }}{% if row.count %}!{% endif %}"
BOLD = "<w:rPr><w:b/></w:rPr>"
TWO = f"<w:tr>{cell('{{ row.text }}', BOLD)}{cell('({{ row.note }}; {{ row.count }})')}</w:tr>"
ONE = f"<w:tr>{cell('100 % {{ row.text|e }}')}</w:tr>"
PLAIN = {
    "fields": looped(TWO),
    "conditions": looped(
        tag('if row.kind == "group" and not row.marked'), ONE, tag('elif row.marked or row.kind == "unit"'), TWO,
        tag("else"), ONE, TWO, tag("endif"),
    ),
    "no row for some": looped(tag('if row.kind != "task"'), TWO, tag("endif")),
    "conditions in a cell": looped(f"<w:tr>{cell(SOME)}</w:tr>"),
    "twice, and in a paragraph": looped(TWO) + "<w:p><w:r><w:t>{%p for row in rows %}</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>{{ row.text }}</w:t></w:r></w:p><w:p><w:r><w:t>{%p endfor %}</w:t></w:r></w:p>",
    "under a condition": "<w:p><w:r><w:t>{%p if rows %}</w:t></w:r></w:p>" + looped(TWO)
    + "<w:p><w:r><w:t>{%p endif %}</w:t></w:r></w:p>",
    "hidden within a paragraph": "<w:p><w:r><w:t>{% for row in rows %}{% if row.kind == 'x' %}y{% endif %}"
    "{% endfor %}</w:t></w:r></w:p>",
}  # fmt: skip
OTHERS = {
    "counted": looped(f"<w:tr>{cell('{{ loop.index }}/{{ rows|length }}')}{cell('{{ row.text }}')}</w:tr>"),
    "filtered": looped(f"<w:tr>{cell('{{ row.text|upper }}')}</w:tr>"),
    "chosen": looped(TWO, loop="for row in rows if row.marked"),
    "in an attribute": looped('<w:tr><w:tc><w:p w:rsidR="{{ row.note }}"><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>'),
    "within a paragraph": "<w:p><w:r><w:t>{% for row in rows %}{{ row.text }}; {% endfor %}</w:t></w:r></w:p>",
    "asked for what is there": looped(tag("if row.else is defined"), ONE, tag("endif"), TWO),
    "set aside": "<w:p><w:r><w:t>{% set known = rows %}</w:t></w:r></w:p>" + looped(TWO),
}


def both(template: bytes, rows: tuple[Record, ...]) -> tuple[bytes, bytes]:
    records = [dict(zip(NAMES, row, strict=True)) for row in rows]
    return render_docx(template, {"rows": RowTable(NAMES, rows)}), render_docx(template, {"rows": records})


@pytest.mark.parametrize("body", [*PLAIN.values(), *OTHERS.values()], ids=[*PLAIN, *OTHERS])
def test_a_table_gives_the_bytes_of_a_list_of_records(body: str, docx_with: Callable[[str], bytes]) -> None:
    for rows in (ROWS, ROWS[::-1], ROWS[:1], ()):
        ours, by_jinja = both(docx_with(body), rows)
        assert ours == by_jinja


@pytest.mark.parametrize(("name", "body"), [*PLAIN.items(), *OTHERS.items()], ids=[*PLAIN, *OTHERS])
def test_plain_rows_and_no_others_go_without_jinja(
    name: str, body: str, docx_with: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is filled in here is never made into records; `{% if rows %}` asks for them, not for their fields."""
    asked: list[RowTable] = []
    records = RowTable.records

    def recorded(table: RowTable) -> object:
        asked.append(table)
        return records(table)

    monkeypatch.setattr(RowTable, "records", recorded)
    render_docx(docx_with(body), {"rows": RowTable(NAMES, ROWS)})
    assert bool(asked) is (name in OTHERS or name == "under a condition")


@pytest.mark.parametrize("wrong", ["{{ row.marked }}", "{{ row.nothing }}", "{{ row }}", "{{ rows }}"])
def test_what_is_an_error_in_a_list_is_the_same_error_in_a_table(wrong: str, docx_with: Callable[[str], bytes]) -> None:
    template = docx_with(looped(f"<w:tr>{cell(wrong)}</w:tr>"))
    said: list[str] = []
    for rows in (RowTable(NAMES, ROWS), [dict(zip(NAMES, row, strict=True)) for row in ROWS]):
        with pytest.raises(TdnError) as caught:
            render_docx(template, {"rows": rows})
        said.append(f"{caught.value} {caught.value.hint_vi}")
    assert said[0] == said[1]


def test_a_document_without_tables_is_left_alone() -> None:
    assert RowLoops({}).parts("<w:p/>", str) == [b"<w:p/>"]
