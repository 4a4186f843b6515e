"""Every fault of a changed template is found before anything is filled in, with its place and the right name."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tdn_templates.core.template_wording import fault_words
from tdn_templates.load.knowledge import load_template_fields
from tdn_templates.model.template import FaultKind, TemplateFault, TemplateFields
from tdn_templates.model.words import Lang
from tdn_templates.word.annex import Annex, render_annex
from tdn_templates.word.template_check import check_template
from tdn_templates.word.template_text import template_text

TEMPLATES = Path(__file__).parents[2] / "templates"
FIVE = "phu-luc-5-cot"
BODY, HEADER = "word/document.xml", "word/header1.xml"
Change = tuple[str, str]


@pytest.fixture(scope="module")
def fields() -> TemplateFields:
    return load_template_fields(f"{FIVE}.docx")


def package(changes: Mapping[str, Callable[[bytes], bytes]], extra: Mapping[str, bytes] | None = None) -> bytes:
    """The annex with 5 columns, some of its parts changed, some added."""
    out = io.BytesIO()
    with zipfile.ZipFile(TEMPLATES / f"{FIVE}.docx") as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            made.writestr(name, changes.get(name, bytes)(source.read(name)))
        for name, content in (extra or {}).items():
            made.writestr(name, content)
    return out.getvalue()


def changed(*changes: Change, part: str = BODY, most: int = -1) -> bytes:
    """The annex with 5 columns in which an office replaced these texts, at most so many times each."""

    def edit(content: bytes) -> bytes:
        xml = content.decode()
        for old, new in changes:
            assert old in xml, old
            xml = xml.replace(old, new, most)
        return xml.encode()

    return package({part: edit})


def found(template: bytes, fields: TemplateFields) -> list[tuple[str, str, str]]:
    """Kind, name and near name of every fault, each once."""
    return list(dict.fromkeys((fault.kind.value, fault.name, fault.near) for fault in check_template(template, fields)))


LOOP = "{%tr for row in rows %}"
FAULTS: list[tuple[str, list[Change], list[tuple[str, str, str]]]] = [
    ("a field of a row", [("{{ row.lead }}", "{{ row.leed }}")], [("unknown_field", "row.leed", "row.lead")]),
    ("a field at the top", [("{{ title }}", "{{ titel }}")], [("unknown_field", "titel", "title")]),
    ("a capital letter", [("{{ title }}", "{{ Title }}")], [("unknown_field", "Title", "title")]),
    ("a column", [("{{ columns.lead }}", "{{ columns.lad }}")], [("unknown_field", "columns.lad", "columns.lead")]),
    ("the row itself", [("{{ row.lead }}", "{{ rwo.lead }}")], [("unknown_field", "rwo.lead", "row.lead")]),
    ("the row left out", [("{{ row.lead }}", "{{ lead }}")], [("unknown_field", "lead", "row.lead")]),
    (
        "the title in a row",
        [("{{ row.text }}", "{{ row.title }}{{ row.text }}")],
        [("unknown_field", "row.title", "title")],
    ),
    ("in a condition", [("{%p if remarks %}", "{%p if remark %}")], [("unknown_field", "remark", "remarks")]),
    ("in a filter", [("{{ title }}", "{{ title|default(titel) }}")], [("unknown_field", "titel", "title")]),
    ("nothing like it", [("{{ title }}", "{{ title }}{{ zzzz }}")], [("unknown_field", "zzzz", "")]),
    ("a list", [(LOOP, "{%tr for row in rowz %}")], [("unknown_field", "rowz", "rows")]),
    ("left out", [("{{ subtitle }}", "x")], [("missing_field", "subtitle", "")]),
    (
        "outside its loop",
        [("{{ title }}", "{{ title }}{{ row.lead }}")],
        [("out_of_loop", "row.lead", "for row in rows")],
    ),
    ("a loop over a text", [(LOOP, "{%tr for row in title %}")], [("no_list", "title", "rows")]),
    ("a list printed", [("{{ title }}", "{{ title }}{{ remarks }}")], [("no_text", "remarks", "")]),
    ("a yes/no printed", [("{{ title }}", "{{ title }}{{ draft }}")], [("no_text", "draft", "")]),
    ("a value that never comes", [('"group"', '"grup"')], [("unknown_value", "grup", "group")]),
    (
        "a loop in the same loop",
        [("{{ row.time }}", "{{ row.time }}{% for r in rows %}{{ r.text }}{% endfor %}")],
        [("same_loop", "{% for r in rows %}", "")],
    ),
    ("endfor missing", [("{%tr endfor %}", "")], [("unclosed", LOOP, "{%tr endfor %}")]),
    ("endif missing", [("{%tr endif %}", "")], [("unclosed", '{%tr if row.kind == "group" %}', "{%tr endif %}")]),
    (
        "for missing",
        [(LOOP, "")],
        [("out_of_loop", "row.kind", "for row in rows"), ("not_opened", "{%tr endfor %}", "for")],
    ),
    ("a tag with text in its row", [(LOOP, f"Nhiệm vụ {LOOP}")], [("not_alone", LOOP, "tr")]),
    (
        "a tag with text in its paragraph",
        [("{%p if draft %}", "x {%p if draft %}")],
        [("not_alone", "{%p if draft %}", "p")],
    ),
    (
        "a row's tag outside of a table",
        [("{%p if draft %}", "{%tr if draft %}")],
        [
            ("out_of_table", "{%tr if draft %}", ""),
            ("uneven", "{%tr if draft %} … {%p endif %}", "{%p if draft %} … {%p endif %}"),
        ],
    ),
    (
        "a loop from the first cell to the last",
        [
            ("{{ columns.number }}", "{{ columns.number }}{% for x in remarks %}"),
            ("{{ columns.time }}", "{{ columns.time }}{% endfor %}"),
        ],
        [
            (
                "uneven",
                "{% for x in remarks %} … {% endfor %}",
                "{%tr for x in remarks %} … {%tr endfor %}",
            )
        ],
    ),
    (
        "a tag over two paragraphs",
        [("{{ title }}", "{{ ti</w:t></w:r></w:p><w:p><w:r><w:t>tle }}")],
        [("split_tag", "{{ ti", "}}")],
    ),
    ("half a closing mark", [("{{ title }}", "{{ title }")], [("split_tag", "{{ title }", "}}")]),
    ("half an opening mark", [("{{ title }}", "{ title }}")], [("split_tag", "}}", "")]),
    ("one brace", [("{{ title }}", "{{ title }}{ draft }")], [("single_brace", "{ draft }", "{{ draft }}")]),
    ("no expression", [("{{ title }}", "{{ title | }}")], [("syntax", "{{ title | }}", "")]),
    ("a misspelt word", [(LOOP, "{%tr fro row in rows %}")], [("syntax", "{%tr fro row in rows %}", LOOP)]),
    ("a blank too many", [(LOOP, "{% tr for row in rows %}")], [("syntax", "{% tr for row in rows %}", LOOP)]),
    ("a filter", [("{{ title }}", "{{ title|uper }}")], [("unknown_filter", "uper", "upper")]),
    ("a filter that trusts", [("{{ title }}", "{{ title|safe }}")], [("forbidden", "|safe", "")]),
    ("a filter that grows", [("{{ title }}", "{{ title|center(99999) }}")], [("forbidden", "|center", "")]),
    ("inside Python", [("{{ row.time }}", "{{ row.time }}{{ row.__class__ }}")], [("forbidden", "row.__class__", "")]),
    ("inside Python by key", [("{{ title }}", '{{ title["__class__"] }}')], [("forbidden", "title.__class__", "")]),
    ("a call", [("{{ title }}", "{{ title.upper() }}")], [("forbidden", "title.upper()", "")]),
    ("a count to a million", [("{{ title }}", "{{ title }}{{ range(9) }}")], [("forbidden", "range()", "")]),
    ("multiplied", [("{{ title }}", "{{ title * 9 }}")], [("forbidden", "{{ title * 9 }}", "")]),
    ("a macro", [("{{ title }}", "{{ title }}{% macro x() %}")], [("forbidden", "{% macro x() %}", "")]),
    ("an if without else", [("{{ title }}", "{{ title if draft }}")], [("forbidden", "{{ title if draft }}", "")]),
    (
        "deeper than 20",
        [("{{ title }}", "{{ title }}" + "{% if draft %}" * 21 + "{% endif %}" * 21)],
        [("forbidden", "{% if draft %}", "")],
    ),
    (
        "a tag in a property of the paragraph",
        [('w:val="TieuDe"', 'w:val="{{ title }}"')],
        [("not_filled", "{{title}}", "")],
    ),
    (
        "a field that reads files",
        [("{{ title }}", '{{ title }}</w:t></w:r><w:fldSimple w:instr=" INCLUDETEXT x "/><w:r><w:t>')],
        [("active", "{ INCLUDETEXT }", "")],
    ),
    (
        "a tracked change",
        [('<w:r><w:t xml:space="preserve">DỰ THẢO', '<w:ins w:id="1" w:author="A"/><w:r><w:t>DỰ THẢO')],
        [("unsettled", "changes", "")],
    ),
]


@pytest.mark.parametrize(("changes", "faults"), [case[1:] for case in FAULTS], ids=[case[0] for case in FAULTS])
def test_a_fault_is_found_once_with_the_name_that_was_meant(
    fields: TemplateFields, changes: list[Change], faults: list[tuple[str, str, str]]
) -> None:
    assert found(changed(*changes), fields) == faults


@pytest.mark.parametrize(
    ("most", "fault"),
    [
        (("{{ row.lead }}", ""), ("missing_field", "row.lead", "task")),
        (("{{ row.text }}", ""), ("missing_field", "row.text", "group")),
        (("{{ row.text }}", "{{ row.number }}"), ("missing_field", "row.text", "group")),
    ],
)
def test_a_kind_of_row_that_forgets_a_field_is_named(
    fields: TemplateFields, most: Change, fault: tuple[str, str, str]
) -> None:
    assert found(changed(most, most=1), fields) == [fault]


def test_all_faults_come_at_once_in_the_order_of_the_page(fields: TemplateFields) -> None:
    template = changed(
        ("{{ title }}", "{{ titel }}"),
        ("{{ subtitle }}", ""),
        ("{{ row.lead }}", "{{ row.leed }}"),
        ("{%tr endif %}", ""),
        ("{%p if remarks %}", "{%p if remark %}"),
    )
    assert [name for _, name, _ in found(template, fields)] == [
        "titel",
        "row.leed",
        '{%tr if row.kind == "group" %}',
        "remark",
        "subtitle",
    ]


FINE: list[tuple[str, list[Change]]] = [
    ("nothing changed", []),
    (
        "a tag that Word cut in three",
        [("{{ title }}", '{</w:t></w:r><w:r><w:t>{ ti</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>tle }}')],
    ),
    ("round quotation marks", [('"group"', "“group”")]),
    ("another name for the row", [("row.", "dong."), ("for row in", "for dong in")]),
    ("filters", [("{{ title }}", "{{ title|upper|trim }}"), ("{{ row.lead }}", '{{ row.lead|default("-") }}')]),
    ("a text put together", [("{{ title }}", '{{ "(" ~ title ~ ")" }}')]),
    ("a choice of two", [("{{ title }}", "{{ title if draft else title }}")]),
    ("where in the loop", [("{{ row.time }}", "{% if loop.first %}*{% endif %}{{ row.time }}")]),
    ("a remark for the next editor", [("{{ title }}", "{# tiêu đề #}{{ title }}")]),
    ("an optional field left out", [("DỰ THẢO", ""), ("- {{ remark }}", "{{ remark }}")]),
]


@pytest.mark.parametrize("changes", [case[1] for case in FINE], ids=[case[0] for case in FINE])
def test_what_an_office_may_change_is_no_fault(fields: TemplateFields, changes: list[Change]) -> None:
    assert found(changed(*changes), fields) == []


def test_a_table_with_one_row_for_every_kind_is_fine_and_fills(
    fields: TemplateFields, annex_for: Callable[[str], Annex]
) -> None:
    xml = zipfile.ZipFile(TEMPLATES / f"{FIVE}.docx").read(BODY).decode()
    rows = re.findall(r"<w:tr>.*?</w:tr>", xml)
    template = changed(("".join(rows[2:11]), rows[9]))
    assert found(template, fields) == []
    lines = template_text(render_annex(annex_for(FIVE), template)).splitlines()
    assert "| 1 | Quán triệt, phổ biến thông tin |  |  |  |" in lines


def test_every_shipped_template_is_without_fault(name: str) -> None:
    assert check_template((TEMPLATES / f"{name}.docx").read_bytes(), load_template_fields(f"{name}.docx")) == ()


def test_headers_are_checked_too(fields: TemplateFields) -> None:
    template = changed((">2</w:t>", ">{{ titel }}</w:t>"), part=HEADER)
    (fault,) = check_template(template, fields)
    assert (fault.name, fault.near, fault.place.part) == ("titel", "title", "header")


def test_the_place_is_table_row_and_text(fields: TemplateFields) -> None:
    first, second = check_template(changed(("{{ row.lead }}", "Bộ: {{ row.leed }}")), fields)
    assert (first.place.table, first.place.row, first.place.text) == (1, 8, "Bộ: {{ row.leed }}")
    assert second.place.row == 10


@pytest.mark.parametrize(
    ("template", "kind", "name"),
    [
        (b"", FaultKind.NOT_DOCX, "empty_file"),
        (b"%PDF-1.7", FaultKind.NOT_DOCX, "pdf"),
        (b"PK\x03\x04", FaultKind.NOT_DOCX, "damaged"),
        (b"name: plan\n", FaultKind.NOT_DOCX, "text"),
        (changed(("<w:body>", "<w:body><w:p>")), FaultKind.NOT_DOCX, "damaged"),
        (changed(("<w:document", "<!DOCTYPE x><w:document")), FaultKind.NOT_DOCX, "forbidden_xml"),
        (changed(("<w:body>", "<w:body>" + "<w:sdt>" * 300 + "</w:sdt>" * 300)), FaultKind.NOT_DOCX, "damaged"),
        (changed(("<w:body>", "<w:body>" + "<w:p/>" * 200_000)), FaultKind.TOO_LARGE, "too_large"),
        (package({}, {"word/media/a.bin": bytes(80_000_000)}), FaultKind.TOO_LARGE, "too_large"),
        (package({}, {"word/vbaProject.bin": b"x"}), FaultKind.ACTIVE, "vbaProject.bin"),
    ],
    ids=["empty", "pdf", "cut", "yaml", "torn", "doctype", "deep", "long", "bomb", "macro"],
)
def test_what_is_no_usable_word_file_is_refused_before_it_is_opened(
    fields: TemplateFields, template: bytes, kind: FaultKind, name: str
) -> None:
    assert [(fault.kind, fault.name) for fault in check_template(template, fields)] == [(kind, name)]


RELATIONS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.mark.parametrize(
    ("kind", "target", "names"),
    [
        ("image", "https://example.invalid/x.png", ["image: https://example.invalid/x.png"]),
        ("hyperlink", "file:///c:/x.exe", ["hyperlink: file:///c:/x.exe"]),
        ("hyperlink", "https://example.invalid", []),
        ("attachedTemplate", "file:///c:/Mau.dotm", []),
    ],
)
def test_what_would_load_from_outside_is_refused(
    fields: TemplateFields, kind: str, target: str, names: list[str]
) -> None:
    relation = f'<Relationship Id="rId9" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    template = changed(("</Relationships>", f"{relation}</Relationships>"), part=RELATIONS)
    assert [fault.name for fault in check_template(template, fields)] == names


@pytest.mark.parametrize("kind", list(FaultKind))
@pytest.mark.parametrize("near", ["", "gần", "tr"])
def test_every_kind_of_fault_has_a_sentence_in_both_languages(kind: FaultKind, near: str) -> None:
    words = fault_words(TemplateFault(kind, "tên", near), "mau.docx")
    vi, en = words.sentence(Lang.VI), words.sentence(Lang.EN)
    assert vi.startswith("mau.docx: ")
    assert en.startswith("mau.docx: ")
    assert vi != en
    assert vi.endswith((".", "?"))
    assert "{near}" not in vi + en
    assert "{name}" not in vi + en


PIECES = [
    *(
        "{{ title }}",
        "{{ titel }}",
        "{{ row.lead }}",
        "{{ x }}",
        "{{ x.y }}",
        "{{ columns.lead|upper }}",
        "{{ draft }}",
    ),
    *("{% if draft %}", "{% if title == 'a' %}", "{% elif remarks %}", "{% else %}", "{% endif %}", "{% endfor %}"),
    *("{% for x in remarks %}", "{% for row in rows %}", "{%p if draft %}", "{%p endif %}", "{%tr for row in rows %}"),
    *(
        "{#",
        "#}",
        "{{",
        "}}",
        "{%",
        "%}",
        "{",
        "}",
        "%",
        '"',
        "'",
        " ",
        "\n",
        "\\",
        "a",
        "raw",
        "{% raw %}",
        "{{r title }}",
    ),
    *(
        "{%- if draft %}",
        "-%}",
        "{_{",
        "}_}",
        "|",
        "(",
        ")",
        "[",
        "]",
        "~",
        "loop.first",
        "for",
        "in",
        "if",
        "&amp;",
        "&lt;",
    ),
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), min_size=1, max_size=3))
def test_whatever_is_typed_is_a_fault_or_can_be_filled(
    fields: TemplateFields, annex_for: Callable[[str], Annex], lines: list[str]
) -> None:
    paragraphs = "".join(f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in lines)
    template = changed(("<w:body>", f"<w:body>{paragraphs}"))
    if not check_template(template, fields):
        for draft in (True, False):
            render_annex(replace(annex_for(FIVE), draft=draft, remarks=("a", "b") if draft else ()), template)


def test_what_word_remembers_about_people_and_places_is_not_in_the_annex(annex_for: Callable[[str], Annex]) -> None:
    relation = f'<Relationship Id="rId9" Type="{OFFICE}/people" Target="people.xml"/>'
    settings_part = '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{}">{}'
    mark = '<w:attachedTemplate r:id="rId1"/>'
    file = 'Target="file:///c:/an/Mau.dotm" TargetMode="External"'
    target = f'<Relationship Id="rId1" Type="{OFFICE}/attachedTemplate" {file}/>'
    package_of = "http://schemas.openxmlformats.org/package/2006/relationships"
    template = package(
        {
            RELATIONS: lambda xml: xml.replace(b"</Relationships>", f"{relation}</Relationships>".encode()),
            "word/settings.xml": lambda xml: (settings_part.format(OFFICE, mark) + "</w:settings>").encode(),
        },
        {
            "word/people.xml": b"<people>An</people>",
            "word/_rels/settings.xml.rels": f'<Relationships xmlns="{package_of}">{target}</Relationships>'.encode(),
        },
    )
    with (
        zipfile.ZipFile(io.BytesIO(template)) as before,
        zipfile.ZipFile(io.BytesIO(render_annex(annex_for(FIVE), template))) as after,
    ):
        assert {"word/people.xml", "word/_rels/settings.xml.rels"} <= set(before.namelist())
        texts = {name: after.read(name) for name in after.namelist()}
    assert [name for name, text in texts.items() if b"Mau.dotm" in text or b"attachedTemplate" in text] == []
    assert "word/people.xml" not in texts
