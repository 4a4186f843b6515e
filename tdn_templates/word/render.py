"""Fill a Word template with values: the one wrapper of docxtpl (hardening D14, T10).

Values are data and come out as typed. docxtpl by itself drops "&" and "<", leaves a missing field empty, turns "{_{"
into "{{" and mends broken XML by leaving parts out; here none of that can happen.
"""

import io
import re
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from types import SimpleNamespace
from typing import NoReturn

from defusedxml.ElementTree import fromstring
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from tdn_templates.core.clean_text import clean_text
from tdn_templates.errors import TdnError
from tdn_templates.files.stable_zip import restamp_zip
from tdn_templates.word.fit_tables import fit_tables
from tdn_templates.word.long_tables import LONGEST_TABLE, split_parts
from tdn_templates.word.properties import drop_traces, replace_properties
from tdn_templates.word.row_loops import FilledRows, RowLoops
from tdn_templates.word.row_shapes import NotPlainError
from tdn_templates.word.row_table import RowTable

_FIXED_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
_REFERENCES = {ord(char): f"&#{ord(char)};" for char in "&<>\"'{}%"}
_BRACES = {ord(char): f"&#{ord(char)};" for char in "{}%"}
_ALLOWED_GLOBALS = ("range", "namespace")
_FORBIDDEN_FILTERS = ("safe", "urlize", "xmlattr")
_TEMPLATE_FAULTS = (SyntaxError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)
"""What a template's own expressions may raise ("{{ title + 1 }}"), and a parser when its tags tear the XML, or
docxtpl when a table has no grid."""
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_NEEDLESS_FILTERS = ("e", "escape", "forceescape")


def render_docx(
    template: bytes,
    context: Mapping[str, object],
    *,
    title: str = "",
    created: datetime = _FIXED_MOMENT,
    properties: Sequence[tuple[str, str]] = (),
    whole_tables: bool = False,
) -> bytes:
    """The template filled in once, as the bytes of a .docx; the same arguments give the same bytes.

    Values are str, int, bool, None (blank), or lists, tuples, mappings and dataclasses of these; at the top also a
    RowTable, which a template sees as a list. Text comes out as typed, whatever template marks it holds; a line feed
    becomes a line break, a tab a tab, and characters that XML cannot hold are left out (clean_text). `title` and
    `created` stand in the file's properties, where nothing of the template's author remains; `properties` become custom
    properties. A table of more than 500 rows is split (long_tables), except in `whole_tables`.

    Raises TdnError for a template that is no .docx, is not well formed, or uses a field that the context does not have;
    TypeError for a value of another type.
    """
    known = _plain(context)
    try:
        document = _filled(template, known, RowLoops(_tables(known)))
        return _packed(document, title, created, properties, longest=None if whole_tables else LONGEST_TABLE)
    except NotPlainError:
        document = _filled(template, known, RowLoops({}))
        return _packed(document, title, created, properties, longest=None if whole_tables else LONGEST_TABLE)


def _packed(
    document: "_StrictTemplate",
    title: str,
    created: datetime,
    properties: Sequence[tuple[str, str]],
    *,
    longest: int | None,
) -> bytes:
    """`longest` is the most rows of one table, None for any number. Raises NotPlainError."""
    parts = document.body_with_rows()
    replace_properties(document.docx.part.package, title=title, created=created, custom=properties)
    out = io.BytesIO()
    document.save(out)
    body = split_parts(parts, sys.maxsize if longest is None else longest)
    return restamp_zip(out.getvalue(), {document.docx.part.partname.lstrip("/"): body})


def _filled(template: bytes, known: SimpleNamespace, loops: RowLoops) -> "_StrictTemplate":
    document = _open(template)
    drop_traces(document.docx.part)
    document.loops = loops
    try:
        document.render(vars(known), _environment(), autoescape=True)
    except _UnknownFieldError as error:
        raise _unknown_field(error, known) from error
    except TemplateError as error:
        raise _broken(error.message or type(error).__name__) from error
    except _TEMPLATE_FAULTS as error:
        raise _broken(str(error)) from error
    return document


def filled_tags(template: bytes) -> list[str]:
    """Every tag that filling the template would act on, blanks aside, wherever it hides. Raises TdnError as
    render_docx does for what is no .docx."""
    document = _open(template)
    xml = [document.get_xml()]
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        xml += [document.get_part_xml(part) for _, part in document.get_headers_footers(uri)]
    xml += [
        part.blob.decode("utf-8") for part in document.docx.part.package.parts if part.content_type == CT.WML_FOOTNOTES
    ]
    return ["".join(found[0].split()) for text in xml for found in _TAG.finditer(document.patch_xml(text))]


