"""Departments that bodies of a kind usually have: "Sở Nội vụ" of any province, "Vụ Pháp chế" of any ministry.

A pattern is no list of facts: not every province has each. What is made here serves to read names in plans.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from tdn_templates.core.fold import slug
from tdn_templates.core.phrase_tokens import AND, words_of
from tdn_templates.model.unit import Level, Unit
from tdn_templates.model.words import ClassKey, UnitSlug

_MINISTRIES = ClassKey("ministries")
_MINISTRY, _PROVINCE, _CITY = "Bộ ", "Tỉnh ", "Thành phố "
_SLUG_KINDS = ("tinh-", "thanh-pho-")


class BodyKind(StrEnum):
    """Which bodies a pattern is for."""

    MINISTRY = "ministry"
    """A central body called "Bộ ..."."""
    AGENCY = "agency"
    """Another body of the class "các bộ, ngành": Ngân hàng Nhà nước Việt Nam."""
    PROVINCE = "province"
    CITY = "city"
    """A centrally run city."""


PLACEHOLDERS = frozenset({"area", "party", "bare", "body"})
"""What names of a pattern may hold as "<area>"; the top of data/units/generic-departments.yaml explains them."""


@dataclass(frozen=True, slots=True)
class DepartmentPattern:
    """One department with the names it goes by, which hold placeholders. Both days are inclusive."""

    name: str
    short_names: tuple[str, ...]
    aliases: tuple[str, ...]
    of: frozenset[BodyKind]
    classes: frozenset[ClassKey]
    valid_from: date | None
    valid_to: date | None


def body_kind(body: Unit) -> BodyKind | None:
    """None for a body that no pattern is for: a department, a party body, a broadcaster outside the Government."""
    match body.level:
        case Level.DEPARTMENT:
            return None
        case Level.PROVINCE:
            return BodyKind.CITY if body.name.startswith(_CITY) else BodyKind.PROVINCE
        case Level.CENTRAL:
            if body.name.startswith(_MINISTRY):
                return BodyKind.MINISTRY
            return BodyKind.AGENCY if _MINISTRIES in body.classes else None


def generic_departments(
    patterns: Sequence[DepartmentPattern], body: Unit, listed: Sequence[Unit], sources: tuple[str, ...] = ()
) -> tuple[Unit, ...]:
    """The departments that patterns give the body, in their order.

    A unit of `listed`, the body's own departments, keeps its names: a generic one whose official name or slug it has is
    left out, other names that it has are taken from the generic one. So are those whose time had passed when the body
    began, or had not come when it ended.
    """
    kind = body_kind(body)
    if kind is None:
        return ()
    taken = {_key(name) for unit in (body, *listed) for name in unit.all_names}
    slugs = {unit.slug for unit in listed}
    texts, prefix = _texts(kind, body), slug_prefix(body, listed)
    found: list[Unit] = []
    for pattern in patterns:
        if kind not in pattern.of:
            continue
        name = _filled(pattern.name, texts)
        unit_slug = UnitSlug(f"{prefix}-{slug(name)}")
        first, last = _later(pattern.valid_from, body.valid_from), _earlier(pattern.valid_to, body.valid_to)
        too_late = first is not None and last is not None and last < first
        if too_late or unit_slug in slugs or _key(name) in taken:
            continue
        short_names = _free((_filled(short, texts) for short in pattern.short_names), taken)
        written = (*(_filled(alias, texts) for alias in pattern.aliases), *_with_body(name, kind, texts))
        unit = Unit(
            slug=unit_slug,
            name=name,
            level=Level.DEPARTMENT,
            rank=len(listed) + len(found) + 1,
            short_names=short_names,
            aliases=tuple(alias for alias in _free(written, taken) if alias not in (name, *short_names)),
            parent=body.slug,
            classes=pattern.classes,
            valid_from=first,
            valid_to=last,
            sources=sources,
            generic=True,
        )
        found.append(unit)
        slugs.add(unit_slug)
    return tuple(found)


def slug_prefix(body: Unit, listed: Sequence[Unit]) -> str:
    """What slugs of the body's departments begin with: what those of the listed ones do, else the body's own slug
    without "tinh-" or "thanh-pho-". "" for a body without generic departments."""
    if body_kind(body) is None:
        return ""
    for unit in listed:
        ending = f"-{slug(unit.name)}"
        if unit.slug.endswith(ending):
            return unit.slug.removesuffix(ending)
    for kind in _SLUG_KINDS:
        if body.slug.startswith(kind):
            return body.slug.removeprefix(kind)
    return body.slug


def _texts(kind: BodyKind, body: Unit) -> Mapping[str, str]:
    """What stands for the placeholders."""
    match kind:
        case BodyKind.PROVINCE:
            return {"area": "tỉnh", "party": "Tỉnh ủy", "bare": body.name.removeprefix(_PROVINCE), "body": body.name}
        case BodyKind.CITY:
            return {"area": "thành phố", "party": "Thành ủy", "bare": body.name.removeprefix(_CITY), "body": body.name}
        case BodyKind.MINISTRY | BodyKind.AGENCY:
            return {"area": "", "party": "", "bare": body.name.removeprefix(_MINISTRY), "body": body.name}


def _filled(text: str, texts: Mapping[str, str]) -> str:
    for placeholder, words in texts.items() if "<" in text else ():
        text = text.replace(f"<{placeholder}>", words)
    return text


def _with_body(name: str, kind: BodyKind, texts: Mapping[str, str]) -> Iterator[str]:
    """The name with the body's, as listed departments have it: "Sở Tài chính tỉnh Bình Định", "Văn phòng Bộ Y tế"."""
    area, bare, body = texts["area"], texts["bare"], texts["body"]
    if body in name or (area and bare in name):
        return
    match kind:
        case BodyKind.PROVINCE | BodyKind.CITY:
            if not name.endswith((area, texts["party"])):
                yield f"{name} {area} {bare}"
            yield f"{name} {bare}"
            if kind is BodyKind.CITY and name.endswith(area):
                short = f"{name.removesuffix(area)}TP"
                yield from (short, f"{short} {bare}")
        case BodyKind.MINISTRY | BodyKind.AGENCY:
            yield f"{name.removesuffix(' Bộ')} {body}"
            yield f"{name} - {body}"


def _free(names: Iterator[str] | tuple[str, ...], taken: set[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if _key(name) not in taken))


@lru_cache(maxsize=5_000)
def _key(name: str) -> tuple[str, ...]:
    """Two names with the same key are read as one: letter case, marks and "và" make no difference."""
    return tuple(word for word in words_of(name) if word != AND)


def _later(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day is not None), default=None)


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)
