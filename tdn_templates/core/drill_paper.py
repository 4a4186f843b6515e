"""The paper of a drill (bai-tap.md): what to do, step by step, Vietnamese with the English below it."""

from collections.abc import Iterator
from dataclasses import dataclass

from tdn_templates.core.drill_words import step_words
from tdn_templates.core.succession_words import day_words
from tdn_templates.model.drill import DrillAnswer, DrillStep
from tdn_templates.model.round import RoundSetup

PAPER_FILE = "bai-tap.md"

_WARNING = """\
> **Đây là đợt DIỄN TẬP, không có thật.** Mọi câu trả lời trong các bản nộp do máy đặt ra, không đơn vị nào đã trả lời
> như vậy. Danh mục có mã riêng (`{code}`), nên biểu mẫu diễn tập không lẫn vào đợt thật được.
>
> *This round is a drill. All answers were made up by the program; no unit gave them. The list has a code of its own, so
> that no real round takes a form of the drill for its own.*"""


@dataclass(frozen=True, slots=True)
class _Step:
    """One step: `commands` are typed in the folder of the drill; `vi` and `en` say what to do and to look at."""

    title: str
    commands: tuple[str, ...]
    vi: str
    en: str


def drill_paper(setup: RoundSetup, answer: DrillAnswer) -> str:
    """The same drill gives the same text."""
    return "\n".join(_lines(setup, answer)) + "\n"


def _lines(setup: RoundSetup, answer: DrillAnswer) -> Iterator[str]:
    yield "# DIỄN TẬP: một đợt báo cáo từ đầu đến cuối | Drill: a round from beginning to end"
    yield ""
    yield _WARNING.format(code=setup.programme.partition(".")[0])
    yield ""
    count, deadline = len(setup.units), day_words(setup.deadline)
    yield (
        f"Có {count} đơn vị, hạn gửi {deadline}. Biểu mẫu đã phát hành (`outbox/`), bản nộp đã về (`inbox/`): phần "
        "lớn đúng, có bản sai, bản hỏng, bản gửi hai lần, đơn vị gửi muộn, đơn vị chưa gửi. Gõ các lệnh dưới đây trong "
        "thư mục này. Lời giải: `dap-an.json`."
    )
    yield ""
    yield (
        f"*{count} units, deadline {deadline}. The forms are issued and the returns are in; most are right. Type the "
        "commands in this folder. The answer is in `dap-an.json`.*"
    )
    for number, step in enumerate(_steps(setup, answer), start=1):
        yield ""
        yield f"## {number}. {step.title}"
        yield ""
        yield "```sh"
        yield from step.commands
        yield "```"
        yield ""
        yield step.vi
        yield ""
        yield f"*{step.en}*"


def _steps(setup: RoundSetup, answer: DrillAnswer) -> Iterator[_Step]:
    remind = day_words(answer.on)
    commands = {step: words.command for step, words in step_words(answer).items()}
    own = f"--programme {setup.programme}" + (f" --templates {setup.templates}" if setup.templates else "")
    yield _Step(
        "Ai đã gửi gì | Who has sent what",
        (f"tdn status --on {remind}",),
        "Hãy trả lời: bao nhiêu đơn vị đạt, cần sửa, không đọc được, không phát sinh, chưa gửi? Đơn vị nào gửi "
        "muộn, mấy ngày? Đơn vị nào gửi hai bản, bản nào được tính, vì sao? Tệp nào chưa rõ của ai, vì sao?",
        "How many units are in each state? Who was late? Who sent two versions, which one counts, and why? Which "
        "files belong to nobody?",
    )
    yield _Step(
        "Lỗi ở đâu | Where the faults are",
        (commands[DrillStep.CHECKED], "tdn rules explain TIME04", f"tdn fix inbox {own} -o da-sua"),
        "Mở `reports/kiem-tra.html` và một bản đánh dấu trong `to-return/`. Lỗi nào máy sửa được an toàn (trong "
        "`da-sua/`), lỗi nào chỉ đơn vị sửa được?",
        "Open `reports/kiem-tra.html` and a marked copy in `to-return/`. Which faults can be mended safely, and "
        "which ones can only the unit mend?",
    )
    yield _Step(
        "Tổng hợp bản dự thảo | Merge a draft",
        ("tdn merge", commands[DrillStep.DRAFTED], "tdn explain 1.1"),
        "Lệnh đầu bị từ chối: vì sao? Mở `merged/phu-luc.docx` và `merged/tong-hop.html`; tìm chỗ bản dự thảo ghi"
        " lỗi. Mỗi chữ của nhiệm vụ 1.1 lấy từ tệp nào, ô nào?",
        "The first command is refused: why? Look for the faults in the draft. Which file and cell does each word "
        "of task 1.1 come from?",
    )
    yield _Step(
        "Đôn đốc | Remind",
        (commands[DrillStep.REMINDED],),
        f"Mở thư mục `to-return/nhac-{answer.on.isoformat()}/`: công văn cho đơn vị quá hạn, công văn kèm bản đánh"
        " dấu cho đơn vị cần sửa, công văn chung, `gui-thu.csv`.",
        "Letters to late units, letters with the marked copy to those whose return needs correction, the summary,"
        " the list for a mail merge.",
    )
    yield _Step(
        "Các đơn vị gửi lại | The units answer",
        (commands[DrillStep.ANSWERED], commands[DrillStep.ALL_THERE]),
        "Các đơn vị được nhắc gửi bản đúng vào `inbox/`. Bản nào được tính bây giờ? So với bản trước, những ô nào"
        " thay đổi, lỗi nào đã sửa?",
        "Those who were reminded send a right return. Which version counts now, and what has changed since the "
        "one before?",
    )
    yield _Step(
        "Tổng hợp bản chính thức | Merge for good",
        (commands[DrillStep.MERGED],),
        "Lần này không cần `--draft`; `--force` vì bản dự thảo đang ở trong `merged/`. Kiểm tra: không còn chữ "
        "“DỰ THẢO”.",
        "No `--draft` any more; `--force` because the draft is still there. The word DỰ THẢO is gone.",
    )
    yield _Step(
        "Tự chấm | See how far you have come",
        ("tdn drill . --check",),
        "So đợt này với `dap-an.json`: mọi lỗi cài sẵn tìm thấy đúng ô chưa, mọi đơn vị đúng trạng thái chưa, "
        "bước nào đã làm. Chạy được bất cứ lúc nào.",
        "Holds the round against the answer: every seeded fault at its cell, every unit in its state, the steps "
        "done. Run it at any time.",
    )
