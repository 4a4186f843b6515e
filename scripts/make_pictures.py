"""Makes the pictures of docs/images/ from the published plans of the examples.

    python scripts/make_pictures.py [FOLDER]

Needs LibreOffice (soffice) and poppler (pdftoppm). The documents are the same each time; other versions of the two
programs, or other fonts, draw other pixels.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from pathlib import Path

from small_png import small_png

from tdn_templates import api
from tdn_templates.testing import Answer, fill_form, read_answers_tsv

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "examples" / "published-plans" / "bo-tai-chinh.answers.tsv"
MINISTRY, PROVINCE, DEPARTMENT = "Bộ Tài chính", "Tỉnh Bình Định", "Vụ Hợp tác quốc tế"
YEAR, DEADLINE, COUNTED_ON = 2025, date(2026, 11, 30), date(2026, 12, 4)

HALF_DONE: Sequence[Answer] = (
    {"row": "2.3", "treatment": "Thực hiện"},
    {"row": "2.4", "treatment": "Không áp dụng"},
    {"row": "2.5", "treatment": "Thực hiện", "own_lead": "Văn phòng Bộ", "own_time": "2031"},
    {"row": "2.6", "treatment": "Thực hiện", "own_lead": "Văn phòng của Bộ"},
)
"""What the half-filled form holds after the first lines of the plan: a row for each kind of answer of a check cell."""

CLAIMS = ("Phối hợp", "Chủ trì", "Không tham gia", "Phối hợp")
STATUSES: Sequence[Answer] = (
    {"status": "Đã hoàn thành", "result": "Đã tổ chức 02 hội nghị phổ biến cho 150 cán bộ."},
    {"status": "Đang thực hiện", "result": "Đã đăng 24 tin, bài; đạt 60% kế hoạch năm."},
    {
        "status": "Chậm tiến độ",
        "result": "Đã xây dựng đề cương.",
        "difficulties": "Chưa bố trí đủ kinh phí.",
        "next_step": "Hoàn thành trong quý II năm sau.",
    },
    {"status": "Không phát sinh"},
    {"status": "Chưa triển khai", "next_step": "Xây dựng kế hoạch chi tiết."},
)
HEAD = """\
issuing_body: Bộ Thông tin và Truyền thông
symbol: BTTTT-TTĐN
place: Hà Nội
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """One page of a document; pages count from 1."""

    name: str
    source: Path
    page: int = 1
    dots_per_inch: int = 75


def pictures(work: Path) -> Iterator[Picture]:
    """Every picture with the document it shows, which is made below `work`."""
    answers = read_answers_tsv(PLAN.read_text(encoding="utf-8"))
    tasks = [item.task.number for item in api.list_tasks(unit=MINISTRY).assignments]
    plan = api.generate([MINISTRY, PROVINCE], work / "plan").files[0]
    half = _filled(plan, [*answers[:5], *HALF_DONE], work / "half" / "bo-tai-chinh.xlsx")
    whole = _filled(plan, answers, work / "whole" / "bo-tai-chinh.xlsx")
    yield Picture("instructions", half)
    yield Picture("plan-form", half, page=2, dots_per_inch=96)
    form = api.generate([DEPARTMENT], work / "registration", form="registration").files[0]
    claims = [{"row": task, "claim": claim} for task, claim in zip(tasks, CLAIMS * 2, strict=False)]
    yield Picture("registration-form", _filled(form, claims, work / "claims.xlsx"), page=2, dots_per_inch=80)
    yield Picture("annex-7-columns", api.merge([whole], work / "merged", draft=True).files[0])
    head = work / "head.yaml"
    head.write_text(HEAD, encoding="utf-8")
    request, reminder, register = work / "request.docx", work / "reminder.docx", work / "plan" / "so-phat-hanh.jsonl"
    api.write_request_letter([MINISTRY, PROVINCE], request, deadline=DEADLINE, head=head)
    yield Picture("request-letter", request)
    api.write_reminder_letter([whole], reminder, register=register, deadline=DEADLINE, on=COUNTED_ON, head=head)
    yield Picture("reminder-letter", reminder)
    form = api.generate([MINISTRY], work / "progress", form="progress", year=YEAR).files[0]
    said = [{"row": task, **status} for task, status in zip(tasks, cycle(STATUSES), strict=False)]
    report = api.merge([_filled(form, said, work / "progress.xlsx")], work / "report")
    yield Picture("progress-report", report.files[0])


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        for picture in pictures(Path(work)):
            (folder / f"{picture.name}.png").write_bytes(_drawn(picture, Path(work)))
    return 0


def _filled(form: Path, answers: Sequence[Answer], target: Path) -> Path:
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(fill_form(form.read_bytes(), answers))
    return target


def _drawn(picture: Picture, work: Path) -> bytes:
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    office = [_program("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(work)]
    subprocess.run([*office, str(picture.source)], check=True, capture_output=True)
    pdf, page, resolution = work / f"{picture.source.stem}.pdf", str(picture.page), str(2 * picture.dots_per_inch)
    draw = [_program("pdftoppm"), "-f", page, "-l", page, "-r", resolution, str(pdf)]
    return small_png(subprocess.run(draw, check=True, capture_output=True).stdout)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        sys.exit(f"{name} is not installed; the pictures need LibreOffice and poppler.")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
