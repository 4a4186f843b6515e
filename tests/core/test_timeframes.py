"""Time frames: phrases read, written, compared. The phrases stand in timeframe_phrases.tsv."""

import re
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdn_templates.core.timeframes import (
    FrameRelation,
    compare_frames,
    is_reversed,
    outside_period,
    question_about,
    read_time,
    write_time,
)
from tdn_templates.model.timeframe import Every, TimeFrame, TimeKind

FIRST, LAST = date(2024, 1, 1), date(2030, 12, 31)
WITHOUT_DAYS = {TimeKind.RELATIVE, TimeKind.EMPTY, TimeKind.UNREADABLE}


@dataclass(frozen=True)
class Line:
    wording: str
    in_period: bool
    kind: TimeKind
    first: date | None
    last: date | None
    every: Every | None

    @property
    def meaning(self) -> tuple[TimeKind, date | None, date | None, Every | None]:
        return self.kind, self.first, self.last, self.every


def _lines() -> list[Line]:
    path = Path(__file__).with_name("timeframe_phrases.tsv")
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [_line(row) for row in rows[1:]]


def _line(row: list[str]) -> Line:
    wording, period, kind, first, last, every = row
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), wording).replace(r"\n", "\n")
    days = [date.fromisoformat(day) if day else None for day in (first, last)]
    return Line(text, period == "2024-2030", TimeKind(kind), days[0], days[1], Every(every) if every else None)


LINES = _lines()


def read(wording: str, *, in_period: bool = False) -> TimeFrame:
    return read_time(wording, period_first=FIRST, period_last=LAST) if in_period else read_time(wording)


def meaning(frame: TimeFrame) -> tuple[TimeKind, date | None, date | None, Every | None]:
    return frame.kind, frame.first, frame.last, frame.every


def means_what_the_table_says(line: Line, spelling: str) -> bool:
    return meaning(read(spelling, in_period=line.in_period)) == line.meaning


def test_the_table_is_large_and_covers_every_kind() -> None:
    assert len({(line.wording, line.in_period) for line in LINES}) == len(LINES) >= 300
    assert {line.kind for line in LINES} == set(TimeKind)
    assert {line.every for line in LINES} == {*Every, None}


@pytest.mark.parametrize("line", LINES, ids=lambda line: repr(line.wording))
def test_a_phrase_means_what_the_table_says_and_keeps_its_wording(line: Line) -> None:
    frame = read(line.wording, in_period=line.in_period)
    assert meaning(frame) == line.meaning
    assert frame.wording == line.wording


@pytest.mark.parametrize(
    "respell",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: unicodedata.normalize("NFC", text),
        str.upper,
        str.lower,
        lambda text: text.replace(" ", "  "),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" ", "\n"),
        lambda text: text.replace(" ", " \u200b"),
        lambda text: f"  {text}\t",
        lambda text: text.replace("-", "\u2011"),
        lambda text: text.replace("-", "\u2013"),
        lambda text: text.replace("ý", "í").replace("úy", "uý"),
    ],
)
def test_spelling_never_changes_the_meaning(respell: Callable[[str], str]) -> None:
    changed = [line.wording for line in LINES if not means_what_the_table_says(line, respell(line.wording))]
    assert changed == []


def test_a_full_stop_at_the_end_never_changes_the_meaning() -> None:
    with_words = [line for line in LINES if line.wording.strip("\u200b\u00a0 \n") and line.wording[-1] not in ".\u2026"]
    assert [line.wording for line in with_words if not means_what_the_table_says(line, f"{line.wording} .")] == []


def test_text_after_a_readable_phrase_makes_it_unreadable_instead_of_a_partial_guess() -> None:
    dated = [line for line in LINES if line.kind not in WITHOUT_DAYS]
    read_anyway = [line.wording for line in dated if read(f"{line.wording} xyz").kind is not TimeKind.UNREADABLE]
    # the condition of a recurring or permanent task takes any words
    open_ended = re.compile(r"(?:(?<!tiếp )theo (?!quý)|khi |đột xuất|vào dịp (?![0-9]))")
    repeating = [line for line in dated if line.kind in (TimeKind.RECURRING, TimeKind.PERMANENT)]
    assert read_anyway == [line.wording for line in repeating if open_ended.search(line.wording)]


