"""The phrases a cell may be made of: names of units, class phrases, places, as one registry knows them."""

from collections.abc import Iterator, Mapping, Sequence
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
_ABBREVIATED = (("ubnd", "Ủy ban nhân dân"), ("hđnd", "Hội đồng nhân dân"), ("bch", "Bộ Chỉ huy"), ("vp", "Văn phòng"))
_SPELLED = (
    *(pair for short, long in _ABBREVIATED for pair in ((short, long), (long, short))),
    *(("UBND", "Ủy ban nhan dân"), ("Ủy ban nhân dân", "Ủy ban nhan dân")),  # a slip of print
    *(("thành phố", "TP"), ("Bộ đội Biên phòng", "BĐBP"), ("trung ương", "TW"), ("trung ương", "TƯ")),
)
_RESPELLED: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
"""By the first word: words of a name, and another way of writing them."""
for _name, _spelling in _SPELLED:
    _RESPELLED.setdefault(words_of(_name)[0], []).append((words_of(_name), words_of(_spelling)))
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


_COMMITTEE, _FIRST_CLASS = 5, 6
"""Ranks of phrases: official names 1, other names 2, respelled 3, derived 4, then these; the lowest keeps a phrase."""


class CommonWords:
    """What the cells of all plans have in common: central units, provinces, classes. Made once, some thousand phrases.

    `national` is for the national list, which belongs to nobody: there classes of a body's own units come last.
    """

    def __init__(self, registry: Registry, *, national: bool) -> None:
        self.registry, self.national = registry, national
        self.names: PhraseTrie[Meaning] = PhraseTrie()
        self.bare: dict[str, PhraseTrie[Meaning]] = {kind: PhraseTrie() for kind in ELLIPTICAL_KINDS}
        self.kinds: PhraseTrie[bool] = PhraseTrie()
        units = [unit for unit in registry.units if unit.level in (Level.CENTRAL, Level.PROVINCE)]
        _add_units(self.names, self.bare, [(unit, Meaning(unit.slug, generic=unit.generic)) for unit in units])
        self.classes = sorted(registry.classes, key=lambda each: each.of_parent is national)
        for rank, unit_class in enumerate(self.classes, start=_FIRST_CLASS):
            for words in _class_phrases(unit_class):
                self.names.add(_without_determiner(words, unit_class), Meaning(unit_class=unit_class.key), rank)
        for kind in _KINDS:
            self.kinds.add(words_of(kind), True)
        self._neighbours: dict[UnitSlug, Neighbours] = {}

    def beside(self, parent: UnitSlug | None) -> "CommonWords | Neighbours":
        """What the plans of all departments of that parent have in common; None is no parent."""
        if parent is None:
            return self
        if parent not in self._neighbours:
            self._neighbours[parent] = Neighbours(self, parent)
        return self._neighbours[parent]


class Neighbours:
    """Common words, and the departments of one parent, which name each other in their plans: made once for hundreds of
    communes."""

    def __init__(self, common: CommonWords, parent: UnitSlug) -> None:
        self.names: PhraseTrie[Meaning] = PhraseTrie(common.names)
        self.bare = {kind: PhraseTrie(shared) for kind, shared in common.bare.items()}
        units = common.registry.children(parent)
        _add_units(self.names, self.bare, [(unit, Meaning(unit.slug, generic=unit.generic)) for unit in units])


def common_words(registry: Registry, *, national: bool) -> CommonWords:
    """Those of this registry; made once as long as no other registry comes between."""
    for kept in _KEPT:
        if kept.registry is registry and kept.national is national:
            return kept
    _KEPT.insert(0, CommonWords(registry, national=national))
    del _KEPT[_MOST_KEPT:]
    return _KEPT[0]


_KEPT: list[CommonWords] = []
_MOST_KEPT = 2


