"""Values are data: they come out of a template as typed, or the template's fault is named."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tdn_templates.core.clean_text import clean_text
from tdn_templates.errors import TdnError
from tdn_templates.word.render import render_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROOT = Path(__file__).parents[2]

HOSTILE = [
    "A & B <x>",
    "&amp; &lt; &#123; &nbsp;",
    "{{ 7 * 7 }}",
    "{{ value }}",
    "{% if value %}",
    "{%tr endfor %}{%p if x %}{{r y}}",
    "{# a note #}",
    "{_{ value }_}",
    "{_% endif %_}",
    "}} %} #} {{ {% {#",
    "{ { value } }",
    "{{ ''.__class__.__mro__ }}",
    "{% colspan 3 %}{% cellbg x %}{% vm %}{% hm %}",
    "</w:t></w:r><w:r><w:br/>",
    "]]> <!-- --> <?xml?>",
    "\"double\" 'single' “smart” ‘quotes’",
    "  two  spaces,   kept  ",
    "line one\nline two\n\nline four",
    "\n",
    "a\tb\t\tc",
    "\\n \\t \\1 \\g<0> $1 $&",
    "no\u00a0break, soft\u00adhyphen, zero\u200bwidth, \u202eright to left, \u2028",
    "Đắk Lắk, Kon Tum; 2024 – 2026… 😀 𝒳",
    "%s %d {0} {value!r}",
    '=HYPERLINK("http://example.invalid")',
]


def rendered(content: bytes) -> Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root: Element = fromstring(package.read("word/document.xml"))
        return root


def typed(paragraph: Element) -> str:
    """The text of a paragraph as a reader of Word would type it."""
    pieces = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(
        piece.text or "" if piece.tag == f"{W}t" else pieces.get(piece.tag, "")
        for run in paragraph.iter(f"{W}r")
        for piece in run
    )


def paragraphs(content: bytes) -> list[str]:
    return [typed(paragraph) for paragraph in rendered(content).iter(f"{W}p")]


def para(text: str) -> str:
    return f'<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


DocxWith = Callable[[str], bytes]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    "tag", ["{{ value }}", "{{ value|e }}", "{{ row.text }}", '{{ "" ~ value }}', "{{ texts[0] }}"]
)
def test_text_comes_out_as_typed(docx_with: DocxWith, value: str, tag: str) -> None:
    context = {"value": value, "row": {"text": value}, "texts": [value]}
    assert paragraphs(render_docx(docx_with(para(f"[{tag}]")), context)) == [f"[{value}]"]


@pytest.mark.parametrize("value", HOSTILE)
def test_text_that_a_macro_prints_comes_out_as_typed(docx_with: DocxWith, value: str) -> None:
    body = para("{% macro twice(x) %}{{ x }}|{{ x }}{% endmacro %}{{ twice(value) ~ value }}")
    assert paragraphs(render_docx(docx_with(body), {"value": value})) == [f"{value}|{value}{value}"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(alphabet=st.sampled_from("{}%#_&<>;\"'\n\t ab1.\\]["), max_size=30))
def test_any_mixture_of_marks_comes_out_as_typed(docx_with: DocxWith, value: str) -> None:
    body = para("[{{ value }}]") + para("{% for x in texts %}({{ x }}){% endfor %}")
    expected = clean_text(value).text
    found = paragraphs(render_docx(docx_with(body), {"value": value, "texts": [value, value]}))
    assert found == [f"[{expected}]", f"({expected})({expected})"]


def test_forty_thousand_characters_come_out_whole(docx_with: DocxWith) -> None:
    value = "Nhiệm vụ & <{{ }}> " * 2200
    assert len(value) > 40_000
    assert paragraphs(render_docx(docx_with(para("{{ value }}")), {"value": value})) == [value]


def test_what_xml_cannot_hold_is_left_out_and_line_ends_become_breaks(docx_with: DocxWith) -> None:
    value = "a\x00b\x07c\x0bd\x0ce\ud800f\ufffe\r\ng\rh"
    assert paragraphs(render_docx(docx_with(para("{{ value }}")), {"value": value})) == ["abcdef\ng\nh"]


def test_a_value_is_safe_in_an_attribute_too(docx_with: DocxWith) -> None:
    body = '<w:p><w:pPr><w:pStyle w:val="{{ value }}"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    root = rendered(render_docx(docx_with(body), {"value": '"/><w:evil w:val="{_{'}))
    assert [style.attrib[f"{W}val"] for style in root.iter(f"{W}pStyle")] == ['"/><w:evil w:val="{_{']
    assert list(root.iter(f"{W}evil")) == []


@dataclass(frozen=True, slots=True)
class Row:
    items: str
    keys: tuple[str, ...]
    amount: int
    nothing: None
    ready: bool


def test_dataclasses_mappings_lists_numbers_and_blanks_are_values(docx_with: DocxWith) -> None:
    row = Row("method-like name", ("a", "b"), 0, None, ready=False)
    body = para(
        "{{ row.items }}|{{ row.keys[1] }}|{{ row.amount }}|{{ row.nothing }}|{% if not row.ready %}no{% endif %}"
    )
    body += para("{% for part in more.values %}{{ part.text }};{% endfor %}")
    context = {"row": row, "more": {"values": [{"text": "x"}, {"text": "<y>"}]}}
    assert paragraphs(render_docx(docx_with(body), context)) == ["method-like name|b|0||no", "x;<y>;"]


@pytest.mark.parametrize("value", [1.5, b"bytes", {1, 2}, object(), datetime(2024, 1, 1, tzinfo=UTC)])
def test_other_types_are_refused(docx_with: DocxWith, value: object) -> None:
    with pytest.raises(TypeError, match="takes no value of type"):
        render_docx(docx_with(para("{{ value }}")), {"value": value})


UNKNOWN = [
    ("{{ titel }}", "titel", "title"),
    ("{{ row.leed }}", "leed", "lead"),
    ("{% if row.leed %}x{% endif %}", "leed", "lead"),
    ('{% if row.leed == "x" %}x{% endif %}', "leed", "lead"),
    ("{% for x in titel %}{{ x }}{% endfor %}", "titel", "title"),
    ("{{ rows[0].tim }}", "tim", "time"),
    ("{{ title|e ~ titel }}", "titel", "title"),
    ("{{ title.__class__ }}", "__class__", None),
    ("{{ zzzz }}", "zzzz", None),
    ("{{ rows[9] }}", "9", None),
]


@pytest.mark.parametrize(("tag", "name", "near"), UNKNOWN)
def test_an_unknown_field_is_named_with_the_nearest_known(
    docx_with: DocxWith, tag: str, name: str, near: str | None
) -> None:
    context = {"title": "T", "row": {"lead": "L", "time": "2024"}, "rows": [{"time": "2024"}]}
    with pytest.raises(TdnError) as caught:
        render_docx(docx_with(para(tag)), context)
    assert f"“{name}”" in caught.value.vi
    assert caught.value.hint_en == (f"Did you mean “{near}”?" if near else caught.value.hint_en)
    assert ("fields.yaml" in caught.value.hint_en) is (near is None)


def test_a_field_may_be_asked_for_without_being_there(docx_with: DocxWith) -> None:
    assert paragraphs(render_docx(docx_with(para("{% if note is defined %}x{% else %}-{% endif %}")), {})) == ["-"]


BROKEN = [
    "{% for x in rows %}",
    "{% endif %}",
    "{{ title",
    "{{ title|nosuchfilter }}",
    "{{ title|safe }}",
    "{{ rows }}",
    "{{ row }}",
    "{{ ready }}",
    "{% include 'other' %}",
    "{{ lipsum() }}",
    "{{ title.upper.__globals__ }}",
    "{{ title + 1 }}",
    "{{ 1 / 0 }}",
    "{% for x in 5 %}{% endfor %}",
]


@pytest.mark.parametrize("tag", BROKEN)
def test_a_faulty_template_is_a_clear_error(docx_with: DocxWith, tag: str) -> None:
    context = {"title": "T", "rows": ["a"], "row": {"a": "b"}, "ready": True}
    with pytest.raises(TdnError, match="Word template"):
        render_docx(docx_with(para(tag)), context)


def test_a_condition_that_tears_the_xml_is_an_error_and_nothing_is_left_out(docx_with: DocxWith) -> None:
    body = "<w:p><w:r><w:t>{% if whole %}</w:t></w:r></w:p>{% endif %}" + para("the rest")
    assert paragraphs(render_docx(docx_with(body), {"whole": True})) == ["", "the rest"]
    with pytest.raises(TdnError, match="faulty in its"):
        render_docx(docx_with(body), {"whole": False})


@pytest.mark.parametrize("template", [b"", b"PK\x03\x04", b"<html>", b"\xd0\xcf\x11\xe0" * 200])
def test_what_is_no_docx_is_a_clear_error(template: bytes) -> None:
    with pytest.raises(TdnError) as caught:
        render_docx(template, {})
    assert ".docx" in caught.value.hint_vi


def test_a_workbook_in_place_of_a_template_is_a_clear_error() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(TdnError, match="cannot be read"):
        render_docx(out.getvalue(), {})


def member(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode()


def test_the_properties_hold_title_dates_and_stamp_and_nobodys_name(docx_with: DocxWith) -> None:
    content = render_docx(
        docx_with(para("x")),
        {},
        title="Phụ lục & <1>",
        created=datetime(2026, 11, 30, 1, 2, 3, tzinfo=UTC),
        properties=[("unit", "bo-tai-chinh"), ('"odd" & <name>', "{{ x }}")],
    )
    core = fromstring(member(content, "docProps/core.xml"))
    assert [(field.tag.rpartition("}")[2], field.text) for field in core] == [
        ("title", "Phụ lục & <1>"),
        ("created", "2026-11-30T01:02:03Z"),
        ("modified", "2026-11-30T01:02:03Z"),
    ]
    custom = fromstring(member(content, "docProps/custom.xml"))
    assert [(field.attrib["name"], field.attrib["pid"], field[0].text) for field in custom] == [
        ("unit", "2", "bo-tai-chinh"),
        ('"odd" & <name>', "3", "{{ x }}"),
    ]
    assert list(fromstring(member(content, "docProps/app.xml"))) == []


def test_rendering_a_rendered_file_again_leaves_one_set_of_properties(docx_with: DocxWith) -> None:
    once = render_docx(docx_with(para("x")), {}, title="one", properties=[("unit", "a")])
    twice = render_docx(once, {}, title="two", properties=[("unit", "b")])
    with zipfile.ZipFile(io.BytesIO(twice)) as package:
        assert sorted(name for name in package.namelist() if name.startswith("docProps/")) == [
            "docProps/app.xml",
            "docProps/core.xml",
            "docProps/custom.xml",
        ]
    assert "two" in member(twice, "docProps/core.xml")
    assert member(twice, "docProps/custom.xml").count("<property ") == 1
    assert member(twice, "_rels/.rels").count("<Relationship ") == 4


def test_a_header_is_filled_by_the_same_rules(docx_with: DocxWith) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_with(para("x")))) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/header1.xml":
                content = content.replace(b"</w:hdr>", para("{{ value }}").encode() + b"</w:hdr>")
            target.writestr(name, content)
    header = fromstring(member(render_docx(out.getvalue(), {"value": "A & {_{ <b>"}), "word/header1.xml"))
    assert typed(header.findall(f"{W}p")[-1]) == "A & {_{ <b>"


DIGEST = """
import hashlib, sys
from pathlib import Path
from tdn_templates.word.render import render_docx
cells = {key: key for key in ("number", "text", "lead", "supporting", "time")}
context = {"rows": [{"kind": "task", "marked": False} | cells] * 20, "columns": cells, "draft": True}
context |= {"label": "x", "title": "t", "subtitle": "s", "remarks": ["r"]}
content = render_docx(Path(sys.argv[1]).read_bytes(), context, title="t", properties=[("b", "1"), ("a", "2")])
print(hashlib.sha256(content).hexdigest())
"""


def digest(environment: Mapping[str, str]) -> str:
    script = [sys.executable, "-c", DIGEST, str(ROOT / "templates" / "phu-luc-5-cot.docx")]
    child = subprocess.run(script, capture_output=True, text=True, check=True, env=dict(environment), timeout=60)
    return child.stdout.strip()


def test_the_same_inputs_give_the_same_bytes_whatever_the_seed_zone_and_language() -> None:
    one = digest({"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"})
    other = digest({"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"})
    assert len(one) == 64
    assert one == other
