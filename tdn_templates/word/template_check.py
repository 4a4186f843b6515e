"""All that is wrong with a Word template, before anything is filled in: nothing is left to an empty cell."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tdn_templates.files.guard_zip import Refusal
from tdn_templates.model.template import FaultKind, TemplateFault, TemplateFields, TemplatePlace
from tdn_templates.word.template_blocks import BlockReader
from tdn_templates.word.template_expressions import Scope
from tdn_templates.word.template_package import TemplatePackage, TemplatePart, open_package
from tdn_templates.word.template_shapes import Listing, Shape, lists_in, shapes_of
from tdn_templates.word.template_tags import Paragraph, Tag, faults_of_levels, read_paragraphs, tags_of
from tdn_templates.word.template_trial import trial_faults

_OPENER = re.compile(r"\{[{%#]")
_ONE_BRACE = re.compile(r"(?<![{%#])\{ {0,3}([A-Za-z_][\w.]{0,60}) {0,3}\}(?!\})")
_WORD = re.compile(r"[a-z_]+")
_FILLED = ("", "header", "footer", "footnotes")


def check_template(template: bytes, fields: TemplateFields) -> tuple[TemplateFault, ...]:
    """Every fault, in the order of the pages, what is missing last; () for a template that can be used.

    Nothing of the template runs before it is known to hold nothing but fields, conditions and loops.
    """
    package = open_package(template)
    if not isinstance(package, TemplatePackage):
        return package
    shapes = shapes_of(fields)
    scope = Scope([shapes], _lists(shapes))
    try:
        parts = [_read_part(part, scope, fields) for part in package.parts]
    except Refusal as refusal:
        return (TemplateFault(FaultKind.NOT_DOCX, refusal.unreadable.reason),)
    faults = list(_once([fault for part in parts for fault in part.faults]))
    if _OPENER.search(package.properties.decode("utf-8", "replace")):
        faults.append(TemplateFault(FaultKind.NOT_FILLED, "{{ }}", place=TemplatePlace("properties")))
    faults += list(_missing(fields, scope.used, faults))
    if not faults:
        faults += trial_faults(template, fields, [tag for part in parts for tag in part.tags])
    return tuple(dict.fromkeys(faults))


@dataclass(frozen=True, slots=True)
class _ReadPart:
    tags: tuple[Tag, ...]
    faults: tuple[TemplateFault, ...]


def _read_part(part: TemplatePart, scope: Scope, fields: TemplateFields) -> _ReadPart:
    paragraphs = read_paragraphs(part)
    items = {id(paragraph): list(tags_of(paragraph)) for paragraph in paragraphs}
    tags = [item for found in items.values() for item in found if isinstance(item, Tag)]
    if part.kind not in _FILLED:
        return _ReadPart((), tuple(_not_filled(tags)))
    levels: dict[TemplatePlace, list[TemplateFault]] = {}
    for fault in faults_of_levels(tags, paragraphs):
        levels.setdefault(fault.place, []).append(fault)
    blocks, faults, names = BlockReader(scope), list[TemplateFault](), {item.name for item in fields.fields}
    for paragraph in paragraphs:
        faults += levels.pop(paragraph.place, ())
        for item in items[id(paragraph)]:
            faults += blocks.read(item) if isinstance(item, Tag) else (item,)
        faults += _one_brace(paragraph, names)
    faults += blocks.end()
    return _ReadPart(tuple(tags), tuple(faults))


def _lists(shapes: Mapping[str, Shape]) -> dict[str, Listing]:
    return {listing.each: listing for shape in shapes.values() for listing in lists_in(shape)}


def _not_filled(tags: Iterable[Tag]) -> Iterator[TemplateFault]:
    return (TemplateFault(FaultKind.NOT_FILLED, tag.raw, place=tag.paragraph.place) for tag in tags)


def _one_brace(paragraph: Paragraph, names: set[str]) -> Iterator[TemplateFault]:
    """`{title}`: printed as it stands, which nobody wants of a word that is a field."""
    for found in _ONE_BRACE.finditer(paragraph.text):
        if found[1] in names:
            yield TemplateFault(FaultKind.SINGLE_BRACE, found[0], f"{{{{ {found[1]} }}}}", paragraph.place)


def _once(faults: Iterable[TemplateFault]) -> Iterator[TemplateFault]:
    """One mistake, one fault: a loop that is missing is named once, a tag that was cut in two at its beginning."""
    loops: set[str] = set()
    other_halves: list[str] = []
    for fault in faults:
        if fault.kind is FaultKind.SPLIT_TAG and not fault.near and fault.name in other_halves:
            other_halves.remove(fault.name)
            continue
        if fault.kind is FaultKind.OUT_OF_LOOP and fault.near in loops:
            continue
        if fault.kind is FaultKind.SPLIT_TAG and fault.near:
            other_halves.append(fault.near)
        if fault.kind is FaultKind.OUT_OF_LOOP:
            loops.add(fault.near)
        yield fault


def _missing(fields: TemplateFields, used: set[str], faults: Sequence[TemplateFault]) -> Iterator[TemplateFault]:
    """Required fields that are shown nowhere. One that a fault speaks of is not named twice, nor are the fields of a
    list that no loop goes through."""
    words = {word for fault in faults for word in _WORD.findall(f"{fault.name} {fault.near} {fault.place.text}")}
    begun = tuple(word for fault in faults if fault.kind is FaultKind.SPLIT_TAG for word in _WORD.findall(fault.name))
    lists = {item.each: item.name for item in fields.fields if item.each}
    for item in fields.fields:
        holder, _, last = item.name.rpartition(".")
        is_told = last in words or last.startswith(begun)
        is_in_unused_list = holder in lists and lists[holder] not in used
        if item.required and item.name not in used and not is_told and not is_in_unused_list:
            yield TemplateFault(FaultKind.MISSING_FIELD, item.name)
