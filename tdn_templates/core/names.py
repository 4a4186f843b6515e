"""Find a unit by any name an office writes for it.

A name is taken only when it is certain: the official name, a listed name, one of these in another spelling or
abbreviated. A name that is merely near is offered as a suggestion, because near pairs exist (Thanh Hóa, Khánh Hòa).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tdn_templates.core.fold import fold, unmarked
from tdn_templates.model.unit import Level, Registry, Unit
from tdn_templates.model.words import UnitSlug

How = Literal["official", "alias", "folded", "abbreviation", ""]

_Tiers = tuple[tuple[How, Callable[[str], str], dict[str, list[Unit]]], ...]
"""Tables of names, the strictest comparison first: how a name is compared, its key, units by key."""

_NEAR = 70.0
_SUGGESTED = 3
_ALIKE = 80.0
_JOINTS = re.compile(r"[,;.\-]|\bvà\b")
_BLANKS = re.compile(r"\s+")

# as they stand after `_loosened`: no "và", no punctuation; longer ones first
_ABBREVIATIONS = (
    ("vh ?tt ?dl", "văn hóa thể thao du lịch"),
    ("l[đd] ?tb ?xh", "lao động thương binh xã hội"),
    ("tb ?xh", "thương binh xã hội"),
    ("nn ?ptnt", "nông nghiệp phát triển nông thôn"),
    ("ptnt", "phát triển nông thôn"),
    ("ttxvn", "thông tấn xã việt nam"),
    ("ttx", "thông tấn xã"),
    ("tt ?tt", "thông tin truyền thông"),
    ("kh ?[đd]t", "kế hoạch đầu tư"),
    ("gd ?[đd]t", "giáo dục đào tạo"),
    ("kh ?cn", "khoa học công nghệ"),
    ("khxh", "khoa học xã hội"),
    ("tn ?mt", "tài nguyên môi trường"),
    ("nn ?mt", "nông nghiệp môi trường"),
    ("vh ?tt", "văn hóa thể thao"),
    ("gtvt", "giao thông vận tải"),
    ("pt ?th", "phát thanh truyền hình"),
    ("thvn", "truyền hình việt nam"),
    ("tnvn", "tiếng nói việt nam"),
    ("ubnd", "ủy ban nhân dân"),
    ("h[đd]nd", "hội đồng nhân dân"),
    ("vpcp", "văn phòng chính phủ"),
    ("nhnn", "ngân hàng nhà nước"),
    ("nsnn", "ngân sách nhà nước"),
    ("b[đd]bp", "bộ đội biên phòng"),
    ("bch", "bộ chỉ huy"),
    ("btg", "ban tuyên giáo"),
    ("tt[đd]n", "thông tin đối ngoại"),
    ("bhxh", "bảo hiểm xã hội"),
    ("tphcm", "thành phố hồ chí minh"),
    ("hcm", "hồ chí minh"),
    ("tp", "thành phố"),
    ("vp", "văn phòng"),
    ("vn", "việt nam"),
)


@dataclass(frozen=True, slots=True)
class NameMatch:
    """`unit` is None when the text is no certain name; then `suggestions` are the nearest units, best first.

    `how` says why it is certain: "official" and "alias" are the name letter for letter, "folded" the same name in
    another spelling, "abbreviation" with abbreviations written out; "" when there is no unit.
    """

    unit: Unit | None
    how: How = ""
    suggestions: tuple[Unit, ...] = ()


_MOST_SCORES = 1_000
"""Wrong names whose neighbours are kept."""


class NameIndex:
    """All names of a registry, prepared once for many look-ups."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._tiers = _tiers(registry.units)
        self._generic: dict[UnitSlug, _Tiers] = {}
        self._scores: dict[str, list[tuple[Unit, float]]] = {}

    def find(self, text: str, within: UnitSlug | None = None) -> NameMatch:
        """The unit this text names, among central bodies, provinces and the units of `within`.

        A spelling that two of them share names neither: both are suggested; only of a unit that is there on the day of
        the registry and others that had ended the first is meant. Where no listed unit is meant, a generic
        department of `within` may be; suggested it is only if the body has no listed ones.
        """
        match = self._match(text, within)
        if match is not None:
            return match
        tiers = self._tiers
        if not (within and self._registry.children(within)):
            tiers = (*tiers, *self._generic_of(within))
        return NameMatch(None, "", tuple(self._nearest(text, tiers, within)[:_SUGGESTED]))

    def certain(self, text: str, within: UnitSlug | None = None) -> Unit | None:
        """The unit that `find` finds, None where it would suggest some: many times faster for a text that is no name,
        which is compared with every name only to suggest some."""
        match = self._match(text, within)
        return match.unit if match is not None else None

    def _match(self, text: str, within: UnitSlug | None) -> NameMatch | None:
        """None where the text is no name."""
        match = _certain(text, self._tiers, within, self._registry)
        if match is not None:
            return match
        own = self._own_committee(text, within)
        if own is not None:
            return NameMatch(own, "alias")
        return _certain(text, self._generic_of(within), within, self._registry)

    def search(self, text: str, limit: int) -> tuple[Unit, ...]:
        """Units of every level for a person who looks one up, at most `limit`; none for blank text.

        Exact ones come first, then those whose official name contains the text, then those whose other names do, then
        those that hold something alike; diacritics do not count.
        """
        bare = unmarked(_written_out(text))
        if not bare:
            return ()
        from rapidfuzz import fuzz  # noqa: PLC0415 - as in _scored

        exact = [unit for _, make_key, table in self._tiers for unit in table.get(make_key(text), ())]
        titles = [(unit, unmarked(_written_out(unit.name))) for unit in self._registry.units]
        containing = [unit for unit, title in titles if bare in title]
        others = [unit for name, units in self._tiers[-1][2].items() if bare in unmarked(name) for unit in units]
        scored = [(fuzz.partial_ratio(bare, title, score_cutoff=_ALIKE), unit) for unit, title in titles]
        alike = [unit for score, unit in sorted(scored, key=lambda pair: -pair[0]) if score >= _ALIKE]
        return tuple({unit.slug: unit for unit in (*exact, *containing, *others, *alike)}.values())[:limit]

    def _nearest(self, text: str, tiers: _Tiers, within: UnitSlug | None) -> list[Unit]:
        key = _written_out(text)
        if not key:
            return []
        last_of_each = (table for how, _, table in tiers if how == "abbreviation")
        own = self._tiers[-1][2]
        scored = [
            pair for table in last_of_each for pair in (self._scored(key) if table is own else _scored(key, table))
        ]
        return [unit for unit, _ in sorted(scored, key=lambda pair: -pair[1]) if _in_reach(unit, within)]

    def _scored(self, key: str) -> list[tuple[Unit, float]]:
        """`_scored` among the listed units: the same wrong names come up in many returns."""
        if key not in self._scores:
            if len(self._scores) >= _MOST_SCORES:
                self._scores.clear()
            self._scores[key] = _scored(key, self._tiers[-1][2])
        return self._scores[key]

    def _generic_of(self, within: UnitSlug | None) -> _Tiers:
        if within is None:
            return ()
        if within not in self._generic:
            self._generic[within] = _tiers(self._registry.generic_children(within))
        return self._generic[within]

    def _own_committee(self, text: str, within: UnitSlug | None) -> Unit | None:
        """In a province's plan "UBND tỉnh" is the province itself."""
        own = self._registry.find(within) if within else None
        if own is None or own.level is not Level.PROVINCE:
            return None
        return own if _written_out(text) in _OWN_COMMITTEE else None