class _StrictTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl ships no types
    """docxtpl parses the filled XML with `recover=True`, which leaves out what it cannot read and says nothing.

    Of the rows of a table it sees one of each shape (row_loops)."""

    loops: RowLoops

    def build_xml(self, context: Mapping[str, object], jinja_env: Environment) -> object:
        return super().build_xml(context, self.loops.environment(jinja_env))

    def body_with_rows(self) -> list[bytes | FilledRows]:
        """The XML of the finished document. Raises NotPlainError, if not here then when the rows are gone through."""
        xml: bytes = self.docx.part.blob
        return self.loops.parts(xml.decode("utf-8"), self.resolve_listing)

    def fix_tables(self, xml: str) -> object:
        fromstring(xml.encode("utf-8"))
        tree = super().fix_tables(xml)
        fit_tables(tree)
        return tree


class _UnknownFieldError(Exception):
    """`known` are the names beside it, or () for a name at the top level."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


class _NamedUndefined(StrictUndefined):
    """Jinja asks for this message when, and only when, an undefined field is used; the names nearby are known here."""

    @property
    def _undefined_message(self) -> NoReturn:
        holder = self._undefined_obj
        known = tuple(vars(holder)) if isinstance(holder, SimpleNamespace) else ()
        raise _UnknownFieldError(str(self._undefined_name), known)


def _open(template: bytes) -> _StrictTemplate:
    document = _StrictTemplate(io.BytesIO(template))
    try:
        document.init_docx()
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, PackageNotFoundError) as error:
        raise TdnError(
            f"Mẫu Word không đọc được: {error}.",
            f"The Word template cannot be read: {error}.",
            hint_vi="Lưu lại mẫu trong Word dưới dạng .docx.",
            hint_en="Save the template in Word as .docx.",
        ) from error
    return document


class _RecordsContext(Context):
    """A table whose loop jinja has to go through after all becomes a list of records when it is asked for."""

    def resolve_or_missing(self, key: str) -> object:
        found = super().resolve_or_missing(key)
        return found.records() if isinstance(found, RowTable) else found


class _Environment(ImmutableSandboxedEnvironment):
    context_class = _RecordsContext


def _environment() -> ImmutableSandboxedEnvironment:
    environment = _Environment(autoescape=True, undefined=_NamedUndefined, finalize=_as_markup, loader=DictLoader({}))
    environment.globals = {name: environment.globals[name] for name in _ALLOWED_GLOBALS}
    for name in _FORBIDDEN_FILTERS:
        del environment.filters[name]
    for name in _NEEDLESS_FILTERS:
        environment.filters[name] = _as_is
    return environment


def _as_markup(value: object) -> object:
    """What one {{ expression }} prints. Every character that means something to XML, Jinja or docxtpl's clean-up after
    rendering ("{_{") is written as a reference to its number, so that it means nothing until Word shows it."""
    match value:
        case None:
            return ""
        case StrictUndefined():  # raises when printed
            return value
        case Markup():  # what a macro or a block has printed: XML already
            return value.translate(_BRACES)
        case bool():
            raise TemplateError("a yes/no value can be tested, not printed")
        case str():
            return Markup(clean_text(value).text.translate(_REFERENCES))  # noqa: S704  # every special character is out
        case int():
            return value
    raise TemplateError("a list or a row cannot be printed; name one of its fields")


def _as_is(value: object) -> object:
    """Many templates ask for `{{ text|e }}`; every value is escaped anyway, and once is enough."""
    return value


def _tables(known: SimpleNamespace) -> dict[str, RowTable]:
    return {name: value for name, value in vars(known).items() if isinstance(value, RowTable)}


def _plain(mapping: Mapping[str, object]) -> SimpleNamespace:
    """Fields only: in a template `row.items` must be a field or an error, never a method."""
    return SimpleNamespace(**{name: _plain_value(value) for name, value in mapping.items()})


def _plain_value(value: object) -> object:
    if value is None or isinstance(value, str | int | RowTable):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return _plain({field.name: getattr(value, field.name) for field in fields(value)})
    if isinstance(value, Mapping):
        return _plain({str(name): part for name, part in value.items()})
    if isinstance(value, list | tuple):
        return tuple(_plain_value(part) for part in value)
    raise TypeError(f"a Word template takes no value of type {type(value).__name__}")


def _unknown_field(error: _UnknownFieldError, context: SimpleNamespace) -> TdnError:
    near = get_close_matches(error.name, error.known or tuple(vars(context)), n=1)
    return TdnError(
        f"Mẫu Word dùng trường “{error.name}” nhưng chương trình không có trường này.",
        f"The Word template uses the field “{error.name}”, which does not exist.",
        hint_vi=f"Có phải là “{near[0]}”?" if near else "Xem các trường được dùng trong tệp .fields.yaml cạnh mẫu.",
        hint_en=f"Did you mean “{near[0]}”?" if near else "The fields are listed in the .fields.yaml beside it.",
    )


def _broken(reason: str) -> TdnError:
    return TdnError(
        f"Mẫu Word có lỗi ở các thẻ {{{{ }}}} hoặc {{% %}}: {reason}.",
        f"The Word template is faulty in its {{{{ }}}} or {{% %}} tags: {reason}.",
        hint_vi="Mỗi thẻ phải nằm trọn trong một đoạn; mỗi “for”, “if” phải có “endfor”, “endif”.",
        hint_en="A tag must stand within one paragraph; each “for” and “if” needs its “endfor” and “endif”.",
    )
