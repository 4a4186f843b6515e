"""What to ask about a time phrase that cannot be read: why it cannot, and the question that settles it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from tdn_templates.core.timeframes.fold import fold_phrase
from tdn_templates.core.timeframes.pieces import Skeleton, take_pieces
from tdn_templates.core.timeframes.values import ImpossibleDate, LongerThanAYear
from tdn_templates.model.timeframe import TimeFrame, TimeKind
from tdn_templates.model.words import Wording


class Obstacle(StrEnum):
    """Why a phrase cannot be read, the first that holds."""

    NO_SUCH_DAY = "no_such_day"
    RARE = "rare"
    """Recurs, but in a rhythm that is none of week, month, quarter, half-year, year: "2 năm một lần"."""
    SCHOOL_YEAR = "school_year"
    OUTLOOK = "outlook"
    """Two goals: "đến năm 2025, định hướng đến năm 2030"."""
    ONCE_OR_YEARLY = "once_or_yearly"
    NO_YEAR = "no_year"
    NO_PERIOD = "no_period"
    NO_START = "no_start"
    """A length of time without the day it is counted from: "trong 6 tháng"."""
    DAY_AND_CONDITION = "day_and_condition"
    SEVERAL_DAYS = "several_days"
    UNKNOWN_WORDS = "unknown_words"


@dataclass(frozen=True, slots=True)
class TimeQuestion:
    """`why` is a sentence about the phrase, `ask` the question to whoever wrote it."""

    obstacle: Obstacle
    why: Wording
    ask: Wording


ALLOWED = "2024; 2024 - 2026; Đến năm 2030; Quý III/2025; Tháng 6/2025; Trước ngày 30/6/2025; Hằng năm; Thường xuyên"
"""The forms that rule TIME01 offers."""

_OUTLOOK = re.compile(r"dinh huong|tam nhin|vision|outlook")
_IMPOSSIBLE = re.compile(r"\bquy (?:v|0|[5-9])\b|\bthang (?:0|1[3-9]|[2-9][0-9])\b")
_SCHOOL = re.compile(r"nam hoc|nien khoa|school year|academic year")
_LENGTH = re.compile(
    r"(?:trong |trong vong |sau |within |khoang )?[0-9]{1,3} (?:ngay|tuan|thang|nam|days|months|years)\b.*"
)
_CONDITION = re.compile(r"\b(?:theo|khi|sau khi|tuy|neu|ke hoach|upon|after)\b")
_RARE = re.compile(
    r"(?:every|once in) (?:two|three|five|[2-9]) years|biennial(?:ly)?|biannual(?:ly)?|moi [2-9] nam|[0-9] lan\b"
    r"|(?:hai|ba|bon|nam|muoi) nam (?:mot|1|01) lan"
)
_UNDATED = re.compile(
    r"\b(?:giai doan|thoi ky|nhiem ky|cac nam|nhung nam|ca nam|trong nam|(?:cuoi|dau) (?:thang|quy)|thang cuoi quy)\b"
    r"|nam (?:sau|toi|nay|thu)\b|quy (?:mot|hai|ba|bon|tu)\b"
)


def question_about(frame: TimeFrame) -> TimeQuestion | None:
    """None for a frame that is read or blank."""
    if frame.kind is not TimeKind.UNREADABLE:
        return None
    obstacle = _obstacle(fold_phrase(frame.wording))
    return TimeQuestion(obstacle, *_TEXTS[obstacle])


def _obstacle(folded: str) -> Obstacle:
    try:
        skeleton = take_pieces(folded)
    except LongerThanAYear:
        return Obstacle.RARE
    except ImpossibleDate:
        return Obstacle.RARE if "lan" in folded.replace("/", " ").split() else Obstacle.NO_SUCH_DAY
    by_words = (
        (_IMPOSSIBLE, Obstacle.NO_SUCH_DAY),
        (_SCHOOL, Obstacle.SCHOOL_YEAR),
        (_OUTLOOK, Obstacle.OUTLOOK),
        (_RARE, Obstacle.RARE),
    )
    for pattern, obstacle in by_words:
        if pattern.search(folded):
            return obstacle
    return _by_pieces(folded, skeleton)


def _by_pieces(folded: str, skeleton: Skeleton) -> Obstacle:
    dated, bare, periods = skeleton.dated, skeleton.bare, skeleton.periods
    no_day = not dated and not periods
    held = (
        (bool(periods and dated), Obstacle.ONCE_OR_YEARLY),
        (bool(dated or bare) and _CONDITION.search(folded) is not None, Obstacle.DAY_AND_CONDITION),
        (bool(bare) and no_day, Obstacle.NO_YEAR),
        (len(dated) + len(bare) > 1, Obstacle.SEVERAL_DAYS),
        (folded.startswith(("dinh ky", "theo quy", "theo nam", "theo thang")), Obstacle.NO_PERIOD),
        (no_day and _LENGTH.fullmatch(folded) is not None, Obstacle.NO_START),
        (no_day and _UNDATED.search(folded) is not None, Obstacle.NO_YEAR),
    )
    return next((obstacle for holds, obstacle in held if holds), Obstacle.UNKNOWN_WORDS)


_TEXTS: dict[Obstacle, tuple[Wording, Wording]] = {
    Obstacle.NO_SUCH_DAY: (
        Wording(
            "Có ngày, tháng, quý hoặc năm không có trong lịch (năm hợp lệ: 1945 - 2100; ngày ghi trước tháng).",
            "It names a day, month, quarter or year that no calendar has (years 1945 to 2100, the day first).",
        ),
        Wording("Ngày, tháng, năm nào là đúng?", "Which day, month and year is meant?"),
    ),
    Obstacle.RARE: (
        Wording(
            "Chu kỳ này không phải hằng tuần, hằng tháng, hằng quý, 6 tháng hay hằng năm.",
            "This rhythm is none of weekly, monthly, quarterly, half-yearly, yearly.",
        ),
        Wording(
            "Thực hiện vào những năm nào (ví dụ: 2024, 2026, 2028)?",
            "In which years is it done (for instance 2024, 2026, 2028)?",
        ),
    ),
    Obstacle.SCHOOL_YEAR: (
        Wording("Năm học không trùng với năm dương lịch.", "A school year is no calendar year."),
        Wording("Từ tháng nào đến tháng nào (ví dụ: 9/2024 - 5/2025)?", "From which month to which (9/2024 - 5/2025)?"),
    ),
    Obstacle.OUTLOOK: (
        Wording("Có hai mốc: mục tiêu và định hướng (tầm nhìn).", "There are two goals: the aim and the outlook."),
        Wording("Nhiệm vụ phải hoàn thành theo mốc nào?", "By which of the two must the task be done?"),
    ),
    Obstacle.ONCE_OR_YEARLY: (
        Wording("Vừa ghi thời gian cụ thể vừa ghi định kỳ.", "It names both certain days and a recurrence."),
        Wording(
            "Làm một lần, hay định kỳ từ năm nào đến năm nào (ví dụ: Hằng năm từ 2024 đến 2030)?",
            "Is it done once, or again and again from which year to which (Hằng năm từ 2024 đến 2030)?",
        ),
    ),
    Obstacle.NO_YEAR: (
        Wording("Chưa ghi năm.", "The year is not given."),
        Wording("Năm nào (ví dụ: Quý III/2025; 2024 - 2026)?", "Which year (Quý III/2025; 2024 - 2026)?"),
    ),
    Obstacle.NO_PERIOD: (
        Wording("Chưa rõ chu kỳ.", "The rhythm is not given."),
        Wording("Hằng tháng, hằng quý, 6 tháng hay hằng năm?", "Monthly, quarterly, half-yearly or yearly?"),
    ),
    Obstacle.NO_START: (
        Wording("Có khoảng thời gian nhưng chưa rõ tính từ ngày nào.", "A length of time, but not from which day."),
        Wording(
            "Tính từ ngày nào, hoặc phải xong trước ngày nào (ví dụ: Trước ngày 30/6/2025)?",
            "Counted from which day, or done before which day (Trước ngày 30/6/2025)?",
        ),
    ),
    Obstacle.DAY_AND_CONDITION: (
        Wording("Vừa ghi mốc thời gian vừa ghi điều kiện.", "It names both a time and a condition."),
        Wording("Mốc nào ràng buộc: ngày ghi hay điều kiện?", "Which one binds: the day or the condition?"),
    ),
    Obstacle.SEVERAL_DAYS: (
        Wording("Có nhiều mốc thời gian, chưa rõ quan hệ.", "Several times, and not how they belong together."),
        Wording("Bắt đầu và kết thúc khi nào (ví dụ: 2024 - 2026)?", "When does it begin and end (2024 - 2026)?"),
    ),
    Obstacle.UNKNOWN_WORDS: (
        Wording(
            "Có từ không phải thời gian, hoặc thiếu mốc thời gian.", "Some words are no time, or no time is given."
        ),
        Wording("Thực hiện từ khi nào đến khi nào?", "From when to when is it done?"),
    ),
}
