"""What stands behind a name in a template: a text, a yes/no, a list, a row with fields of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from tdn_templates.model.template import TemplateField, TemplateFields


@dataclass(frozen=True, slots=True)
class Text:
    """`path` is the listed name of the field, "" for what is in no list; `values` the only texts there are, if any."""

    path: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    path: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    path: str
    fields: Mapping[str, "Shape"]


@dataclass(frozen=True, slots=True)
class Listing:
    """`each` is what the fields list calls an entry ("row")."""

    path: str
    entry: "Shape"
    each: str = ""


@dataclass(frozen=True, slots=True)
class Anything:
    """What cannot be known because of a fault that has been named already: nothing more is said about it."""


Shape = Text | Flag | Record | Listing | Anything
ANYTHING = Anything()

LOOP = Record(
    "",
    {
        **{name: Text() for name in ("index", "index0", "revindex", "revindex0", "length")},
        **{name: Flag() for name in ("first", "last")},
    },
)
"""What Jinja calls `loop` inside a loop."""


def shapes_of(listed: TemplateFields) -> dict[str, Shape]:
    """The names at the top level."""
    groups: dict[str, list[TemplateField]] = {}
    for item in listed.fields:
        head, dot, _ = item.name.partition(".")
        if dot:
            groups.setdefault(head, []).append(item)
    entries = {item.each for item in listed.fields if item.each}
    shapes = {item.name: _shape(item, groups) for item in listed.fields if "." not in item.name}
    alone = {name for name in groups if name not in entries and name not in shapes}
    return shapes | {name: _record(name, groups) for name in groups if name in alone}


def lists_in(shape: Shape) -> Iterator[Listing]:
    """The lists at and below a shape."""
    match shape:
        case Listing():
            yield shape
            yield from lists_in(shape.entry)
        case Record():
            for part in shape.fields.values():
                yield from lists_in(part)
        case Text() | Flag() | Anything():
            return
        case _:
            assert_never(shape)


def _shape(item: TemplateField, groups: Mapping[str, list[TemplateField]]) -> Shape:
    if item.each == "text":
        return Listing(item.name, Text(item.name), item.each)
    if item.each:
        return Listing(item.name, _record(item.each, groups), item.each)
    if item.holds:
        return Record(item.name, {name: Text(item.name) for name in item.holds})
    return Flag(item.name) if item.is_flag else Text(item.name, item.values)


def _record(name: str, groups: Mapping[str, list[TemplateField]]) -> Record:
    """Lists inside an entry find their entries by the same rule."""
    deeper = {head: items for head, items in groups.items() if head != name}
    return Record(name, {item.name.rpartition(".")[2]: _shape(item, deeper) for item in groups.get(name, ())})