ASKED = [
    ("31/2/2025", "no_such_day"),
    ("Quý V/2025", "no_such_day"),
    ("Tháng 13/2025", "no_such_day"),
    ("Năm 2101", "no_such_day"),
    ("2 năm/lần", "rare"),
    ("Hai năm một lần", "rare"),
    ("3 lần/năm", "rare"),
    ("1-2 lần/năm", "rare"),
    ("5 tháng 1 lần", "rare"),
    ("every two years", "rare"),
    ("Năm học 2024-2025", "school_year"),
    ("Đến 2025, định hướng đến năm 2030", "outlook"),
    ("Giai đoạn 2021-2030, tầm nhìn đến năm 2050", "outlook"),
    ("2024, hằng năm", "once_or_yearly"),
    ("Quý III", "no_year"),
    ("Cả giai đoạn", "no_year"),
    ("Các năm tiếp theo", "no_year"),
    ("Định kỳ", "no_period"),
    ("Theo quý", "no_period"),
    ("Trong 6 tháng", "no_start"),
    ("03 năm", "no_start"),
    ("Theo kế hoạch, trước 30/6/2025", "day_and_condition"),
    ("2024, quý III", "several_days"),
    ("Thời gian tới", "unknown_words"),
    ("như trên", "unknown_words"),
    (".", "unknown_words"),
]


@pytest.mark.parametrize(("wording", "obstacle"), ASKED)
def test_what_cannot_be_read_is_asked_about(wording: str, obstacle: str) -> None:
    question = question_about(read(wording))
    assert question is not None
    assert question.obstacle == obstacle
    assert question.ask.vi.endswith("?")
    assert question.ask.en.endswith("?")


def test_every_unreadable_phrase_is_asked_about_and_no_other() -> None:
    for line in LINES:
        asked = question_about(read(line.wording, in_period=line.in_period)) is not None
        assert asked is (line.kind is TimeKind.UNREADABLE)


def test_a_bare_quarter_takes_the_programmes_first_year() -> None:
    frame = read_time("Quý III", period_first=date(2026, 4, 15), period_last=LAST)
    assert meaning(frame) == (TimeKind.QUARTER, date(2026, 7, 1), date(2026, 9, 30), None)


def test_a_written_year_is_never_replaced_by_the_programmes() -> None:
    assert all(
        meaning(read(line.wording, in_period=True)) == line.meaning
        for line in LINES
        if not line.in_period and line.kind not in WITHOUT_DAYS
    )


@given(st.text(st.characters(exclude_categories=())))
@settings(deadline=None)
def test_any_text_is_read_without_an_exception(text: str) -> None:
    frame = read(text, in_period=True)
    assert frame.wording == text
    assert_sound(frame)


# fmt: off
WORDS = [
    "2024", "2030", "1944", "năm", "từ", "đến", "hết", "trước", "sau", "ngày", "tháng", "quý",
    "6", "3", "15/3", "15/3/2025", "31/2/2025", "6/2025", "III", "IV", "đầu", "cuối", "nửa", "hằng",
    "mỗi", "lần", "khi", "và", "các", "trong", "cả", "-", "/", ",", "(", ")",
    ".", "by", "until", "Q3", "June", "annually", "giai đoạn", "thường xuyên", "liên tục", "kế hoạch",
    "tiếp theo", "trở đi", "chậm nhất", "hoàn thành", "định kỳ",
]
# fmt: on


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from([" ", "", ", ", "\n"]))
@settings(deadline=None, max_examples=500)
def test_any_order_of_time_words_is_read_without_an_exception(words: list[str], joined_by: str) -> None:
    assert_sound(read(joined_by.join(words), in_period=True))


