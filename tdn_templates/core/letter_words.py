"""How letters call a unit, an issued document, and what a form asks for."""

from tdn_templates.core.date_words import date_words
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.unit import Level, Unit

_KINDS = {
    "NQ": "Nghị quyết",
    "NĐ": "Nghị định",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "KL": "Kết luận",
    "KH": "Kế hoạch",
    "CTR": "Chương trình",
    "ĐA": "Đề án",
    "TB": "Thông báo",
}
_ANY_KIND = "Văn bản"


def addressee(unit: Unit) -> str:
    """A letter goes to the People's Committee of a province, not to the province."""
    if unit.level is not Level.PROVINCE:
        return unit.name
    return f"Ủy ban nhân dân {unit.name[:1].lower()}{unit.name[1:]}"


def reference_words(programme: Programme) -> str:
    """Kind and number: "Nghị quyết số 47/NQ-CP". A symbol of another kind is called a document."""
    kind = programme.reference.partition("/")[2].partition("-")[0]
    return f"{_KINDS.get(kind.upper(), _ANY_KIND)} số {programme.reference}"


def document_words(programme: Programme) -> str:
    """Kind, number, day and issuer: "Nghị quyết số 47/NQ-CP ngày 15 tháng 4 năm 2024 của Chính phủ"."""
    return f"{reference_words(programme)} {date_words(programme.issued_on)} của {programme.issuer}"


def returned_words(layout: WorkbookLayout) -> str:
    """What units are asked to send, as in a sentence; a title in capitals holds no names."""
    title = layout.title.vi
    return title.lower() if title.isupper() else f"{title[:1].lower()}{title[1:]}"
