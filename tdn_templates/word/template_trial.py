"""A template filled with samples: what reading its tags cannot show, such as a row that forgets one of its fields."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from tdn_templates.errors import TdnError
from tdn_templates.model.template import FaultKind, TemplateFault, TemplateField, TemplateFields
from tdn_templates.model.words import Wording
from tdn_templates.word.render import filled_tags, render_docx
from tdn_templates.word.template_package import TemplatePart
from tdn_templates.word.template_shapes import Anything, Flag, Listing, Record, Shape, Text, shapes_of
from tdn_templates.word.template_tags import Tag, plain_text, read_paragraphs

_MOST_KINDS = 16


def trial_faults(template: bytes, fields: TemplateFields, tags: Sequence[Tag]) -> Iterator[TemplateFault]:
    """`tags` are those that were read in the text; a template with other ones holds them where nobody sees them."""
    shapes = shapes_of(fields)
    try:
        seen, filled = Counter(plain_text(tag) for tag in tags), Counter(filled_tags(template))
        if seen != filled:
            yield TemplateFault(FaultKind.NOT_FILLED, next(iter((filled - seen) or (seen - filled))))
            return
        for is_on in (True, False):
            sample = _Sample(fields, is_on=is_on)
            text = _text_of(render_docx(template, sample.values(shapes)))
            yield from sample.missing_in(text)
        render_docx(template, {name: _blank(shape) for name, shape in shapes.items()})
    except TdnError as error:
        yield TemplateFault(FaultKind.RENDERING, detail=Wording(error.vi, error.en))


class _Sample:
    """Values that can be found again in the filled file; `is_on` is the answer of every flag outside of lists."""

    def __init__(self, fields: TemplateFields, *, is_on: bool) -> None:
        self._is_on = is_on
        self._fields = fields
        self._wanted: list[tuple[TemplateField, str, str]] = []
        """A field, the kind of entry it was given in, and the mark to find there."""

    def values(self, shapes: Mapping[str, Shape]) -> dict[str, object]:
        return {name: self._value(shape, name) for name, shape in shapes.items()}

    def missing_in(self, text: str) -> Iterator[TemplateFault]:
        for wanted, kind, mark in self._wanted:
            if mark.casefold() not in text:
                yield TemplateFault(FaultKind.MISSING_FIELD, wanted.name, kind)

    def _value(self, shape: Shape, mark: str) -> object:
        match shape:
            case Text():
                return shape.values[0] if shape.values else mark
            case Flag():
                return self._is_on
            case Record():
                return {name: self._value(part, f"{mark}.{name}") for name, part in shape.fields.items()}
            case Listing() if isinstance(shape.entry, Record):
                return list(self._entries(shape.entry, mark))
            case Listing():
                return [self._value(shape.entry, f"{mark}-{number}") for number in (1, 2)]
            case Anything():
                return mark

    def _entries(self, entry: Record, mark: str) -> Iterator[dict[str, object]]:
        """One entry for each kind, with every flag on and off."""
        kind_field = next((name for name, part in entry.fields.items() if isinstance(part, Text) and part.values), "")
        kinds = _values_of(entry.fields[kind_field])[:_MOST_KINDS] if kind_field else ("",)
        for number, (kind, is_on) in enumerate(product(kinds, (True, False)), start=1):
            values: dict[str, object] = {}
            for name, part in entry.fields.items():
                text = f"{mark}-{number}-{name};"
                values[name] = is_on if isinstance(part, Flag) else self._value(part, text)
                self._want(f"{entry.path}.{name}", kind, text)
            if kind_field:
                values[kind_field] = kind
            yield values

    def _want(self, name: str, kind: str, mark: str) -> None:
        for item in self._fields.fields:
            if item.name == name and item.required and kind in item.shown_in:
                self._wanted.append((item, kind, mark))


def _values_of(shape: Shape) -> tuple[str, ...]:
    return shape.values if isinstance(shape, Text) else ()


def _blank(shape: Shape) -> object:
    """Blank texts, empty lists: the other end of what may come."""
    match shape:
        case Text():
            return ""
        case Flag():
            return False
        case Record():
            return {name: _blank(part) for name, part in shape.fields.items()}
        case Listing():
            return []
        case Anything():
            return ""


def _text_of(content: bytes) -> str:
    """All text of the filled file, letter case aside: a template may print in capitals."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")]
        parts = [TemplatePart("", name, package.read(name)) for name in names]
    return "\n".join(paragraph.text for part in parts for paragraph in read_paragraphs(part)).casefold()
