"""Names and slugs of units that an office lists itself: communes, divisions, centres.

A commune is called "Xã Tân Phú" in one table and "UBND xã Tân Phú" in the next: both are one unit.
"""

import re
import unicodedata

from tdn_templates.core.fold import fold, slug
from tdn_templates.core.listed_names import spelling
from tdn_templates.model.unit import Level, Unit
from tdn_templates.model.words import UnitSlug

_COMMITTEE = re.compile(r"(?:ubnd|u[ỷy] ban nhân dân|ủy ban nhân dân)\.?\s+", re.IGNORECASE)
_LOCALITIES = ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tp", "tp.")
_OTHERS = (
    *("ubnd", "ủy ban", "hội đồng", "hđnd", "đảng ủy", "mặt trận", "tòa án", "viện kiểm sát", "văn phòng", "thanh tra"),
    *("sở", "ban", "phòng", "vụ", "cục", "chi cục", "tổng cục", "đội", "chi nhánh", "công an", "bộ chỉ huy", "kho bạc"),
    *("ban quản lý", "bảo hiểm", "trung tâm", "trường", "viện", "học viện", "bệnh viện", "bảo tàng", "thư viện", "quỹ"),
    *("báo", "tạp chí", "đài", "nhà xuất bản", "nhà hát", "cổng thông tin", "tổng công ty", "công ty", "tập đoàn"),
    *("hội", "liên hiệp", "liên đoàn", "tổng liên đoàn", "đoàn", "tỉnh đoàn", "thành đoàn", "hiệp hội", "đại học"),
)
_KINDS = "|".join(re.escape(fold(kind)) for kind in sorted((*_LOCALITIES, *_OTHERS), key=len, reverse=True))
# "Phòng, ban", "Xã/phường", "Ban hành kèm theo …" are the heads of tables
_UNIT = re.compile(rf"(?:{_KINDS}) (?!(?:hành|ngành|ban|xã|phường|thị trấn|đặc khu|huyện)\b)\w")
_LOCALITY = re.compile(rf"(?:{'|'.join(re.escape(kind) for kind in _LOCALITIES)}) ?\w")
KINDS_ALONE = frozenset(map(fold, _LOCALITIES))
"""What a column says that has only the kind of each unit."""


def is_like_a_unit(name: str) -> bool:
    """Whether it begins as names of units do, with the kind of unit and a word more."""
    return bool(_UNIT.match(fold(without_committee(name)))) or has_committee(name)


def has_committee(name: str) -> bool:
    return without_committee(name) != name


def without_committee(name: str) -> str:
    """ "UBND xã Tân Phú" gives "xã Tân Phú"; any other name itself."""
    composed = unicodedata.normalize("NFC", name)
    found = _COMMITTEE.match(composed)
    return composed[found.end() :] if found and composed[found.end() :] else name


def committee_names(name: str) -> tuple[str, ...]:
    """The other names of a locality: with and without its People's Committee, short and in full; () for any other
    unit."""
    bare = without_committee(name)
    if not _LOCALITY.match(fold(bare)):
        return ()
    inside = bare if bare.isupper() else bare[0].lower() + bare[1:]
    names = (bare[0].upper() + bare[1:], f"UBND {inside}", f"Ủy ban nhân dân {inside}")
    return tuple(other for other in names if fold(other) != fold(name))


def same_unit_key(name: str) -> str:
    """Equal for two names of one body's units that mean the same unit."""
    return spelling(without_committee(name))


def own_slug(name: str, parent: Unit) -> UnitSlug:
    """ "UBND xã Tân Phú" of Tỉnh Đồng Tháp gives "xa-tan-phu-dong-thap", whatever else is listed; "" for a name
    without letters."""
    whose: str = parent.slug
    if parent.level is Level.PROVINCE:
        whose = whose.removeprefix("tinh-").removeprefix("thanh-pho-")
    made = slug(without_committee(name))
    return UnitSlug(f"{made}-{whose}" if made else "")
