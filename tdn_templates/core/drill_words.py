"""The steps of a drill in words, with the command of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from tdn_templates.core.succession_words import day_words
from tdn_templates.model.drill import DrillAnswer, DrillStep
from tdn_templates.model.words import Wording


@dataclass(frozen=True, slots=True)
class StepWords:
    """`command` is what to type in the folder of the drill; "" for what is done when the drill is made."""

    words: Wording
    command: str


def step_words(answer: DrillAnswer) -> Mapping[DrillStep, StepWords]:
    """In the order in which the steps are taken."""
    remind, after = day_words(answer.on), day_words(answer.answered_on)
    return {
        DrillStep.ISSUED: StepWords(
            Wording("phát hành biểu mẫu (đã làm sẵn)", "forms are issued (done for you)"),
            "",
        ),
        DrillStep.CHECKED: StepWords(
            Wording("kiểm tra các bản nộp", "check the returns"),
            "tdn validate",
        ),
        DrillStep.DRAFTED: StepWords(
            Wording("tổng hợp bản dự thảo", "merge a draft"),
            "tdn merge --draft",
        ),
        DrillStep.REMINDED: StepWords(
            Wording("đôn đốc", "remind"),
            f"tdn remind --on {remind}",
        ),
        DrillStep.ANSWERED: StepWords(
            Wording("nhận bản các đơn vị gửi lại", "receive what the units send then"),
            "tdn drill . --answer-reminders",
        ),
        DrillStep.ALL_THERE: StepWords(
            Wording("không còn đơn vị nào chậm hoặc cần sửa", "nobody is late, nothing is to be corrected"),
            f"tdn status --on {after}",
        ),
        DrillStep.MERGED: StepWords(
            Wording("tổng hợp bản chính thức", "merge for good"),
            "tdn merge --force",
        ),
    }
