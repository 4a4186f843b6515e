"""How lead and supporting cells are read: the printed ones of three published lists, and the slips offices make."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdn_templates.core.mentions import MentionReader
from tdn_templates.model.mention import Mention, MentionKind
from tdn_templates.model.unit import Level, Registry, Unit, UnitClass
from tdn_templates.model.words import ClassKey, UnitSlug, Wording

_MINISTRIES = """
btttt Bộ Thông tin và Truyền thông = Bộ TT&TT = Bộ TTTT
bng Bộ Ngoại giao
bqp Bộ Quốc phòng
bca Bộ Công an
btc Bộ Tài chính
bnv Bộ Nội vụ
bct Bộ Công Thương
bgddt Bộ Giáo dục và Đào tạo = Bộ GD&ĐT
bkhdt Bộ Kế hoạch và Đầu tư = Bộ KH&ĐT
bldtbxh Bộ Lao động - Thương binh và Xã hội = Bộ LĐ-TB&XH
bvhttdl Bộ Văn hóa, Thể thao và Du lịch = Bộ VHTTDL = Bộ VH,TT&DL
bnnptnt Bộ Nông nghiệp và Phát triển nông thôn
ubdt Ủy ban Dân tộc
vpcp Văn phòng Chính phủ = VPCP
nhnn Ngân hàng Nhà nước Việt Nam
ttxvn Thông tấn xã Việt Nam = TTXVN
vtv Đài Truyền hình Việt Nam = VTV
vov Đài Tiếng nói Việt Nam = VOV
bnd Báo Nhân Dân
"""
_PROVINCES = """
bdinh Tỉnh Bình Định = UBND tỉnh Bình Định
daklak Tỉnh Đắk Lắk = UBND tỉnh Đắk Lắk
"""
_OF_FINANCE = """
vpb Văn phòng Bộ
vpdu Văn phòng Đảng ủy
htqt Vụ Hợp tác quốc tế
nsnn Vụ Ngân sách nhà nước
hcsn Vụ Tài chính hành chính sự nghiệp = Vụ Hành chính sự nghiệp
vu1 Vụ Tài chính quốc phòng, an ninh, đặc biệt = Vụ I
vdt Vụ Đầu tư
tccb Vụ Tổ chức cán bộ
qln Cục Quản lý nợ và tài chính đối ngoại
thtk Cục Tin học và Thống kê tài chính
tchq Tổng cục Hải quan
kbnn Kho bạc Nhà nước
ubck Ủy ban Chứng khoán Nhà nước
tbdcb Trường Bồi dưỡng cán bộ Tài chính
"""
_OF_BINH_DINH = """
btg Ban Tuyên giáo Tỉnh ủy
stttt Sở Thông tin và Truyền thông
skhdt Sở Kế hoạch và Đầu tư
stc Sở Tài chính
snv Sở Nội vụ
sct Sở Công Thương
sdl Sở Du lịch
svhtt Sở Văn hóa và Thể thao
sngv Sở Ngoại vụ
sgddt Sở Giáo dục và Đào tạo
sldtbxh Sở Lao động - Thương binh và Xã hội
snnptnt Sở Nông nghiệp và Phát triển nông thôn
cat Công an tỉnh
bdbp Bộ Chỉ huy Bộ đội Biên phòng tỉnh
bdt Ban Dân tộc tỉnh
vpub Văn phòng UBND tỉnh
"""
_CLASSES = {
    "all": ("các bộ, ngành, địa phương",),
    "bodies": ("các bộ, ngành", "các bộ"),
    "localities": ("các địa phương", "các tỉnh"),
    "press": ("các cơ quan báo chí",),
    "agencies": ("các cơ quan",),
    "schools": ("các cơ sở đào tạo", "các cơ sở giáo dục, đào tạo"),
    "bodies-here": ("các cơ quan, đơn vị, địa phương",),
    "subunits": ("các đơn vị thuộc Bộ",),
    "press-here": ("các cơ quan báo chí ngành Tài chính", "các báo chí ngành Tài chính"),
    "departments": ("các sở, ban, ngành", "các sở, ngành"),
    "districts": ("UBND các huyện, thị xã, thành phố", "UBND các huyện", "Ủy ban nhân dân các huyện"),
}
_FINANCE, _BINH_DINH = UnitSlug("btc"), UnitSlug("bdinh")


def _units(table: str, level: Level, parent: UnitSlug | None = None) -> list[Unit]:
    rows = [line.split(" ", 1) for line in table.strip().splitlines()]
    return [
        Unit(UnitSlug(slug), names.split(" = ")[0], level, rank, tuple(names.split(" = ")[1:]), parent=parent)
        for rank, (slug, names) in enumerate(rows, 1)
    ]


_REGISTRY = Registry(
    units=(
        *_units(_MINISTRIES, Level.CENTRAL),
        *_units(_PROVINCES, Level.PROVINCE),
        *_units(_OF_FINANCE, Level.DEPARTMENT, _FINANCE),
        *_units(_OF_BINH_DINH, Level.DEPARTMENT, _BINH_DINH),
    ),
    classes=tuple(
        UnitClass(ClassKey(key), Wording(key, key), phrases, of_parent=key in ("subunits", "press-here", "departments"))
        for key, phrases in _CLASSES.items()
    ),
)
_NATIONAL = MentionReader(_REGISTRY)
_IN_FINANCE = MentionReader(_REGISTRY, _FINANCE)
_IN_BINH_DINH = MentionReader(_REGISTRY, _BINH_DINH)


def _notation(mention: Mention) -> str:
    """ "btc" named, "@all" class, "@all? liên quan" conditional, "#Vụ Lạ" unknown, "btc (x)" named with a remark."""
    meant = mention.unit or f"@{mention.unit_class}"
    match mention.kind:
        case MentionKind.UNKNOWN:
            return f"#{mention.text}"
        case MentionKind.CONDITIONAL:
            return f"{meant}? {mention.qualifier}"
        case MentionKind.NAMED | MentionKind.GROUP:
            return f"{meant} ({mention.qualifier})" if mention.qualifier else meant


def _read(reader: MentionReader, wording: str) -> str:
    return " | ".join(_notation(mention) for mention in reader.read(wording).mentions)


_NATIONAL_CELLS = [
    ("", ""),
    ("Các bộ, ngành, địa phương", "@all"),
    ("Các địa phương", "@localities"),
    ("Bộ Thông tin và Truyền thông", "btttt"),
    ("Bộ Tài chính", "btc"),
    ("Ủy ban Dân tộc", "ubdt"),
    ("Đài Truyền hình Việt Nam", "vtv"),
    ("Bộ Văn hóa, Thể thao và Du lịch", "bvhttdl"),
    ("Bộ Lao động - Thương binh và Xã hội", "bldtbxh"),
    ("Bộ Nông nghiệp và Phát triển nông thôn", "bnnptnt"),
    ("Bộ Thông tin và Truyền thông, các bộ, ngành, địa phương", "btttt | @all"),
    ("Bộ Thông tin và Truyền thông, các địa phương", "btttt | @localities"),
    ("Bộ Thông tin và Truyền thông và các bộ, ngành, địa phương", "btttt | @all"),
    ("Bộ Thông tin và Truyền thông và các cơ quan liên quan", "btttt | @agencies? liên quan"),
    ("Bộ Thông tin và Truyền thông, Bộ Nội vụ", "btttt | bnv"),
    ("Bộ Thông tin và Truyền thông, Bộ Ngoại giao và các bộ, ngành, địa phương", "btttt | bng | @all"),
    (
        "Bộ Thông tin và Truyền thông, Bộ Ngoại giao, Bộ Quốc phòng, Ngân hàng Nhà nước Việt Nam và các bộ, ngành, "
        "địa phương",
        "btttt | bng | bqp | nhnn | @all",
    ),
    (
        "Bộ Thông tin và Truyền thông, Bộ Văn hóa, Thể thao và Du lịch và các bộ, ngành liên quan",
        "btttt | bvhttdl | @bodies? liên quan",
    ),
    (
        "Bộ Văn hóa, Thể thao và Du lịch, Bộ Thông tin và Truyền thông và các bộ, ngành có liên quan",
        "bvhttdl | btttt | @bodies? có liên quan",
    ),
    ("Bộ Thông tin và Truyền thông, Bộ Quốc phòng và các bộ, ngành liên quan", "btttt | bqp | @bodies? liên quan"),
    (
        "Bộ Thông tin và Truyền thông, Thông tấn xã Việt Nam, Đài Truyền hình Việt Nam, Đài Tiếng nói Việt Nam",
        "btttt | ttxvn | vtv | vov",
    ),
    (
        "Bộ Văn hóa, Thể thao và Du lịch, Thông tấn xã Việt Nam, Đài Truyền hình Việt Nam, Đài Tiếng nói Việt Nam",
        "bvhttdl | ttxvn | vtv | vov",
    ),
    ("Bộ Ngoại giao, các bộ, ngành, địa phương", "bng | @all"),
    ("Bộ Ngoại giao, Bộ Quốc phòng, các bộ, ngành, địa phương liên quan", "bng | bqp | @all? liên quan"),
    (
        "Bộ Ngoại giao, Bộ Văn hóa, Thể thao và Du lịch, Bộ Giáo dục và Đào tạo, Bộ Lao động - Thương binh và Xã hội "
        "và các bộ, ngành liên quan",
        "bng | bvhttdl | bgddt | bldtbxh | @bodies? liên quan",
    ),
    (
        "Bộ Ngoại giao, Bộ Thông tin và Truyền thông, Bộ Văn hóa, Thể thao và Du lịch, Đài Truyền hình Việt Nam, "
        "Đài Tiếng nói Việt Nam, Thông tấn xã Việt Nam và các cơ sở giáo dục, đào tạo",
        "bng | btttt | bvhttdl | vtv | vov | ttxvn | @schools",
    ),
    (
        "Bộ Ngoại giao, Bộ Công Thương, Bộ Lao động - Thương binh và Xã hội và các bộ , ngành, địa phương, các Đài "
        "Truyền hình Việt Nam, Tiếng nói Việt Nam, Thông tấn xã Việt Nam",
        "bng | bct | bldtbxh | @all | vtv | vov | ttxvn",
    ),
    (
        "Bộ Ngoại giao và các bộ, ngành, địa phương, Đài Truyền hình Việt Nam, Đài Tiếng nói Việt Nam, Thông tấn xã "
        "Việt Nam",
        "bng | @all | vtv | vov | ttxvn",
    ),
    (
        "Bộ Giáo dục và Đào tạo, Bộ Thông tin và Truyền thông, Bộ Văn hóa, Thể thao và Du lịch, các bộ, ngành, "
        "địa phương, Đài Truyền hình Việt Nam, Đài Tiếng nói Việt Nam, Thông tấn xã Việt Nam, Báo Nhân Dân",
        "bgddt | btttt | bvhttdl | @all | vtv | vov | ttxvn | bnd",
    ),
    (
        "Bộ Công an, Bộ Ngoại giao, Bộ Lao động - Thương binh và Xã hội và các bộ, ngành, địa phương",
        "bca | bng | bldtbxh | @all",
    ),
    (
        "Bộ Công Thương, Bộ Ngoại giao và các bộ, ngành, địa phương, các cơ quan báo chí có văn phòng đại diện ở "
        "nước ngoài",
        "bct | bng | @all | @press? có văn phòng đại diện ở nước ngoài",
    ),
    ("Bộ Tài chính, các cơ quan báo chí", "btc | @press"),
    ("Các bộ, ngành, địa phương, các cơ quan báo chí", "@all | @press"),
    ("Văn phòng Chính phủ, các bộ, ngành, địa phương", "vpcp | @all"),
    ("Các bộ, ngành và các cơ sở đào tạo có liên quan", "@bodies? có liên quan | @schools? có liên quan"),
    (
        "Bộ Quốc phòng, Bộ Công Thương, Bộ Văn hóa, Thể thao và Du lịch, Bộ Nông nghiệp và Phát triển nông thôn, Bộ "
        "Thông tin và Truyền thông",
        "bqp | bct | bvhttdl | bnnptnt | btttt",
    ),
    ("Bộ Quốc phòng và các bộ, ngành liên quan", "bqp | @bodies? liên quan"),
    ("Bộ Ngoại giao, \nBộ Quốc phòng, \nBộ Công an ", "bng | bqp | bca"),
    ("Bộ Ngoại giao", "bng"),
    ("Bộ Công Thương", "bct"),
    ("Bộ Giáo dục và Đào tạo", "bgddt"),
    ("Bộ Công an", "bca"),
    ("Bộ Quốc phòng", "bqp"),
    ("Bộ Kế hoạch và Đầu tư", "bkhdt"),
    ("Bộ Nội vụ", "bnv"),
    ("Bộ Ngoại giao, Bộ Quốc phòng, Bộ Công an", "bng | bqp | bca"),
    (
        "Bộ Ngoại giao, Thông tấn xã Việt Nam, Đài Truyền hình Việt Nam, Đài Tiếng nói Việt Nam",
        "bng | ttxvn | vtv | vov",
    ),
    (
        "Bộ Thông tin và Truyền thông, Đài Truyền hình Việt Nam, Đài Tiếng nói Việt Nam, Thông tấn xã Việt Nam",
        "btttt | vtv | vov | ttxvn",
    ),
    ("Bộ Ngoại giao, Bộ Nội vụ và các bộ, ngành liên quan", "bng | bnv | @bodies? liên quan"),
    ("Bộ Ngoại giao và các bộ, ngành, địa phương", "bng | @all"),
    ("Bộ Thông tin và Truyền thông, Bộ Ngoại giao", "btttt | bng"),
    ("Bộ Nội vụ và các bộ, ngành, địa phương", "bnv | @all"),
]

_FINANCE_CELLS = [
    ("Bộ Thông tin truyền thông; các bộ, ngành, địa phương", "btttt | @all"),
    ("Văn phòng Chính phủ; Các bộ, ngành, địa phương", "vpcp | @all"),
    ("Bộ Nông nghiệp và phát triển nông thôn", "bnnptnt"),
    (
        "Bộ Ngoại giao và các bộ, ngành, địa phương; Đài Truyền hình Việt Nam, Đài Tiếng nói Việt Nam, Thông tấn xã "
        "Việt Nam",
        "bng | @all | vtv | vov | ttxvn",
    ),
    (
        "Bộ Công Thương, Bộ Ngoại giao và các bộ ngành, địa phương, các cơ quan báo chí có văn phòng đại diện ở nước "
        "ngoài",
        "bct | bng | @all | @press? có văn phòng đại diện ở nước ngoài",
    ),
    (
        "Bộ Ngoại giao, Bộ Công Thương, Bộ Lao động - Thương binh và Xã hội; Các bộ ngành, địa phương; các Đài Truyền "
        "hình Việt Nam, Tiếng nói Việt Nam, Thông tấn xã Việt Nam",
        "bng | bct | bldtbxh | @all | vtv | vov | ttxvn",
    ),
    (
        "Bộ Thông tin và Truyền thông; Bộ Văn hóa, Thể thao và Du lịch; các bộ, ngành liên quan",
        "btttt | bvhttdl | @bodies? liên quan",
    ),
    (
        "Bộ Công an; Bộ Ngoại giao; Bộ Lao động- Thương binh và Xã hội; các bộ, ngành, địa phương",
        "bca | bng | bldtbxh | @all",
    ),
    ("Các bộ, ngành và cơ sở đào tạo có liên quan", "@bodies? có liên quan | @schools? có liên quan"),
    ("Các đơn vị thuộc Bộ", "@subunits"),
    ("Các đơn vị thuộc Bộ Tài chính", "@subunits"),
    ("Các đơn vị thuộc Bộ có liên quan", "@subunits? có liên quan"),
    ("Các đơn vị thuộc Bộ; các cơ quan báo chí ngành Tài chính", "@subunits | @press-here"),
    ("Các đơn vị thuộc Bộ; các báo chí ngành Tài chính", "@subunits | @press-here"),
    ("Văn phòng Bộ; các cơ quan báo chí ngành Tài chính", "vpb | @press-here"),
    ("Văn phòng Đảng ủy", "vpdu"),
    ("Vụ Hành chính sự nghiệp", "hcsn"),
    ("Vụ Tài chính hành chính sự nghiệp, Vụ Ngân sách nhà nước", "hcsn | nsnn"),
    ("Vụ Hợp tác quốc tế, Cục Quản lý nợ và tài chính đối ngoại, Ủy ban Chứng khoán Nhà nước", "htqt | qln | ubck"),
    ("Tổng cục Hải quan, Vụ I", "tchq | vu1"),
    ("Kho bạc Nhà nước", "kbnn"),
    (
        "Cục Tin học và Thống kê tài chính, các đơn vị thuộc Bộ; các cơ quan báo chí ngành Tài chính",
        "thtk | @subunits | @press-here",
    ),
    ("Vụ Hợp tác quốc tế, Vụ Tổ chức cán bộ; các đơn vị thuộc Bộ", "htqt | tccb | @subunits"),
    ("Trường Bồi dưỡng cán bộ Tài chính, các đơn vị thuộc Bộ", "tbdcb | @subunits"),
    ("các Vụ: Hợp tác quốc tế; Ngân sách nhà nước và Đầu tư", "htqt | nsnn | vdt"),
    ("Vụ Không Có Thật", "#Vụ Không Có Thật"),
    ("Vụ Đầu tư Bộ Tài chính", "vdt (Bộ Tài chính)"),
    ("Văn phòng Bộ", "vpb"),
    ("Vụ Tài chính hành chính sự nghiệp", "hcsn"),
    ("Vụ Hợp tác quốc tế", "htqt"),
    ("Vụ Đầu tư", "vdt"),
    ("Vụ Tổ chức cán bộ", "tccb"),
    ("Cục Tin học và Thống kê tài chính", "thtk"),
    ("Tổng cục Hải quan", "tchq"),
    ("Các bộ, ngành, địa phương; các cơ quan báo chí", "@all | @press"),
    ("Các cơ quan báo chí ngành Tài chính", "@press-here"),
    ("Bộ Ngoại giao; các bộ, ngành, địa phương", "bng | @all"),
    ("Bộ Tài chính; các cơ quan báo chí", "btc | @press"),
    ("Vụ Hợp tác quốc tế; các cơ quan báo chí ngành Tài chính", "htqt | @press-here"),
    ("Vụ Hợp tác quốc tế, Văn phòng Bộ", "htqt | vpb"),
    ("Vụ Hợp tác quốc tế, các đơn vị thuộc Bộ", "htqt | @subunits"),
    ("Bộ Ngoại giao; Bộ Quốc phòng; Bộ Công an", "bng | bqp | bca"),
    ("Bộ Thông tin và Truyền thông; các bộ, ngành, địa phương", "btttt | @all"),
    ("Vụ Ngân sách nhà nước, Vụ Tài chính hành chính sự nghiệp", "nsnn | hcsn"),
    ("Văn phòng Bộ, các đơn vị thuộc Bộ", "vpb | @subunits"),
    ("Văn phòng Bộ; các đơn vị thuộc Bộ", "vpb | @subunits"),
    ("Bộ Thông tin và Truyền thông; Bộ Ngoại giao; các bộ, ngành, địa phương", "btttt | bng | @all"),
    ("Vụ Hợp tác quốc tế, Văn phòng Bộ; các đơn vị thuộc Bộ", "htqt | vpb | @subunits"),
    ("Bộ Nội vụ; các bộ, ngành, địa phương", "bnv | @all"),
]

_BINH_DINH_CELLS = [
    ("Ban Tuyên giáo Tỉnh ủy", "btg"),
    ("Ban Tuyên giáo Tỉnh ủy, Sở Thông tin và Truyền thông", "btg | stttt"),
    ("Các Sở, ban, ngành; UBND các huyện, thị xã, thành phố", "@departments | @districts"),
    ("Các sở, ban, ngành, UBND các huyện, thị xã, thành phố.", "@departments | @districts"),
    (
        "Các sở, ban, ngành, UBND các huyện, thị xã, thành phố, các cơ quan báo chí của tỉnh",
        "@departments | @districts | @press (của tỉnh)",
    ),
    ("Sở Thông tin và Truyền thông, các cơ quan báo chí trên địa bàn tỉnh", "stttt | @press (trên địa bàn tỉnh)"),
    (
        "Sở Kế hoạch và Đầu tư; Các sở, ban, ngành; UBND các huyện, thị xã, thành phố",
        "skhdt | @departments | @districts",
    ),
    ("Sở Ngoại vụ và các cơ quan, đơn vị, địa phương có liên quan", "sngv | @bodies-here? có liên quan"),
    (
        "Sở Công Thương, Sở Ngoại vụ và và các cơ quan, đơn vị, địa phương có liên quan",
        "sct | sngv | @bodies-here? có liên quan",
    ),
    (
        "Sở Ngoại vụ, Sở Công Thương, Sở Lao động - Thương binh và Xã hội và các cơ quan, đơn vị, địa phương có liên "
        "quan",
        "sngv | sct | sldtbxh | @bodies-here? có liên quan",
    ),
    (
        "Sở Thông tin và Truyền thông; các cơ quan, đơn vị, địa phương có liên quan",
        "stttt | @bodies-here? có liên quan",
    ),
    ("Sở Kế hoạch và Đầu tư, Sở Công thương, Sở Du lịch", "skhdt | sct | sdl"),
    ("Công an tỉnh, Sở Ngoại vụ", "cat | sngv"),
    ("Công an tỉnh Bình Định; Sở Nội vụ tỉnh", "cat (Bình Định) | snv (tỉnh)"),
    ("Sở Ngoại vụ, Bộ Chỉ huy Bộ đội Biên phòng tỉnh, Công an tỉnh", "sngv | bdbp | cat"),
    ("Ban Dân tộc tỉnh", "bdt"),
    ("Văn phòng UBND tỉnh", "vpub"),
    ("Các sở, ban, ngành; địa phương; UBND các huyện, thị xã, thành phố", "@departments | @localities | @districts"),
    ("Các sở, ngành: Kế hoạch và Đầu tư; Tài chính; Nội vụ; Công an tỉnh", "skhdt | stc | snv | cat"),
    ("Các sở Tài chính, Nội vụ; Ban Dân tộc tỉnh", "stc | snv | bdt"),
    ("Các Sở: Văn hóa và Thể thao, Không Có", "svhtt | #Không Có"),
    ("Ủy ban nhân dân các huyện: An Lão, Hoài Ân; Sở Nội vụ", "@districts? An Lão, Hoài Ân | snv"),
    ("Sở Thông tin và Truyền thông", "stttt"),
    ("Sở Lao động - Thương binh và Xã hội", "sldtbxh"),
    ("Sở Công Thương", "sct"),
    ("Sở Văn hóa và Thể thao", "svhtt"),
    ("Sở Ngoại vụ", "sngv"),
    ("Sở Giáo dục và Đào tạo", "sgddt"),
    ("Sở Nông nghiệp và Phát triển nông thôn", "snnptnt"),
    ("Sở Tài chính", "stc"),
    ("Công an tỉnh", "cat"),
    ("Sở Kế hoạch và Đầu tư", "skhdt"),
    ("Sở Nội vụ", "snv"),
    ("Sở Thông tin và Truyền thông, Sở Nội vụ", "stttt | snv"),
    ("Các sở, ban, ngành, UBND các huyện, thị xã, thành phố", "@departments | @districts"),
    (
        "Các sở, ban, ngành; UBND các huyện, thị xã, thành phố, các cơ quan báo chí của tỉnh",
        "@departments | @districts | @press (của tỉnh)",
    ),
    (
        "Công an tỉnh, Sở Ngoại vụ, Sở Lao động - Thương binh và Xã hội và các cơ quan, đơn vị, địa phương có "
        "liên quan",
        "cat | sngv | sldtbxh | @bodies-here? có liên quan",
    ),
    (
        "Sở Thông tin và Truyền thông, Sở Ngoại vụ và các cơ quan, đơn vị, địa phương có liên quan",
        "stttt | sngv | @bodies-here? có liên quan",
    ),
    (
        "Sở Thông tin và Truyền thông và các cơ quan, đơn vị, địa phương có liên quan",
        "stttt | @bodies-here? có liên quan",
    ),
    ("Các sở, ngành:\n- Tài chính;\n- Nội vụ.", "stc | snv"),
    ("UBND các huyện: ", "@districts"),
    ("Các sở, ngành: Không Có; Lạ Nữa", "@departments? Không Có | #Lạ Nữa"),
    ("Công an tỉnh Đắk Lắk, Sở Nội vụ tỉnh Đắk Lắk", "#Công an tỉnh Đắk Lắk | #Sở Nội vụ tỉnh Đắk Lắk"),
    ("Công an tỉnh, tỉnh Đắk Lắk", "cat | daklak"),
]

_SLIPS = [
    ("BỘ TÀI CHÍNH và và BỘ NỘI VỤ", "btc | bnv"),
    ("bộ tài chính,bộ nội vụ", "btc | bnv"),
    ("Bộ Ngoại giao Bộ Quốc phòng", "bng | bqp"),
    ("Bộ Ngoại giao/Bộ Quốc phòng", "bng | bqp"),
    ("- Bộ Ngoại giao;\n- Các địa phương.", "bng | @localities"),
    ("Bộ Lao động\u2013Thương binh & Xã hội", "bldtbxh"),
    ("Bộ LĐ - TB & XH, Bộ VH, TT&DL; Bộ TT&TT", "bldtbxh | bvhttdl | btttt"),
    ("Bộ Văn\u00a0hoá, Thể thao và\nDu lịch", "bvhttdl"),
    ("Uỷ ban Dân tộc", "ubdt"),
    ("TTXVN, VTV, VOV", "ttxvn | vtv | vov"),
    ("UBND tỉnh Đăk Lăk", "daklak"),
    ("Các Bộ: Ngoại giao, Quốc phòng và Công an", "bng | bqp | bca"),
    ("Bộ Ngoại giao, Quốc phòng và Giáo dục và Đào tạo", "bng | bqp | bgddt"),
    ("Tất cả các bộ, ngành; mỗi địa phương", "@bodies | @localities"),
    ("Các bộ và các tỉnh", "@bodies | @localities"),
    ("Bộ Ngoại giao cùng các địa phương", "bng | @localities"),
    ("Bộ", "#Bộ"),
    ("Đại học Lạ", "#Đại học Lạ"),
    ("như trên", "#như trên"),
    ("Bộ Tài chính, ?, x", "btc | #? | #x"),
    ("chính quyền địa phương", "#chính quyền địa phương"),
    ("Đại diện các bộ, ngành", "#Đại diện | @bodies"),
    ("Vụ Hợp tác Bộ Văn hóa, Thể thao và Du lịch, Bộ Nội vụ", "#Vụ Hợp tác Bộ Văn hóa, Thể thao và Du lịch | bnv"),
    ("các cơ quan thuộc Bộ Tài chính", "@agencies? thuộc Bộ Tài chính"),
    ("các địa phương Vụ Không Có Thật", "@localities | #Vụ Không Có Thật"),
    ("Bộ Tài chính chủ trì", "btc | #chủ trì"),
    ("Vụ Hợp tác quốc tế", "#Vụ Hợp tác quốc tế"),
    ("Báo Bình Định", "#Báo Bình Định"),
    ("Bộ Ngoại giao liên quan", "bng (liên quan)"),
    ("Các địa phương (có liên quan)", "@localities? có liên quan"),
    ("Các bộ, ngành, địa phương, có liên quan", "@all? có liên quan"),
    ("các địa phương; các cơ quan báo chí liên quan", "@localities | @press? liên quan"),
    ("các bộ, Bộ Ngoại giao và các địa phương liên quan", "@bodies | bng | @localities? liên quan"),
    (
        "các bộ liên quan, các địa phương và các cơ quan báo chí có liên quan",
        "@bodies? liên quan | @localities? có liên quan | @press? có liên quan",
    ),
    (
        "các địa phương có cửa khẩu, các cơ quan báo chí liên quan",
        "@localities? có cửa khẩu | @press? liên quan",
    ),
    ("các cơ quan báo chí trên địa bàn tỉnh có liên quan", "@press? trên địa bàn tỉnh có liên quan"),
    ("các cơ quan có liên quan đến Bộ Công an, Bộ Nội vụ", "@agencies? có liên quan đến Bộ Công an | bnv"),
    ("các bộ, ngành khác", "@bodies (khác)"),
    (
        "Các bộ, ngành (trừ Bộ Ngoại giao, Bộ Công an), các địa phương",
        "@bodies? trừ Bộ Ngoại giao, Bộ Công an | @localities",
    ),
    (
        "Các bộ, ngành, trừ Bộ Ngoại giao và Bộ Công an, các địa phương",
        "@bodies? trừ Bộ Ngoại giao và Bộ Công an | @localities",
    ),
    ("Các bộ, ngành trừ Bộ Văn hóa, Thể thao và Du lịch", "@bodies? trừ Bộ Văn hóa, Thể thao và Du lịch"),
    ("Bộ Nội vụ nếu cần; Bộ Ngoại giao (khi có yêu cầu)", "bnv? nếu cần | bng? khi có yêu cầu"),
    (
        "Bộ Ngoại giao (Ủy ban Nhà nước về người Việt Nam ở nước ngoài)",
        "bng (Ủy ban Nhà nước về người Việt Nam ở nước ngoài)",
    ),
    ("Bộ Tài chính (", "btc"),
    ("liên quan", "#liên quan"),
]


@pytest.mark.parametrize(("wording", "expected"), _NATIONAL_CELLS + _SLIPS)
def test_cells_of_the_national_list_and_common_slips_are_read(wording: str, expected: str) -> None:
    assert _read(_NATIONAL, wording) == expected


@pytest.mark.parametrize(("wording", "expected"), _NATIONAL_CELLS)
@pytest.mark.parametrize("reader", [_IN_FINANCE, _IN_BINH_DINH])
def test_national_cells_read_the_same_inside_a_plan(reader: MentionReader, wording: str, expected: str) -> None:
    assert _read(reader, wording) == expected


@pytest.mark.parametrize(("wording", "expected"), _FINANCE_CELLS)
def test_cells_of_a_ministrys_plan_are_read(wording: str, expected: str) -> None:
    assert _read(_IN_FINANCE, wording) == expected


@pytest.mark.parametrize(("wording", "expected"), _BINH_DINH_CELLS)
def test_cells_of_a_provinces_plan_are_read(wording: str, expected: str) -> None:
    assert _read(_IN_BINH_DINH, wording) == expected


@pytest.mark.parametrize(("wording", "expected"), _NATIONAL_CELLS + _SLIPS)
def test_capitals_and_decomposed_letters_do_not_matter(wording: str, expected: str) -> None:
    for spelling in (wording.upper(), wording.lower(), unicodedata.normalize("NFD", wording)):
        read = unicodedata.normalize("NFC", _read(_NATIONAL, spelling)).casefold()
        assert read == expected.casefold()


_FRAGMENTS = st.sampled_from(
    [wording for wording, _ in _NATIONAL_CELLS + _FINANCE_CELLS + _BINH_DINH_CELLS + _SLIPS]
    + [", ", "; ", " và ", "\n", " ", ": ", " (", ")", " liên quan", ", trừ ", "các ", "Bộ ", "-", "?", "khi ", "Sở: "]
    + [
        "1. ",
        "\n2. ",
        "; b) ",
        " theo chức năng, nhiệm vụ",
        "trừ các Bộ: ",
        "liên quan: ",
        "các tỉnh, thành phố Đắk Lắk",
    ]
)
_CELLS = st.lists(_FRAGMENTS, max_size=8).map("".join)


def _spans(wording: str, mentions: tuple[Mention, ...]) -> list[tuple[int, int]]:
    """Where mentions and qualifiers stand; a qualifier shared by several mentions stands after the last of them."""
    spans: list[tuple[int, int]] = []
    for index, mention in enumerate(mentions):
        spans.append((mention.start, mention.end))
        limit = mentions[index + 1].start if index + 1 < len(mentions) else len(wording)
        start = wording.find(mention.qualifier, mention.end, limit)
        if not mention.qualifier:
            continue
        if start >= 0:
            spans.append((start, start + len(mention.qualifier)))
        else:
            assert mention.qualifier in wording[limit:]
    return spans


@given(wording=_CELLS | st.text() | st.text(alphabet="bộ ngành cácvàliên quan,;:()\n"))
def test_every_word_belongs_to_one_mention_or_qualifier(wording: str) -> None:
    for reader in (_NATIONAL, _IN_FINANCE, _IN_BINH_DINH):
        mentions = reader.read(wording).mentions
        spans = _spans(wording, mentions)
        between = [0, *(place for span in spans for place in span), len(wording)]
        assert between == sorted(between)  # in order, and none over another
        left = "".join(f" {wording[start:end]} " for start, end in zip(between[::2], between[1::2], strict=True))
        words = "".join(char if char.isalnum() else " " for char in left).casefold().split()
        assert set(words) <= {"và", "cùng", "với"}
        marks = {char for char in left if not char.isalnum() and not char.isspace() and char.isprintable()}
        assert marks <= set(",;/.:-\u2010\u2011\u2012\u2013\u2014…•+*|()[]&＆")


@given(wording=_CELLS | st.text())
def test_a_mention_says_what_its_kind_promises(wording: str) -> None:
    for mention in _IN_FINANCE.read(wording).mentions:
        meant = (mention.unit is not None, mention.unit_class is not None)
        match mention.kind:
            case MentionKind.NAMED:
                assert meant == (True, False)
            case MentionKind.GROUP:
                assert meant == (False, True)
            case MentionKind.CONDITIONAL:
                assert sum(meant) == 1
                assert mention.qualifier
            case MentionKind.UNKNOWN:
                assert meant == (False, False)
        assert mention.text == wording[mention.start : mention.end]
        assert mention.text.strip()


@given(wording=_CELLS)
def test_unknown_units_before_a_cell_do_not_change_how_it_is_read(wording: str) -> None:
    alone = _NATIONAL.read(wording).mentions
    after_others = _NATIONAL.read(f"Vụ Lạ; Thanh tra Lạ;\n{wording}").mentions
    assert [each.text for each in after_others] == ["Vụ Lạ", "Thanh tra Lạ", *(each.text for each in alone)]


_LONG = [
    "Bộ Ngoại giao, các bộ, ngành, địa phương, ",
    "các bộ liên quan, các địa phương và ",
    "các bộ, ",
    "Vụ Không Có Thật ",
    "các cơ quan (",
    "các sở, ngành: ",
    "trừ Bộ Công an, ",
    "có liên quan ",
    "bộ,,,,,,",
    "x",
    "(",
    "các ",
]


@pytest.mark.parametrize("part", _LONG)
def test_time_grows_with_the_length_of_the_text(part: str) -> None:
    def seconds(chars: int) -> float:
        wording = (part * (chars // len(part) + 1))[:chars]
        return min(timed(wording) for _ in range(3))

    def timed(wording: str) -> float:
        begin = time.process_time()
        _IN_BINH_DINH.read(wording)
        return time.process_time() - begin

    # eight times the text; a quadratic reading would take sixty-four times as long
    assert seconds(40_000) < 24 * max(seconds(5_000), 0.02)


def test_a_cell_keeps_its_wording_and_the_places_of_its_mentions() -> None:
    wording = " Bộ  Tài chính ,\n các cơ quan báo chí  có liên quan."
    agencies = _NATIONAL.read(wording)
    assert agencies.wording == wording
    assert [(each.text, each.start, each.end) for each in agencies.mentions] == [
        ("Bộ  Tài chính", 1, 14),
        ("các cơ quan báo chí", 18, 37),
    ]
    assert agencies.mentions[1].qualifier == "có liên quan"


def test_the_head_of_a_list_belongs_to_its_first_unit() -> None:
    mentions = _IN_BINH_DINH.read("Các sở, ngành: Tài chính; Nội vụ").mentions
    assert [each.text for each in mentions] == ["Các sở, ngành: Tài chính", "Nội vụ"]


def test_units_inside_a_ministry_cannot_be_named_from_outside() -> None:
    assert _read(_IN_BINH_DINH, "Vụ Hợp tác quốc tế") == "#Vụ Hợp tác quốc tế"
    assert _read(_NATIONAL, "Sở Tài chính") == "#Sở Tài chính"


def test_a_reader_for_a_unit_that_is_not_in_the_registry_is_refused() -> None:
    with pytest.raises(KeyError, match="bo-la"):
        MentionReader(_REGISTRY, UnitSlug("bo-la"))
