"""Whatever a workbook holds passes the wire unchanged, and nothing but an answer is taken for one."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdn_templates.model.cell import RawSheet, RawValue, RawWorkbook, Unreadable
from tdn_templates.reading.wire import Answer, decode_answer, encode_answer

VALUES: tuple[RawValue, ...] = (
    "Bộ Tài chính", "", "a\x00b", "\ud800", "\udc00 \ud83d\ude00", "😀", "\uffff", "0",
    3, 10**30, -1.5, 1e300, True, False,
    date(2025, 6, 1), datetime(2025, 6, 1, 8, 30, 1, 5), time(8, 30), timedelta(days=-1, microseconds=3),  # noqa: DTZ001
)  # fmt: skip
FULL = RawWorkbook(
    "xlsx",
    (
        RawSheet("Trống", {}),
        RawSheet("S\ud800", {(row, 1): value for row, value in enumerate(VALUES, 1)}, visible=False),
        RawSheet(
            "T",
            {(10**10, 8 * 10**9): "far"},
            errors={(1, 2): "#REF!"},
            formulas={(2, 1): "1+1"},
            hidden_rows=frozenset({3}),
            tracked=frozenset({(4, 5)}),
        ),
    ),
    {"tdn_unit": "bo-tai-chinh"},
    has_macros=True,
    external_links=True,
)

values = st.one_of(
    st.text(st.characters(codec=None), max_size=8),
    st.integers(),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
cells = st.dictionaries(st.tuples(st.integers(0, 2**40), st.integers(1, 2**40)), values, max_size=8)


@pytest.mark.parametrize("workbook", [FULL, RawWorkbook("ods", ())])
def test_a_workbook_comes_out_as_it_went_in(workbook: RawWorkbook) -> None:
    found = decode_answer(encode_answer(Answer(workbook, worn=True)))
    assert found == Answer(workbook, worn=True)
    assert isinstance(found.result, RawWorkbook)
    for sent, received in zip(workbook.sheets, found.result.sheets, strict=True):
        assert list(map(type, sent.cells.values())) == list(map(type, received.cells.values()))


@given(st.lists(cells, max_size=3))
def test_any_cells_come_out_as_they_went_in(
    sheets: list[dict[tuple[int, int], RawValue]],
) -> None:
    workbook = RawWorkbook("xlsx", tuple(RawSheet("S", found) for found in sheets))
    received = decode_answer(encode_answer(Answer(workbook, worn=False))).result
    assert isinstance(received, RawWorkbook)
    assert [list(sheet.cells.items()) for sheet in received.sheets] == [list(found.items()) for found in sheets]


def test_a_number_that_is_not_finite_never_passes_the_wire() -> None:
    with pytest.raises(ValueError, match="JSON"):
        encode_answer(Answer(RawWorkbook("xlsx", (RawSheet("S", {(1, 1): float("inf")}),)), worn=False))


def test_a_reason_passes_the_wire_with_its_facts() -> None:
    answer = Answer(Unreadable("damaged", {"part": "xl/workbook.xml"}), worn=True)
    assert decode_answer(encode_answer(answer)) == answer


@pytest.mark.parametrize("cut", [0, 3, 8, 9, 200, -1, -2, -9])
def test_half_an_answer_is_none(cut: int) -> None:
    payload = encode_answer(Answer(FULL, worn=False))
    with pytest.raises((ValueError, LookupError, TypeError)):
        decode_answer(payload[:cut])
