"""What reading and checking one ordinary return costs beside a bare read of the same file, in CPU time.

    python benchmarks/check_one_return.py [ROUNDS]

The return is the published plan of the Ministry of Finance in its form of 52 tasks. Every program takes its turn in
each round, so that a busy machine slows all alike; medians and ratios to the bare python-calamine read are printed, and
written to results.md beside this file. The goal is a ratio of 4 at most; beyond it the exit code is 1.
"""

import gc
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path

import openpyxl
import python_calamine
from others import OTHERS
from others import installed as installed_others
from sections import put_section

from tdn_templates.core.demands import Demands
from tdn_templates.core.interpret import interpret
from tdn_templates.core.validate import Validator
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME, load_known, load_rulebook
from tdn_templates.load.register import REGISTER_FILE, read_register
from tdn_templates.model.cell import RawWorkbook
from tdn_templates.model.submission import SourceFile
from tdn_templates.reading.read import read_return
from tdn_templates.reading.worker import ReadingWorker

HERE = Path(__file__).parent
PLANS = HERE.parent / "examples" / "published-plans"
GOAL = 4.0
FEWEST_ROUNDS, ROUNDS = 21, 101
READS_OF_A_WORKER = 100
BARE, READ, CHECKED, OPENPYXL = "python-calamine, bare", "our reading alone", "read and checked", "openpyxl, bare"

Work = Callable[[], object]


def ordinary_return(folder: Path) -> tuple[bytes, str]:
    """The filled form, and the register of the forms issued."""
    from tdn_templates import api
    from tdn_templates.testing import fill_form, read_answers_tsv

    form = next(path for path in api.generate(["Bộ Tài chính"], folder).files if path.suffix == ".xlsx")
    answers = read_answers_tsv((PLANS / "bo-tai-chinh.answers.tsv").read_text(encoding="utf-8"))
    return fill_form(form.read_bytes(), answers), (folder / REGISTER_FILE).read_text(encoding="utf-8")


def bare_calamine(content: bytes) -> object:
    workbook = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    return [workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names]


def bare_openpyxl(content: bytes) -> object:
    workbook = openpyxl.load_workbook(BytesIO(content), data_only=True)
    return [list(sheet.iter_rows(values_only=True)) for sheet in workbook.worksheets]


class Check:
    """The whole way of one return: hash, guard, reading, stamp, rows, every rule, the hashes of the register."""

    def __init__(self, register: str) -> None:
        self._known = load_known(DEFAULT_PROGRAMME)
        self._validator = Validator(
            self._known, load_rulebook(), Demands(register=read_register(register, REGISTER_FILE))
        )

    def verdict(self, content: bytes) -> object:
        digest = sha256(content).hexdigest()
        return self.judge(read_return(content), digest)

    def judge(self, workbook: object, digest: str) -> object:
        assert isinstance(workbook, RawWorkbook), workbook
        source = SourceFile("tra-loi.xlsx", digest, workbook.format)
        return self._validator.verdict(interpret(workbook, source, self._known))


def measured(works: Mapping[str, Work], rounds: int) -> dict[str, list[float]]:
    """CPU seconds of each, round by round; who begins changes each time."""
    names = list(works)
    found: dict[str, list[float]] = {name: [] for name in names}
    gc.disable()
    for number in range(rounds):
        shift = number % len(names)
        for name in names[shift:] + names[:shift]:
            gc.collect()
            start = time.process_time()
            works[name]()
            found[name].append(time.process_time() - start)
    gc.enable()
    return found


def through_worker(content: bytes, check: Check) -> float:
    """CPU seconds of one return read in a process of its own, that process included but for its start."""
    return (_worker_seconds(content, check, READS_OF_A_WORKER + 1) - _worker_seconds(content, check, 1)) / (
        READS_OF_A_WORKER
    )


def _worker_seconds(content: bytes, check: Check, reads: int) -> float:
    start = _cpu_with_children()
    with ReadingWorker() as worker:
        for _ in range(reads):
            check.judge(worker.read(content, "tra-loi.xlsx"), sha256(content).hexdigest())
    return _cpu_with_children() - start


def _cpu_with_children() -> float:
    spent = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)


def table(found: Mapping[str, Sequence[float]], worker: float) -> list[str]:
    bare = found[BARE]
    lines = ["| what | CPU ms, median | ratio to the bare read, median |", "|---|---|---|"]
    for name, seconds in found.items():
        ratio = statistics.median(one / other for one, other in zip(seconds, bare, strict=True))
        lines.append(f"| {name} | {statistics.median(seconds) * 1000:.2f} | {ratio:.2f} |")
    through = f"| {CHECKED}, through the reading process | {worker * 1000:.2f} |"
    return [*lines, f"{through} {worker / statistics.median(bare):.2f} |"]


def report(content: bytes, rounds: int, lines: Sequence[str]) -> tuple[str, ...]:
    names = ("python-calamine", "openpyxl", *OTHERS)
    libraries = ", ".join(f"{name} {version(name)}" for name in names if _is_installed(name))
    absent = [name for name in OTHERS if not _is_installed(name)]
    left_out = f"Not installed, so not measured: {', '.join(absent)}." if absent else ""
    return (
        f"`python benchmarks/check_one_return.py {rounds}`: one file of {len(content):,} bytes, 52 task rows and "
        f"30 free rows in 14 columns. Python {platform.python_version()}, {libraries}; {rounds} rounds, taking "
        "turns. Ratios hold inside one run.",
        "",
        *lines,
        "",
        f"Goal: read and checked, at most {GOAL:.0f}. {left_out}".strip(),
    )


def _is_installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


def main() -> int:
    rounds = max(FEWEST_ROUNDS, int(sys.argv[1])) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        return compare(Path(folder), rounds)


def compare(folder: Path, rounds: int) -> int:
    """Measure, print and write the table; 1 if the goal was missed."""
    content, register = ordinary_return(folder)
    check = Check(register)
    works: dict[str, Work] = {
        BARE: lambda: bare_calamine(content),
        READ: lambda: read_return(content),
        CHECKED: lambda: check.verdict(content),
        OPENPYXL: lambda: bare_openpyxl(content),
        **installed_others(content, folder),
    }
    for work in works.values():
        work()
    found = measured(works, rounds)
    lines = report(content, rounds, table(found, through_worker(content, check)))
    print(put_section("Reading and checking one ordinary return", lines))
    ratio = statistics.median(one / other for one, other in zip(found[CHECKED], found[BARE], strict=True))
    return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