def find_unit(text: str, registry: Registry, *, within: UnitSlug | None = None) -> NameMatch:
    """`NameIndex.find` with the index of the registry made once and kept."""
    return _index_of(registry).find(text, within)


@lru_cache(maxsize=4)
def _index_of(registry: Registry) -> NameIndex:
    return NameIndex(registry)


def _tiers(units: Sequence[Unit]) -> _Tiers:
    official = [(unit.name, unit) for unit in units]
    every = [(name, unit) for unit in units for name in unit.all_names]
    return (
        ("official", _exact, _table(_exact, official)),
        ("alias", _exact, _table(_exact, every)),
        ("folded", fold, _table(fold, every)),
        ("folded", _loosened, _table(_loosened, every)),
        ("abbreviation", _written_out, _table(_written_out, every)),
    )


def _certain(text: str, tiers: _Tiers, within: UnitSlug | None, registry: Registry) -> NameMatch | None:
    """The match of the first tier that has one, the units that share the spelling if several do; None without any."""
    for how, key, table in tiers:
        found = [unit for unit in table.get(key(text), ()) if _in_reach(unit, within)]
        there = [unit for unit in found if registry.is_there(unit)] if len(found) > 1 else []
        found = there if len(there) == 1 else found
        if len(found) == 1:
            return NameMatch(found[0], how)
        if found:
            return NameMatch(None, "", tuple(found))
    return None


def _table(key: Callable[[str], str], names: Iterable[tuple[str, Unit]]) -> dict[str, list[Unit]]:
    """Units by the key of their names; each unit once per key."""
    table: dict[str, list[Unit]] = {}
    for name, unit in names:
        units = table.setdefault(key(name), [])
        if unit not in units:
            units.append(unit)
    return table


def _in_reach(unit: Unit, within: UnitSlug | None) -> bool:
    return unit.level is not Level.DEPARTMENT or unit.parent == within


def _scored(key: str, names: dict[str, list[Unit]]) -> list[tuple[Unit, float]]:
    """Units whose best name is near the key, best first; the same letters without marks count as all but equal."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only a misspelt name needs it, and importing it takes time

    bare = unmarked(key)
    best: dict[UnitSlug, tuple[Unit, float]] = {}
    for name, units in names.items():
        score = 99.0 if unmarked(name) == bare else fuzz.ratio(key, name, score_cutoff=_NEAR)
        for unit in units if score >= _NEAR else ():
            if unit.slug not in best or score > best[unit.slug][1]:
                best[unit.slug] = (unit, score)
    return sorted(best.values(), key=lambda pair: -pair[1])


def _exact(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _loosened(text: str) -> str:
    """`fold` without "và", commas, hyphens and full stops: what people leave out or put in at will."""
    return _BLANKS.sub(" ", _JOINTS.sub(" ", fold(text))).strip()


def _written_out(text: str) -> str:
    """`_loosened` with known abbreviations in full."""
    loose = _loosened(text)
    for pattern, words in _PATTERNS:
        loose = pattern.sub(words, loose)
    return loose


_PATTERNS = tuple((re.compile(rf"\b{short}\b"), _loosened(full)) for short, full in _ABBREVIATIONS)
_OWN_COMMITTEE = frozenset(map(_written_out, ("UBND tỉnh", "UBND thành phố", "UBND")))
