"""What the long sheet of a report costs beside a bare XlsxWriter run in constant memory that writes the same cells.

`python benchmarks/report_sheet.py [ROUNDS]`: CPU time and peak memory of processes of their own, the ways taking turns;
prints the table and puts it into results.md. Exit code 1 if the goal is missed.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import xlsxwriter
from sections import put_section

from tdn_templates.excel.book import Book

UNITS, TASKS = 3_400, 50
GOAL_RATIO, GOAL_MB = 1.0, 300.0
HEAD = ("Nhóm", "Nhiệm vụ số", "Nhiệm vụ", "Đơn vị", "Cách thực hiện", "STT", "Nội dung của đơn vị", "Đơn vị chủ trì",
        "Đơn vị phối hợp", "Thời gian", "Ghi chú", "Tệp nguồn", "Chuỗi nhiệm vụ")  # fmt: skip
WIDTHS = (7, 11, 44, 22, 15, 10, 44, 24, 26, 14, 24, 30, 44)
CELL = {"text_wrap": True, "border": 1, "border_color": "#A6A6A6"}
FONT = {"font_name": "Times New Roman", "font_size": 10, "valign": "top", "num_format": "@"}
BARE, FITTED, OURS = "XlsxWriter, constant memory", "ours, rows as high as their texts", "ours"


def rows() -> Iterator[tuple[str, ...]]:
    """By task, then by unit; a unit has its own words for every task."""
    for task in range(TASKS):
        number = f"{task // 10 + 1}.{task % 10 + 1}"
        issued = f"Đẩy mạnh tuyên truyền, phổ biến chủ trương của Đảng, chính sách của Nhà nước, nội dung thứ {task}"
        for unit in range(UNITS):
            name = f"Ủy ban nhân dân xã số {unit}"
            own = f"Xây dựng kế hoạch tuyên truyền nội dung thứ {task} trên địa bàn xã số {unit}, sơ kết hằng năm"
            lead, others = f"Phòng Văn hóa - Xã hội số {unit % 300}", "Mặt trận Tổ quốc; các đoàn thể, thôn, tổ dân phố"
            file, chain = f"xa-{unit}/ke-hoach-thuc-hien.xlsx", f"{number} (quốc gia) ← {number} (tỉnh số {unit % 34})"
            yield (str(task // 10 + 1), number, issued, name, "Thực hiện", number, own, lead, others, "2026 - 2030", "",
                   file, chain)  # fmt: skip


def bare(path: Path) -> None:
    workbook = xlsxwriter.Workbook(path, {"constant_memory": True})
    head, cell = workbook.add_format({**FONT, "bold": True, "border": 1}), workbook.add_format({**FONT, **CELL})
    sheet = workbook.add_worksheet("Tổng hợp")
    for column, (title, width) in enumerate(zip(HEAD, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    for row, texts in enumerate(rows(), 1):
        for column, text in enumerate(texts):
            if text:
                sheet.write_string(row, column, text, cell)
            else:
                sheet.write_blank(row, column, None, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, UNITS * TASKS, len(HEAD) - 1)
    workbook.close()


def ours(path: Path, *, fitted: bool = False) -> None:
    book = Book(created=date(2026, 1, 1), title="Tổng hợp")
    sheet = book.add_long_sheet("Tổng hợp", WIDTHS)
    sheet.write_row(HEAD, sheet.style(bold=True, border=1))
    style = sheet.style(**CELL)
    for texts in rows():
        sheet.write_row(texts, style, fitted=fitted)
    sheet.finish()
    sheet.raw.freeze_panes(1, 0)
    sheet.raw.autofilter(0, 0, sheet.rows - 1, len(HEAD) - 1)
    path.write_bytes(book.content())


WAYS: Mapping[str, Callable[[Path], None]] = {BARE: bare, OURS: ours, FITTED: lambda path: ours(path, fitted=True)}


def run_one(name: str) -> int:
    """In a process of its own: prints CPU seconds, peak MB and the size of the file in MB."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        start = time.process_time()
        for _ in rows():
            pass
        made = time.process_time()
        WAYS[name](path)
        seconds = time.process_time() - made - (made - start)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(seconds, peak, path.stat().st_size / 1e6)
    return 0


def measured(name: str) -> tuple[float, float, float]:
    command = [sys.executable, __file__, "--one", name]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=900).stdout.split()
    seconds, peak, size = map(float, told)
    return seconds, peak, size


def main() -> int:
    if sys.argv[1:2] == ["--one"]:
        return run_one(sys.argv[2])
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    runs = [{name: measured(name) for name in WAYS} for _ in range(rounds)]
    lines = ["| what | CPU s, median | ratio, median | peak MB | file, MB |", "|---|---|---|---|---|"]
    ratios: dict[str, float] = {}
    for name in WAYS:
        ratios[name] = statistics.median(run[name][0] / run[BARE][0] for run in runs)
        seconds, peak = statistics.median(run[name][0] for run in runs), max(run[name][1] for run in runs)
        lines.append(f"| {name} | {seconds:.2f} | {ratios[name]:.2f} | {peak:.0f} | {runs[0][name][2]:.1f} |")
    intro = (
        f"`python benchmarks/report_sheet.py {rounds}`: {UNITS:,} units x {TASKS} tasks = {UNITS * TASKS:,} rows of "
        f"{len(HEAD)} cells, each way in a process of its own; the time to make up the texts is taken off."
    )
    goal = f"Goal: at most {GOAL_RATIO} of XlsxWriter's time, under {GOAL_MB:.0f} MB."
    print(put_section("The long sheet of a report", [intro, "", *lines, "", goal]))
    most = max(run[name][1] for run in runs for name in (OURS, FITTED))
    return 0 if max(ratios[OURS], ratios[FITTED]) <= GOAL_RATIO and most < GOAL_MB else 1


if __name__ == "__main__":
    sys.exit(main())