def assert_sound(frame: TimeFrame) -> None:
    """The days and the recurrence that a kind has, and no others."""
    both, none = (True, True), (False, False)
    expected = {
        TimeKind.UNTIL: {(False, True)},
        TimeKind.FROM: {(True, False)},
        TimeKind.RECURRING: {both, none, (True, False), (False, True)},
        TimeKind.PERMANENT: {both, none, (True, False), (False, True)},
    }.get(frame.kind, {none} if frame.kind in WITHOUT_DAYS else {both})
    assert (frame.first is not None, frame.last is not None) in expected
    assert (frame.every is not None) == (frame.kind is TimeKind.RECURRING)


@pytest.mark.parametrize(
    "seed", ["2024, ", "2024-", "quý i, ", "tháng 3-", "hằng năm, ", "30/11 ", "1-", "(", "  - ", "từ "]
)
@pytest.mark.parametrize("opening", ["", "hằng năm ", "theo "])
def test_forty_thousand_characters_are_read_in_linear_time(seed: str, opening: str) -> None:
    text = opening + seed * (40_000 // len(seed)) + " x"
    started = time.process_time()
    frame = read(text, in_period=True)
    # 0.1 s in practice; a pattern that backtracks over the whole text takes minutes
    assert time.process_time() - started < 5
    assert frame.kind is not TimeKind.EMPTY


# writing

WRITTEN = [
    ("Năm 2024", "2024"),
    ("2024- 2026", "2024 - 2026"),
    ("Từ năm 2024 đến năm 2026", "2024 - 2026"),
    ("đến hết năm 2030", "Đến năm 2030"),
    ("Trước ngày 1/7/2025", "Đến hết tháng 6/2025"),
    ("Trước ngày 30/6/2025", "Đến ngày 29/6/2025"),
    ("2024 và các năm tiếp theo", "Từ năm 2024"),
    ("Kể từ ngày 15/7/2025", "Từ ngày 15/7/2025"),
    ("Từ tháng 6/2025", "Từ tháng 6/2025"),
    ("6/2025", "Tháng 6/2025"),
    ("Quí 3 năm 2025", "Quý III/2025"),
    ("Cuối năm 2025", "Quý IV/2025"),
    ("Nửa đầu năm 2025", "6 tháng đầu năm 2025"),
    ("H2 2025", "6 tháng cuối năm 2025"),
    ("15.3.2025", "Ngày 15/3/2025"),
    ("15/3/2025-20/6/2025", "15/3/2025 - 20/6/2025"),
    ("9 tháng đầu năm 2025", "Từ tháng 1/2025 đến tháng 9/2025"),
    ("2024 - 2024", "1/1/2024 - 31/12/2024"),
    ("hàng năm.", "Hằng năm"),
    ("6 tháng/lần", "Định kỳ 6 tháng"),
    ("weekly", "Hằng tuần"),
    ("Giai đoạn 2024-2030 (hằng năm)", "Hằng năm, từ năm 2024 đến năm 2030"),
    ("Hằng năm đến năm 2030", "Hằng năm đến năm 2030"),
    ("Từ năm 2025, hằng quý", "Hằng quý từ năm 2025"),
    ("Nhiệm vụ thường xuyên", "Thường xuyên"),
    ("Thường xuyên đến năm 2030", "Thường xuyên đến năm 2030"),
    ("Theo  lộ trình", "Theo  lộ trình"),
    ("không rõ", "không rõ"),
    ("  ", ""),
]


@pytest.mark.parametrize(("wording", "written"), WRITTEN)
def test_a_frame_is_written_in_house_style(wording: str, written: str) -> None:
    assert write_time(read(wording)) == written


@pytest.mark.parametrize(
    "frame",
    [
        TimeFrame(TimeKind.QUARTER, "hai tháng", date(2025, 1, 1), date(2025, 2, 28)),
        TimeFrame(TimeKind.QUARTER, "lệch", date(2025, 2, 1), date(2025, 4, 30)),
        TimeFrame(TimeKind.DAY, "hai ngày", date(2025, 1, 1), date(2025, 1, 2)),
        TimeFrame(TimeKind.YEAR, "hai năm", date(2025, 1, 1), date(2026, 12, 31)),
        TimeFrame(TimeKind.MONTH, "chưa có ngày"),
        TimeFrame(TimeKind.UNTIL, "chưa có hạn"),
        TimeFrame(TimeKind.FROM, "chưa có đầu"),
        TimeFrame(TimeKind.SPAN, "chưa có cuối", date(2025, 1, 1)),
        TimeFrame(TimeKind.RECURRING, "chưa có kỳ"),
    ],
)
def test_a_frame_whose_days_do_not_fit_its_kind_keeps_its_wording(frame: TimeFrame) -> None:
    assert write_time(frame) == frame.wording


def test_every_readable_phrase_of_the_table_survives_writing() -> None:
    readable = [line for line in LINES if line.kind not in WITHOUT_DAYS]
    lost = [line.wording for line in readable if meaning(read(written_again(line))) != line.meaning]
    assert lost == []


def written_again(line: Line) -> str:
    return write_time(TimeFrame(line.kind, "", line.first, line.last, line.every))


DAYS = st.dates(date(1945, 1, 1), date(2100, 12, 31))
FIRST_DAYS = st.one_of(DAYS, DAYS.map(lambda day: day.replace(day=1)), DAYS.map(lambda day: date(day.year, 1, 1)))
LAST_DAYS = st.one_of(
    DAYS,
    DAYS.map(lambda day: date(day.year, day.month % 12 + 1, 1) - timedelta(days=1) if day.month < 12 else day),
    DAYS.map(lambda day: date(day.year, 12, 31)),
)
REPEATING_BOUNDS = st.one_of(
    st.tuples(st.none(), st.none()),
    st.tuples(FIRST_DAYS, st.none()),
    st.tuples(st.none(), LAST_DAYS),
    st.tuples(FIRST_DAYS, LAST_DAYS).filter(lambda days: days[0].year != days[1].year),
)
FRAMES = st.one_of(
    st.builds(TimeFrame, st.just(TimeKind.SPAN), st.just(""), FIRST_DAYS, LAST_DAYS),
    st.builds(TimeFrame, st.just(TimeKind.UNTIL), st.just(""), st.none(), LAST_DAYS),
    st.builds(TimeFrame, st.just(TimeKind.FROM), st.just(""), FIRST_DAYS),
    DAYS.map(lambda day: TimeFrame(TimeKind.DAY, "", day, day)),
    DAYS.map(lambda day: TimeFrame(TimeKind.YEAR, "", date(day.year, 1, 1), date(day.year, 12, 31))),
    DAYS.map(lambda day: read_time(f"Tháng {day.month}/{day.year}")),
    DAYS.map(lambda day: read_time(f"Quý {(day.month + 2) // 3}/{day.year}")),
    DAYS.map(lambda day: read_time(f"6 tháng {'đầu' if day.month < 7 else 'cuối'} năm {day.year}")),
    st.tuples(REPEATING_BOUNDS, st.sampled_from(Every)).map(
        lambda one: TimeFrame(TimeKind.RECURRING, "", one[0][0], one[0][1], one[1])
    ),
    REPEATING_BOUNDS.map(lambda days: TimeFrame(TimeKind.PERMANENT, "", days[0], days[1])),
)


@given(FRAMES)
@settings(deadline=None, max_examples=300)
def test_what_is_written_reads_back_as_the_same_days(frame: TimeFrame) -> None:
    assert meaning(read_time(write_time(frame))) == meaning(frame)


# comparing

SAME, NARROWER = FrameRelation.SAME, FrameRelation.NARROWER
EXCEEDS, UNKNOWN = FrameRelation.EXCEEDS, FrameRelation.UNKNOWN

COMPARED = [
    # own, national, relation, the facts that hold
    ("Năm 2024", "2024", SAME, ""),
    ("2024- 2025", "2024 - 2025", SAME, ""),
    ("2024 - 2030", "Đến năm 2030", SAME, ""),
    ("Đến năm 2030", "2024 - 2030", SAME, ""),
    ("Đến hết năm 2025", "2025", SAME, ""),
    ("Từ năm 2024", "2024 - 2030", SAME, ""),
    ("2026 và các năm tiếp theo", "2026 - 2030", SAME, ""),
    ("Hàng năm", "Hằng năm", SAME, ""),
    ("Hằng năm, giai đoạn 2024-2030", "Hằng năm", SAME, ""),
    ("Trước ngày 30/11 hằng năm", "Hằng năm", SAME, ""),
    ("Hằng năm đến năm 2025", "2024 - 2025", SAME, ""),
    ("Thường xuyên", "Hằng năm", SAME, ""),
    ("Hằng quý", "Hằng năm", SAME, ""),
    ("Thường xuyên", "Từ năm 2024", SAME, ""),
    ("2024", "2024 - 2025", NARROWER, "ends_earlier"),
    ("2024 - 2026", "2024 - 2030", NARROWER, "ends_earlier"),
    ("2025 - 2030", "2024 - 2030", NARROWER, "starts_later"),
    ("Quý III/2025", "2025", NARROWER, "starts_later ends_earlier"),
    ("Trước ngày 30/6/2025", "2024 - 2025", NARROWER, "ends_earlier"),
    ("2024", "Hằng năm", NARROWER, "ends_earlier recurs_less"),
    ("2024 - 2030", "Hằng năm", NARROWER, "recurs_less"),
    ("Đến năm 2030", "Thường xuyên", NARROWER, "recurs_less"),
    ("Hằng năm", "Thường xuyên", NARROWER, "recurs_less"),
    ("Hằng năm", "Hằng quý", NARROWER, "recurs_less"),
    ("Hằng năm đến năm 2026", "Hằng năm", NARROWER, "ends_earlier"),
    ("2024 - 2026", "2025- 2026", NARROWER, "starts_earlier"),
    ("2024", "2025- 2026", NARROWER, "starts_earlier ends_earlier apart"),
    ("Đến năm 2024", "2025- 2026", NARROWER, "starts_earlier ends_earlier apart"),
    ("Hàng năm", "2024 - 2025", EXCEEDS, "ends_later recurs_beyond"),
    ("Hằng năm", "2024 - 2030", EXCEEDS, "recurs_beyond"),
    ("Hằng năm", "Đến năm 2030", EXCEEDS, "recurs_beyond"),
    ("Thường xuyên", "2024", EXCEEDS, "ends_later recurs_beyond"),
    ("Từ năm 2025, hằng năm", "2024 - 2025", EXCEEDS, "starts_later ends_later recurs_beyond"),
    ("Hằng năm đến năm 2030", "2024 - 2025", EXCEEDS, "ends_later"),
    ("2025", "2024", EXCEEDS, "starts_later ends_later apart"),
    ("2024-2025", "2024", EXCEEDS, "ends_later"),
    ("2025- 2026", "2024 - 2025", EXCEEDS, "starts_later ends_later"),
    ("Từ năm 2024", "2024", EXCEEDS, "ends_later"),
    ("Đến năm 2035", "Đến năm 2030", EXCEEDS, "ends_later"),
    ("2024 - 2035", "Hằng năm", EXCEEDS, "ends_later recurs_less"),
    ("Từ năm 2031", "Hằng năm", EXCEEDS, "starts_later ends_later recurs_less apart"),
    ("Hằng năm", "Hằng năm đến năm 2026", EXCEEDS, "ends_later"),
    ("Ngày 1/1/2026", "2025", EXCEEDS, "starts_later ends_later apart"),
    ("2023 - 2025", "2024 - 2025", EXCEEDS, "starts_earlier before_period"),
    ("2023", "2021 - 2025", NARROWER, "starts_later ends_earlier"),
    ("Theo lộ trình", "2024", UNKNOWN, ""),
    ("2024", "Khi có yêu cầu", UNKNOWN, ""),
    ("", "2024", UNKNOWN, ""),
    ("2024", "", UNKNOWN, ""),
    ("sớm nhất", "2024", UNKNOWN, ""),
    ("2026 - 2024", "2024 - 2030", UNKNOWN, ""),
    ("2024", "2030 - 2024", UNKNOWN, ""),
]
FACTS = (
    "starts_earlier",
    "starts_later",
    "ends_earlier",
    "ends_later",
    "before_period",
    "recurs_beyond",
    "recurs_less",
    "apart",
)


@pytest.mark.parametrize(("own", "national", "relation", "facts"), COMPARED)
def test_a_units_frame_lies_to_the_national_one_as_the_table_says(
    own: str, national: str, relation: FrameRelation, facts: str
) -> None:
    found = compare_frames(read(own), read(national), period_first=FIRST, period_last=LAST)
    assert found.relation is relation
    assert [fact for fact in FACTS if getattr(found, fact)] == facts.split()


def test_a_comparison_names_the_days_it_compared() -> None:
    found = compare_frames(read("Hàng năm"), read("2025- 2026"), period_first=FIRST, period_last=LAST)
    assert (found.own_first, found.own_last) == (date(2025, 1, 1), LAST)
    assert (found.national_first, found.national_last) == (date(2025, 1, 1), date(2026, 12, 31))


@given(FRAMES)
@settings(deadline=None)
def test_a_frame_is_the_same_as_itself(frame: TimeFrame) -> None:
    found = compare_frames(frame, frame, period_first=FIRST, period_last=LAST)
    assert found.relation is (UNKNOWN if is_reversed(frame) else SAME)


@given(FRAMES, FRAMES)
@settings(deadline=None, max_examples=300)
def test_a_later_end_always_exceeds_and_explicit_days_inside_never_do(own: TimeFrame, national: TimeFrame) -> None:
    relation = compare_frames(own, national, period_first=FIRST, period_last=LAST).relation
    if is_reversed(own) or is_reversed(national):
        assert relation is UNKNOWN
    elif own.last and national.last and own.last > national.last:
        assert relation is EXCEEDS
    elif own.first and own.last and national.first and national.last and national.first <= own.first:
        assert relation in (SAME, NARROWER)


@pytest.mark.parametrize(
    ("wording", "outside"),
    [
        ("2024 - 2030", False),
        ("1/1/2024 - 31/12/2030", False),
        ("Hằng năm", False),
        ("Thường xuyên", False),
        ("Từ năm 2024", False),
        ("Đến năm 2030", False),
        ("Theo lộ trình", False),
        ("", False),
        ("2023", True),
        ("31/12/2023", True),
        ("1/1/2031", True),
        ("2023 - 2025", True),
        ("2030 - 2031", True),
        ("Đến năm 2031", True),
        ("Đến năm 2023", True),
        ("Từ năm 2023", True),
        ("Từ năm 2031", True),
        ("Hằng năm đến năm 2035", True),
    ],
)
def test_a_frame_is_outside_the_period_by_the_days_it_names(wording: str, outside: bool) -> None:
    assert outside_period(read(wording), FIRST, LAST) is outside


@pytest.mark.parametrize(
    ("wording", "reversed_"),
    [
        ("2026 - 2024", True),
        ("Tháng 9 - 3/2025", True),
        ("20/6/2025 - 15/3/2025", True),
        ("15/3/2025 - 15/3/2025", False),
        ("2026, 2024", False),
        ("Quý IV, II năm 2025", False),
        ("Đến năm 2020", False),
        ("Hằng năm", False),
    ],
)
def test_a_range_is_reversed_when_it_ends_before_it_starts(wording: str, reversed_: bool) -> None:
    frame = read(wording)
    assert frame.kind in (TimeKind.SPAN, TimeKind.UNTIL, TimeKind.RECURRING)
    assert is_reversed(frame) is reversed_
