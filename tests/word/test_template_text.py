"""The text image shows everything a reviewer must see."""

from collections.abc import Callable

from tdn_templates.word.template_text import template_text

TABLE = (
    "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    "<w:tr><w:tc><w:p><w:r><w:t>a|b</w:t></w:r></w:p><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>key</w:t></w:r><w:r><w:t>1.1</w:t></w:r></w:p></w:tc></w:tr>"
    '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>{%tr endfor %}</w:t></w:r></w:p></w:tc></w:tr>'
    "</w:tbl>"
)


def test_paragraphs_tables_breaks_hidden_text_and_fields_are_shown(docx_with: Callable[[str], bytes]) -> None:
    body = "<w:p><w:r><w:t>{{ a }}</w:t><w:br/><w:t>x</w:t><w:tab/><w:t>y</w:t></w:r></w:p>" + TABLE + "<w:p/>"
    assert template_text(docx_with(body)).splitlines() == [
        "[header1.xml] [field: PAGE]2",
        "{{ a }}⏎x⇥y",
        "| a\\|b ¶ c | [hidden: key]1.1 |",
        "| [2 columns] {%tr endfor %} |",
        "",
    ]
