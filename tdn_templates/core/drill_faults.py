"""Faults that a drill puts into returns: kinds that really come back, each with the rule that finds it.

What comes back bent is described in docs/domain.md. Each kind spoils one task of a return that is answered rightly.
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tdn_templates.core.answers import MERGED, NOT_APPLICABLE
from tdn_templates.model.form import Form, FormRow
from tdn_templates.model.words import RuleCode, Wording

_TREATMENT, _LEAD, _SUPPORTING, _TIME, _NOTE = "treatment", "own_lead", "own_supporting", "own_time", "note"


@dataclass(frozen=True, slots=True)
class DrillTask:
    """A task of a form as it was answered: `answers` are the texts by column key, `names` departments that the unit
    is known to have, () where the registry cannot say."""

    form: Form
    row: FormRow
    answers: Mapping[str, str]
    names: tuple[str, ...]

    def choice(self, key: str) -> str:
        """How the form calls a treatment."""
        column = self.form.layout.column(_TREATMENT)
        return next(choice.label.in_lang(self.form.lang) for choice in column.choices if choice.key == key)


@dataclass(frozen=True, slots=True)
class FaultKind:
    """`spoil` gives what stands in which columns instead of the answers, "" for a cell left blank; None where this
    task cannot have the fault. The rule `code` finds it in `column`."""

    key: str
    code: RuleCode
    column: str
    words: Wording
    spoil: Callable[[DrillTask], Mapping[str, str] | None]


def _always(**texts: str) -> Callable[[DrillTask], Mapping[str, str] | None]:
    return lambda task: texts


def _too_late(task: DrillTask) -> Mapping[str, str] | None:
    """A year more than was given, still inside the programme."""
    frame = task.row.task.time if task.row.task is not None else None
    if frame is None or frame.first is None or frame.last is None or frame.last >= task.form.programme.last:
        return None
    if (frame.last.month, frame.last.day) != (12, 31):
        return None
    return {_TIME: f"{frame.first.year} - {frame.last.year + 1}"}


def _reversed(task: DrillTask) -> Mapping[str, str]:
    programme = task.form.programme
    return {_TIME: f"{programme.last.year} - {programme.first.year}"}


def _outside(task: DrillTask) -> Mapping[str, str]:
    return {_TIME: str(task.form.programme.last.year + 5)}


def _two_leads(task: DrillTask) -> Mapping[str, str] | None:
    return {_LEAD: "; ".join(task.names[:2]), _SUPPORTING: ""} if len(task.names) > 1 else None


def _supports_itself(task: DrillTask) -> Mapping[str, str] | None:
    return {_LEAD: task.names[0], _SUPPORTING: task.names[0]} if task.names else None


def _other_time(task: DrillTask) -> Mapping[str, str]:
    return {"time": f"Trước năm {task.form.programme.last.year + 1}"}


ERRORS: tuple[FaultKind, ...] = (
    FaultKind(
        "not_answered",
        RuleCode("ROW01"),
        _TREATMENT,
        Wording("bỏ trống cách thực hiện", "treatment left blank"),
        _always(treatment="", own_lead="", note=""),
    ),
    FaultKind(
        "no_reason",
        RuleCode("ROW03"),
        _NOTE,
        Wording("không áp dụng mà không ghi lý do", "not applicable without a reason"),
        lambda task: {_TREATMENT: task.choice(NOT_APPLICABLE), _LEAD: "", _NOTE: ""},
    ),
    FaultKind(
        "no_lead",
        RuleCode("UNIT01"),
        _LEAD,
        Wording("thiếu đơn vị chủ trì", "no lead unit"),
        _always(own_lead=""),
    ),
    FaultKind(
        "merged_into_nothing",
        RuleCode("ROW04"),
        "carries",
        Wording("gộp mà không ghi số nhiệm vụ được gộp vào", "merged into no task"),
        lambda task: {_TREATMENT: task.choice(MERGED), _LEAD: ""},
    ),
    FaultKind(
        "tick",
        RuleCode("VALUE13"),
        _TREATMENT,
        Wording("đánh dấu x thay cho câu trả lời", "a tick instead of an answer"),
        _always(treatment="x"),
    ),
    FaultKind(
        "not_in_list",
        RuleCode("VALUE04"),
        _TREATMENT,
        Wording("trả lời ngoài danh sách", "an answer that is not in the list"),
        _always(treatment="Tạm hoãn"),
    ),
    FaultKind(
        "ditto",
        RuleCode("VALUE12"),
        _LEAD,
        Wording("ghi “như trên”", "“as above”"),
        _always(own_lead="như trên"),
    ),
    FaultKind(
        "error_value",
        RuleCode("VALUE05"),
        _LEAD,
        Wording("ô lỗi công thức #REF!", "an error value, #REF!"),
        _always(own_lead="#REF!"),
    ),
    FaultKind(
        "old_font",
        RuleCode("VALUE08"),
        _TIME,
        Wording("chữ theo bảng mã cũ (TCVN3)", "text in an old code table (TCVN3)"),
        _always(own_time="H»ng n¨m"),
    ),
    FaultKind(
        "unclear_time",
        RuleCode("TIME01"),
        _TIME,
        Wording("thời gian không hiểu được", "a time frame nobody can read"),
        _always(own_time="Sẽ báo sau tết"),
    ),
    FaultKind(
        "time_reversed",
        RuleCode("TIME02"),
        _TIME,
        Wording("thời gian kết thúc trước khi bắt đầu", "the end before the start"),
        _reversed,
    ),
    FaultKind(
        "time_outside",
        RuleCode("TIME03"),
        _TIME,
        Wording("thời gian ngoài chương trình", "time outside the programme"),
        _outside,
    ),
    FaultKind(
        "time_longer",
        RuleCode("TIME04"),
        _TIME,
        Wording("kéo dài thời hạn được giao", "longer than was issued"),
        _too_late,
    ),
)
"""After these a return has to be corrected."""

WARNINGS: tuple[FaultKind, ...] = (
    FaultKind(
        "given_changed",
        RuleCode("ROW05"),
        "time",
        Wording("sửa ô nội dung giao", "an issued cell was changed"),
        _other_time,
    ),
    FaultKind(
        "two_leads",
        RuleCode("UNIT03"),
        _LEAD,
        Wording("hai đơn vị chủ trì", "two lead units"),
        _two_leads,
    ),
    FaultKind(
        "supports_itself",
        RuleCode("UNIT04"),
        _SUPPORTING,
        Wording("vừa chủ trì vừa phối hợp", "lead and supporting at once"),
        _supports_itself,
    ),
    FaultKind(
        "look_alike",
        RuleCode("VALUE09"),
        _NOTE,
        Wording("chữ giống chữ Việt nhưng thuộc bảng chữ khác", "letters of another alphabet"),
        _always(note="\u00d0ã rà soát, th\u0456nh thoảng phối hợp"),
    ),
)
"""A return with nothing worse is accepted with warnings."""

NOTES: tuple[FaultKind, ...] = (
    FaultKind(
        "stray_spaces",
        RuleCode("VALUE10"),
        _NOTE,
        Wording("khoảng trắng thừa", "stray blanks"),
        _always(note="Đã  rà\u00a0soát"),
    ),
    FaultKind(
        "decomposed",
        RuleCode("VALUE02"),
        _NOTE,
        Wording("Unicode tổ hợp", "decomposed Unicode"),
        _always(note=unicodedata.normalize("NFD", "Đã rà soát, thực hiện hằng năm")),
    ),
)
"""A return with nothing worse is accepted."""

KINDS: Mapping[str, FaultKind] = {kind.key: kind for kind in (*ERRORS, *WARNINGS, *NOTES)}

WHOLE_FILE: Mapping[str, Wording] = {
    "nil_and_answers": Wording("đánh dấu không phát sinh mà vẫn trả lời", "ticked as nil, and answered all the same"),
    "table_wiped": Wording("trang bảng bị xóa trắng", "the sheet with the table is empty"),
    "cut_off": Wording("tệp bị cắt cụt khi gửi", "a file cut off on its way"),
    "scan": Wording("gửi bản PDF thay cho biểu mẫu", "a PDF instead of the form"),
    "other_workbook": Wording("gửi nhầm bảng tính khác", "another workbook by mistake"),
    "stranger": Wording("bản nộp của đơn vị ngoài đợt", "the return of a unit that was not asked"),
    "owner_file": Wording("tệp khóa của Excel lẫn vào", "an owner file of Excel among the returns"),
}
"""What is wrong with a file as a whole."""


def fault_words(kind: str) -> Wording:
    """What a kind is called; for "" what cannot be helped. Raises KeyError for no kind."""
    if not kind:
        return Wording("nhận xét kèm theo", "remark beside it")
    return KINDS[kind].words if kind in KINDS else WHOLE_FILE[kind]
