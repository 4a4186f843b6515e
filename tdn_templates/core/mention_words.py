"""The phrases a cell may be made of: names of units, class phrases, places, as one registry knows them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tdn_templates.core.phrase_tokens import AND, PhraseTrie, words_of
from tdn_templates.model.unit import Level, Registry, Unit, UnitClass
from tdn_templates.model.words import ClassKey, UnitSlug

DETERMINERS = frozenset(words_of("các những mỗi mọi từng tất cả"))
AREAS = (("tỉnh",), ("thành", "phố"))
ELLIPTICAL_KINDS = frozenset(words_of("đài bộ sở vụ cục"))
"""Kinds of unit that lists name once: "các Đài Truyền hình Việt Nam, Tiếng nói Việt Nam"."""

_KINDS = (
    *("bộ", "sở", "vụ", "cục", "tổng cục", "chi cục", "đài", "báo", "ban", "viện", "trường", "học viện", "đại học"),
    *("ủy ban", "ubnd", "hđnd", "hội đồng", "văn phòng", "thanh tra", "trung tâm", "phòng", "hội", "liên hiệp"),
    *("tạp chí", "nhà xuất bản", "công ty", "tập đoàn", "tổng công ty", "thông tấn xã", "ngân hàng", "kho bạc"),
    *("đoàn", "mặt trận", "bảo tàng", "tòa án", "viện kiểm sát", "công an", "bảo hiểm xã hội", "kiểm toán"),
)
_PLACE_OPENERS = ((), *(words_of(opener) for opener in ("của", "thuộc", "trực thuộc", "trong", "tại", "ở", "trên")))
_WHOLE_AREA = (("địa", "bàn"), ("cả", "nước"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase means: exactly one of the two. `inner` says that it is a unit of the one whose plan is read,
    `generic` that only the general pattern of such bodies has its name."""

    unit: UnitSlug | None = None
    unit_class: ClassKey | None = None
    inner: bool = False
    generic: bool = False


class MentionWords:
    """The vocabulary of the cells of one plan.

    `names` holds units and classes, `bare` units without their kind ("quốc phòng" under "bộ"), `kinds` the words that
    begin a unit's name, `places` the phrases that only repeat where the plan applies ("trên địa bàn tỉnh").
    """

    def __init__(self, registry: Registry, within: UnitSlug | None) -> None:
        self.names: PhraseTrie[Meaning] = PhraseTrie()
        self.bare: dict[str, PhraseTrie[Meaning]] = {kind: PhraseTrie() for kind in ELLIPTICAL_KINDS}
        self.kinds: PhraseTrie[bool] = PhraseTrie()
        self.places: PhraseTrie[bool] = PhraseTrie()
        owner = None if within is None else registry.unit(within)
        self._add_units(tuple(_nameable(registry, owner)), owner)
        if owner is not None and owner.level is Level.PROVINCE:
            for committee in _own_committee(owner):
                self.names.add(committee, Meaning(owner.slug, inner=True, generic=True))
        for unit_class in sorted(registry.classes, key=lambda each: each.of_parent is (owner is None)):
            self._add_class(unit_class, owner)
        for kind in _KINDS:
            self.kinds.add(words_of(kind), True)
        for place in _places(owner):
            self.places.add(place, True)

    def _add_units(self, units: Sequence[Unit], owner: Unit | None) -> None:
        """Official names before other names before derived ones: the first to take a phrase keeps it."""
        owner_slug = owner.slug if owner else None
        inner = {unit.slug for unit in units if unit.parent is not None and unit.parent == owner_slug}
        meant = [(unit, Meaning(unit.slug, inner=unit.slug in inner, generic=unit.generic)) for unit in units]
        for unit, meaning in meant:
            self.names.add(words_of(unit.name), meaning)
        for unit, meaning in meant:
            for name in (*unit.short_names, *unit.aliases):
                self.names.add(words_of(name), meaning)
        for unit, meaning in meant:
            for words in map(words_of, unit.all_names):
                # offices drop the "và" of a long name: "Bộ Thông tin truyền thông"
                self.names.add(tuple(word for word in words if word != AND), meaning)
                if len(words) > 1 and words[0] in self.bare:
                    self.bare[words[0]].add(words[1:], meaning)

    def _add_class(self, unit_class: UnitClass, owner: Unit | None) -> None:
        meaning = Meaning(unit_class=unit_class.key)
        for words in map(words_of, unit_class.phrases):
            stem = words[1:] if words and words[0] in DETERMINERS else words
            # "bộ" alone is no class, "các bộ" is
            self.names.add(stem if len(stem) > 1 else words, meaning)
            if owner and unit_class.of_parent:
                for owner_name in map(words_of, owner.all_names):
                    # "các đơn vị thuộc Bộ" may be printed as "các đơn vị thuộc Bộ Tài chính"
                    if words[-1:] == owner_name[:1]:
                        self.names.add((*stem[:-1], *owner_name), meaning)


def _nameable(registry: Registry, owner: Unit | None) -> Iterator[Unit]:
    """Inner units first, listed before generic ones: in a province's plan "Công an tỉnh" is its own. A department names
    its neighbours too."""
    if owner is not None:
        yield from registry.ever_children(owner.slug)
        yield from registry.generic_children(owner.slug)
        yield owner
        if owner.parent is not None:
            yield from registry.children(owner.parent)
    yield from (unit for unit in registry.units if unit.level in (Level.CENTRAL, Level.PROVINCE))


def _own_committee(owner: Unit) -> Iterator[tuple[str, ...]]:
    """In the plan of a province "UBND tỉnh" is the province, in that of a city "UBND thành phố" is the city."""
    kinds = ("thành phố", "TP") if owner.name.startswith("Thành phố") else ("tỉnh",)
    for kind in kinds:
        yield words_of(f"UBND {kind}")
        yield words_of(f"Ủy ban nhân dân {kind}")


def _places(owner: Unit | None) -> Iterator[tuple[str, ...]]:
    """ "(của) tỉnh", "trên địa bàn tỉnh", "thuộc Bộ Tài chính" in the plan of that ministry, but not "Bộ" alone."""
    names = () if owner is None else tuple(filter(None, map(words_of, owner.all_names)))
    kinds = {name[:1] for name in names}
    bare = {name[len(area) :] for name in names for area in AREAS if name[: len(area)] == area}
    for opener in _PLACE_OPENERS:
        for area in {*AREAS, *names, *bare, *(kinds if opener else ())}:
            yield (*opener, *area)
            yield (*opener, "toàn", *area)
            yield (*opener, "địa", "bàn", *area)
        for area in _WHOLE_AREA:
            yield (*opener, *area)
