"""What is no list of tasks though its headings look like one: lists of people, money, agendas, empty forms."""

import re
from collections.abc import Iterable

from tdn_templates.core.annex.found_table import FoundTable
from tdn_templates.core.fold import fold
from tdn_templates.model.annex import Field, RefusedTable

_BODIES = (Field.LEAD, Field.OWN_LEAD, Field.SUPPORTING, Field.OWN_SUPPORTING)
_PEOPLE = re.compile(r"họ(?: và|,)? tên(?: .*)?|chức vụ.*|chức danh.*|ngày sinh.*|năm sinh.*|giới tính")
_MONEY = re.compile(
    r".*\b(?:thành tiền|đơn giá|kinh phí|dự toán|số tiền|ngân sách|tổng cộng|số lượng|đơn vị tính|đvt|mức chi|vốn)\b.*"
)
_MEETING = re.compile(r"(?:địa điểm|thành phần.*|buổi|phòng họp|nơi họp|giờ|thứ,? ?ngày|người trình bày|báo cáo viên)")
_DAY = re.compile(r"(?:thứ|ngày|buổi)(?:[,/]? ?(?:thứ|ngày|tháng|buổi|giờ))*")
_CLOCK = re.compile(r"\b[0-9]{1,2}\s?(?:h|giờ|g|:)\s?(?:[0-9]{2}\b|\b|-)", re.IGNORECASE)


def refused_table(table: FoundTable) -> RefusedTable | None:
    """Why a table with the headings of a list is none all the same; None for a list."""
    extras = [(item.at, fold(item.column.title)) for item in table.columns if item.column.means is None]
    reason = _of_people(table, extras) or _of_money(table, extras) or _of_days(table, extras) or _empty(table)
    headings = "; ".join(item.column.title for item in table.columns if item.column.title)
    return RefusedTable(table.name, reason, {"headings": headings}) if reason else None


def names_people(titles: Iterable[str]) -> bool:
    """Whether headings are those of a list of people, which need not look like a list of tasks: names, and offices or
    birthdays."""
    return sum(_PEOPLE.fullmatch(fold(title)) is not None for title in titles) >= 2


def _of_people(table: FoundTable, extras: list[tuple[int, str]]) -> str:
    """Names or offices of people, and nobody leads; or names before what they do: beside a task they are contacts."""
    people = [at for at, title in extras if _PEOPLE.fullmatch(title)]
    leads = table.fields & {Field.LEAD, Field.OWN_LEAD}
    return "staff_list" if people and (not leads or min(people) < (table.place_of(Field.TEXT) or 0)) else ""


def _of_money(table: FoundTable, extras: list[tuple[int, str]]) -> str:
    """Amounts and no time. One column of them is enough where nobody supports and "chủ trì" is not said."""
    amounts = sum(_MONEY.fullmatch(title) is not None for _, title in extras)
    if not amounts or Field.TIME in table.fields:
        return ""
    leads = any("chủ trì" in fold(item.column.title) for item in table.columns)
    return "budget" if amounts >= 2 or not (leads or Field.SUPPORTING in table.fields) else ""


def _of_days(table: FoundTable, extras: list[tuple[int, str]]) -> str:
    """Hours, or days of a week, places and rooms."""
    times = table.place_of(Field.TIME)
    shown = [row.cells[times] for row in table.rows if times in row.cells] if times is not None else []
    clocks = sum(_CLOCK.search(text) is not None for text in shown)
    days = times is None and any(_DAY.fullmatch(title) for _, title in extras)
    meeting = sum(_MEETING.fullmatch(title) is not None for _, title in extras)
    return "agenda" if (clocks and clocks * 2 >= len(shown)) or meeting >= 2 or days else ""


def _empty(table: FoundTable) -> str:
    """No task, or one where the columns do not make up for it."""
    text = table.place_of(Field.TEXT)
    asked = [place for place in map(table.place_of, (*_BODIES, Field.TIME)) if place is not None]
    tasks = sum(text in row.cells and any(place in row.cells for place in asked) for row in table.rows)
    if not tasks:
        return "empty_form"
    strong = len(table.fields & {Field.LEAD, Field.OWN_LEAD, Field.SUPPORTING, Field.TIME}) >= 2
    return "too_few_rows" if tasks == 1 and not strong else ""
