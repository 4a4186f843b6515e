"""Read the unit registry: files that list units, and files that define classes of units.

    sources: [text]
    defaults: {level, parent, slug_prefix, classes, valid_from, valid_to}      for every unit of the file
              {succession_source}                                              for every successor without a `source`
    units:
      - {name, slug, code, english, short_names, aliases, classes, level, parent, valid_from, valid_to}
        later_codes: [{code, since}]                                           codes given to the same unit afterwards
        successors: [{to: slug, kind: whole|part, since, scope: {vi, en}, source}]
    classes:
      - {key, title: {vi, en}, phrases, includes, of_parent, open}          open: until some file lists a member
        successor: {to: key, since, source}                                 the class that is meant since that day
    former_departments:                                    of every province, whether a file lists them or not
      - {name, other_names, successors: [{to: name, others, kind, since, scope, source}]}

Only `name` is required of a unit; the slug is made from it. `since` of a successor is the day after `valid_to` unless
given. What the registry is read as has no day: see core.succession for those of a day. Regular names ("UBND tỉnh Bình
Định", "TP. Hà Nội", "Sở Tài chính tỉnh Bình Định") are made here, so that the files list the irregular ones only.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from tdn_templates.core.fold import fold, slug, unmarked
from tdn_templates.core.succession import registry_without_day
from tdn_templates.load.generic_departments import PATTERNS_FILE, GenericDepartments
from tdn_templates.load.strict_yaml import Entry, read_entry
from tdn_templates.load.successions import codes_of, read_former_departments, successors_of
from tdn_templates.model.succession import FormerDepartment
from tdn_templates.model.unit import Level, Registry, Unit, UnitClass
from tdn_templates.model.words import ClassKey, UnitSlug, Wording

_SHARED = ("level", "parent", "classes", "valid_from", "valid_to")
_IN_TIME = ("later_codes", "successors")
_UNIT = ("name", "slug", "code", "english", "short_names", "aliases", *_IN_TIME, *_SHARED)
_CLASS = ("key", "title", "phrases", "includes", "of_parent", "open", "successor")
_LEVELS = tuple(level.value for level in Level)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_Units = dict[UnitSlug, tuple[Unit, Entry]]
_Classes = dict[ClassKey, tuple[UnitClass, Entry]]


def read_registry(files: Mapping[str, str]) -> Registry:
    """The registry from file names and their texts.

    Central bodies come first, then provinces, then departments; within a level by file name, then as listed. Raises
    TdnError for a repeated slug, class or phrase, and for a parent or class that no file defines. The file of patterns
    (load/generic_departments.py) lists no units and is kept for later. The same texts are read once: who calls again
    gets the registry that is there.
    """
    return _registry_of(tuple(sorted(files.items())))


@lru_cache(maxsize=4)
def _registry_of(named_texts: tuple[tuple[str, str], ...]) -> Registry:
    files = dict(named_texts)
    units: _Units = {}
    classes: _Classes = {}
    former: list[FormerDepartment] = []
    for name in sorted(files.keys() - {PATTERNS_FILE}):
        root = read_entry(unicodedata.normalize("NFC", files[name]), name)
        root.only("sources", "defaults", "units", "classes", "former_departments")
        former += read_former_departments(root)
        _add_classes(root, classes)
        _add_units(root, units)
    _check_classes(classes)
    _check_units(units, classes)
    known = {unit_slug: unit for unit_slug, (unit, _) in units.items()}
    in_order = sorted(known.values(), key=lambda unit: _LEVELS.index(unit.level))
    named = (_with_regular_names(unit, known) for unit in in_order)
    listed = {key for unit in known.values() for key in unit.classes}
    closed = (replace(kind, open=kind.open and kind.key not in listed) for kind, _ in classes.values())
    patterns = GenericDepartments(files[PATTERNS_FILE]) if PATTERNS_FILE in files else None
    registry = Registry(tuple(_ranked(named)), tuple(closed), former_departments=tuple(former), patterns=patterns)
    return registry_without_day(registry)


def _add_units(root: Entry, units: _Units) -> None:
    defaults = root.optional_entry("defaults")
    if defaults is not None:
        defaults.only(*_SHARED, "slug_prefix", "succession_source")
    sources = root.texts("sources")
    for entry in root.entries("units"):
        entry.only(*_UNIT)
        unit = _unit(entry, defaults, sources)
        if unit.slug in units:
            first = units[unit.slug][1]
            vi = f'mã đơn vị "{unit.slug}" đã dùng ở {first.file}, dòng {first.line}.'
            entry.fail(vi, f'the slug "{unit.slug}" is already used in {first.file}, line {first.line}.')
        units[unit.slug] = (unit, entry)


def _unit(entry: Entry, defaults: Entry | None, sources: tuple[str, ...]) -> Unit:
    """The unit as listed: no rank yet, no regular names."""

    def holder(key: str) -> Entry:
        return entry if defaults is None or key in entry.keys() else defaults  # noqa: SIM118 - Entry is no dict

    name, parent = entry.text("name"), holder("parent").optional_text("parent")
    valid_from, valid_to = (
        holder("valid_from").optional_date("valid_from"),
        holder("valid_to").optional_date("valid_to"),
    )
    if valid_from and valid_to and valid_to < valid_from:
        vi, en = '"valid_to" sớm hơn "valid_from".', '"valid_to" comes before "valid_from".'
        entry.fail(vi, en, key="valid_to")
    return Unit(
        slug=_slug(entry, defaults),
        name=name,
        level=Level(holder("level").one_of("level", _LEVELS)),
        rank=0,
        short_names=entry.texts("short_names"),
        aliases=entry.texts("aliases"),
        parent=UnitSlug(parent) if parent else None,
        classes=frozenset(ClassKey(key) for key in holder("classes").texts("classes")),
        code=entry.optional_text("code") or None,
        english=entry.optional_text("english") or None,
        valid_from=valid_from,
        valid_to=valid_to,
        sources=sources,
        codes=codes_of(entry, valid_from, valid_to),
        successors=successors_of(entry, valid_to, defaults),
    )


def _slug(entry: Entry, defaults: Entry | None) -> UnitSlug:
    prefix = defaults.optional_text("slug_prefix") if defaults else ""
    made = "-".join(part for part in (prefix, slug(entry.text("name"))) if part)
    found = entry.optional_text("slug") or made
    if not _SLUG.fullmatch(found):
        vi = f'mã đơn vị "{found}" chỉ được gồm chữ thường không dấu, chữ số và gạch nối.'
        entry.fail(vi, f'the slug "{found}" may hold lower-case ASCII letters, digits and hyphens only.', key="slug")
    return UnitSlug(found)


def _ranked(units: Iterator[Unit]) -> Iterator[Unit]:
    """Rank counts from 1 among the units of one level and parent."""
    seen: Counter[tuple[Level, UnitSlug | None]] = Counter()
    for unit in units:
        seen[unit.level, unit.parent] += 1
        yield replace(unit, rank=seen[unit.level, unit.parent])


def _add_classes(root: Entry, classes: _Classes) -> None:
    for entry in root.entries("classes"):
        entry.only(*_CLASS)
        title = entry.entry("title")
        title.only("vi", "en")
        successor = entry.optional_entry("successor")
        if successor is not None:
            successor.only("to", "since", "source")
            successor.require("to", "since", "source")
        unit_class = UnitClass(
            key=ClassKey(entry.text("key")),
            title=Wording(title.text("vi"), title.text("en")),
            phrases=entry.texts("phrases"),
            includes=tuple(ClassKey(key) for key in entry.texts("includes")),
            of_parent=entry.flag("of_parent"),
            open=entry.flag("open"),
            successor=ClassKey(successor.text("to")) if successor is not None else None,
            successor_since=successor.date("since") if successor is not None else None,
        )
        if unit_class.key in classes:
            vi, en = f'nhóm "{unit_class.key}" bị lặp lại.', f'the class "{unit_class.key}" is repeated.'
            entry.fail(vi, en, key="key")
        classes[unit_class.key] = (unit_class, entry)


def _check_classes(classes: _Classes) -> None:
    phrases: dict[str, ClassKey] = {}
    for key, (unit_class, entry) in classes.items():
        for part in (*unit_class.includes, *([unit_class.successor] if unit_class.successor else [])):
            if part not in classes:
                entry.fail(f'không có nhóm "{part}".', f'there is no class "{part}".', key="includes")
        if key in _all_includes(key, classes):
            entry.fail(f'nhóm "{key}" chứa chính nó.', f'the class "{key}" includes itself.', key="includes")
        for phrase in unit_class.phrases:
            other = phrases.setdefault(fold(phrase), key)
            if other != key:
                vi = f'cụm từ "{phrase}" đã thuộc nhóm "{other}".'
                entry.fail(vi, f'the phrase "{phrase}" already belongs to the class "{other}".', key="phrases")


def _all_includes(key: ClassKey, classes: _Classes) -> set[ClassKey]:
    """Every class reached through `includes`, however often it goes round."""
    reached: set[ClassKey] = set()
    waiting = [*classes[key][0].includes]
    while waiting:
        part = waiting.pop()
        if part in classes and part not in reached:
            reached.add(part)
            waiting.extend(classes[part][0].includes)
    return reached


def _check_units(units: _Units, classes: _Classes) -> None:
    for unit, entry in units.values():
        if unit.parent is not None and (unit.parent not in units or unit.parent == unit.slug):
            vi = f'đơn vị cấp trên "{unit.parent}" không có trong danh mục.'
            entry.fail(vi, f'the parent "{unit.parent}" is not in the registry.', key="parent")
        if unit.level is Level.DEPARTMENT and unit.parent is None:
            entry.fail('đơn vị cấp này phải có "parent".', 'a department needs a "parent".', key="level")
        for key in sorted(unit.classes - classes.keys()):
            entry.fail(f'không có nhóm "{key}".', f'there is no class "{key}".', key="classes")
        for item in unit.successors:
            if item.to not in units or item.to == unit.slug:
                vi = f'đơn vị kế thừa "{item.to}" không có trong danh mục.'
                entry.fail(vi, f'the successor "{item.to}" is not in the registry.', key="successors")


def _with_regular_names(unit: Unit, units: Mapping[UnitSlug, Unit]) -> Unit:
    if unit.level is Level.PROVINCE:
        _, bare = _kind_and_bare(unit)
        english = unit.english or _province_in_english(unit)
        return _named(replace(unit, english=english), (bare,), _province_aliases(unit))
    if unit.level is Level.DEPARTMENT and unit.parent is not None:
        return _named(unit, (), _department_aliases(unit, units[unit.parent]))
    return unit


def _named(unit: Unit, short_names: tuple[str, ...], aliases: Iterator[str]) -> Unit:
    """The unit with the names added that it does not have yet."""
    short = tuple(dict.fromkeys((*short_names, *unit.short_names)))
    more = dict.fromkeys((*unit.aliases, *aliases))
    return replace(unit, short_names=short, aliases=tuple(name for name in more if name not in (unit.name, *short)))


def _kind_and_bare(province: Unit) -> tuple[str, str]:
    """ "Tỉnh Bình Định" gives ("tỉnh", "Bình Định"); a name of another form gives ("", name)."""
    for kind in ("Tỉnh ", "Thành phố "):
        if province.name.startswith(kind):
            return kind.strip().lower(), province.name.removeprefix(kind)
    return "", province.name


def _province_aliases(unit: Unit) -> Iterator[str]:
    kind, bare = _kind_and_bare(unit)
    forms = [kind] if kind == "tỉnh" else [kind, "TP", "TP."]
    for form in forms:
        if form != kind:
            yield f"{form} {bare}"
        yield f"UBND {form} {bare}"
        yield f"Ủy ban nhân dân {form} {bare}"
    yield f"UBND {bare}"
    yield f"Ủy ban nhân dân {bare}"


def _province_in_english(unit: Unit) -> str:
    kind, bare = _kind_and_bare(unit)
    return f"{unmarked(bare)} {'City' if kind == 'thành phố' else 'Province'}"


def _department_aliases(unit: Unit, parent: Unit) -> Iterator[str]:
    """The name with the parent's: "Công an tỉnh Bình Định", "Văn phòng Bộ Tài chính", "Vụ Đầu tư - Bộ Tài chính"."""
    if parent.level is not Level.PROVINCE:
        own = unit.name.removesuffix(" Bộ") if parent.name.startswith("Bộ ") else unit.name
        yield from (f"{own} {parent.name}", f"{own} - {parent.name}")
        return
    kind, bare = _kind_and_bare(parent)
    if bare in unit.name:
        return
    if not unit.name.endswith((kind, "Tỉnh ủy", "Thành ủy")):
        yield f"{unit.name} {kind} {bare}"
    yield f"{unit.name} {bare}"