class MentionWords:
    """The vocabulary of the cells of one plan.

    `names` holds units and classes, `bare` units without their kind ("quốc phòng" under "bộ"), `kinds` the words that
    begin a unit's name, `places` the phrases that only repeat where the plan applies ("trên địa bàn tỉnh").
    """

    def __init__(self, registry: Registry, within: UnitSlug | None, common: CommonWords | None = None) -> None:
        """`common` is for this registry, and for plans if `within` says whose plan it is."""
        common = common or common_words(registry, national=within is None)
        owner = None if within is None else registry.unit(within)
        shared = common.beside(owner.parent if owner is not None else None)
        self.names: PhraseTrie[Meaning] = PhraseTrie(shared.names)
        self.bare = {kind: PhraseTrie(beneath) for kind, beneath in shared.bare.items()}
        self.kinds = common.kinds
        self.places: PhraseTrie[bool] = PhraseTrie()
        if owner is not None:
            self._add_own(owner, registry, common)
        for place in _places(owner):
            self.places.add(place, True)

    def _add_own(self, owner: Unit, registry: Registry, common: CommonWords) -> None:
        units = [
            (unit, Meaning(unit.slug, inner=unit.parent == owner.slug, generic=unit.generic))
            for unit in _nameable(registry, owner)
        ]
        _add_units(self.names, self.bare, units)
        if owner.level is Level.PROVINCE:
            for committee in _own_committee(owner):
                self.names.add(committee, Meaning(owner.slug, inner=True, generic=True), _COMMITTEE)
        for rank, unit_class in enumerate(common.classes, start=_FIRST_CLASS):
            for words in _class_phrases(unit_class) if unit_class.of_parent else ():
                for owner_name in map(words_of, owner.all_names):
                    # "các đơn vị thuộc Bộ" may be printed as "các đơn vị thuộc Bộ Tài chính"
                    if words[-1:] == owner_name[:1]:
                        whole = (*_stem(words)[:-1], *owner_name)
                        self.names.add(whole, Meaning(unit_class=unit_class.key), rank)


def _add_units(
    names: PhraseTrie[Meaning], bare: Mapping[str, PhraseTrie[Meaning]], meant: Sequence[tuple[Unit, Meaning]]
) -> None:
    """Official names before other names before derived ones: the first to take a phrase keeps it."""
    spelled = [(meaning, [words_of(name) for name in unit.all_names]) for unit, meaning in meant]
    for meaning, (official, *_) in spelled:
        names.add(official, meaning, 1)
    for meaning, (_, *others) in spelled:
        for words in others:
            names.add(words, meaning, 2)
    for meaning, phrases in spelled:
        for words in phrases:
            for respelled in _otherwise(words):
                names.add(respelled, meaning, 3)
    for meaning, phrases in spelled:
        for words in phrases:
            # offices drop the "và" of a long name: "Bộ Thông tin truyền thông"
            if AND in words:
                names.add(tuple(word for word in words if word != AND), meaning, 4)
            if len(words) > 1 and words[0] in bare:
                bare[words[0]].add(words[1:], meaning, 4)


def _class_phrases(unit_class: UnitClass) -> Iterator[tuple[str, ...]]:
    return (each for phrase in unit_class.phrases for each in (words_of(phrase), *_otherwise(words_of(phrase))))


def _without_determiner(words: tuple[str, ...], unit_class: UnitClass) -> tuple[str, ...]:
    """ "bộ" alone is no class, "các bộ" is; nor is "Trường Đại học Quy Nhơn" one of "các trường đại học"."""
    stem = _stem(words)
    return stem if len(stem) > 1 and not unit_class.open else words


def _stem(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if words and words[0] in DETERMINERS else words


def _otherwise(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words with one part of them spelled in each other way offices use."""
    for at, word in enumerate(words):
        for old, new in _RESPELLED.get(word, ()):
            if words[at : at + len(old)] == old:
                yield (*words[:at], *new, *words[at + len(old) :])


def _nameable(registry: Registry, owner: Unit) -> Iterator[Unit]:
    """Who can be named in the plan of the owner beside those of all plans and its neighbours. Inner units first, listed
    before generic ones: in a province's plan "Công an tỉnh" is its own."""
    yield from registry.ever_children(owner.slug)
    yield from registry.generic_children(owner.slug)
    yield owner


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
