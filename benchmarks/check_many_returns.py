"""What checking a round of returns costs: beside a bare read of the same files, by number of files, again, and on two
cores.

    python benchmarks/check_many_returns.py [N...]

Returns are filled forms of all ministries and provinces, each in four variants: one with every answer right, three in
which of every seventeen tasks about one is left open or says no choice of the list, and of every thirteen about one is
not applicable; so three returns of four have faults, some dozen findings each. Copies of a content differ in their last
bytes, so no two files are the same. Everybody's bytecode is compiled beforehand, as an installation does it.

For each N the bare python-calamine read of all files and `tdn validate --format json` take turns, in processes of
their own. CPU time counts with all their children, start and report included; so does the largest memory of the program
and of its reading process. The exponent is fitted to the CPU time over all N. Then, for the largest N: a run that fills
a store, one that finds it full, one with a byte changed, and the other reports from the full store; and one job beside
two, with what two busy processes get of the machine at that minute.

Goals: from 1,000 returns at most 4 times the bare read (with fewer the start of two processes weighs), exponent at most
1.05, each process under 300 MB, the second run at most 0.3 of the first, two jobs the same bytes. Beyond them the exit
code is 1.
"""

import math
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import cycle, islice
from pathlib import Path

from processes import TDN, Run, keep_bytecode, run, side_by_side
from sections import put_section

from tdn_templates import api
from tdn_templates.excel.annotate import replace_texts
from tdn_templates.testing import cell_addresses

SIZES = (100, 1000, 3400)
VARIANTS = 4
SHEET = "Kế hoạch"
FEWEST = 1000
"""Returns from which the goal for the ratio holds."""
RATIO, EXPONENT, MEGABYTES, AGAIN, TWO_JOBS = 4.0, 1.05, 300, 0.3, 0.6
REPORTS = ("xlsx", "html")
TITLE = "Reading and checking a round of returns"

_BARE = """
    import python_calamine
    from io import BytesIO
    from pathlib import Path
    for path in sorted(Path(sys.argv[1]).iterdir()):
        workbook = python_calamine.CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
"""


def validate(folder: Path, report: Path, *options: str | Path) -> Run:
    """The report is of the kind that its suffix names."""
    kind = report.suffix.removeprefix(".")
    return run(TDN, "validate", folder, "--format", kind, "-o", report, "--force", "--quiet", *options)


def contents(folder: Path) -> list[bytes]:
    """The filled forms, unit by unit, each in its variants."""
    files = api.generate([], folder, all_in="all").files
    forms = [path.read_bytes() for path in files if path.suffix == ".xlsx"]
    return [filled(form, variant) for form in forms for variant in range(VARIANTS)]


def filled(form: bytes, variant: int) -> bytes:
    """Every task answered; in all variants but the first some answers are missing or wrong."""
    texts: dict[tuple[str, str], str] = {}
    for (task, column), cell in cell_addresses(form).items():
        text = answer(task, column, variant)
        if text:
            texts[SHEET, cell] = text
    return replace_texts(form, texts)


def answer(task: str, column: str, variant: int) -> str:
    number = sum(map(ord, task)) + 5 * variant
    if variant and number % 17 == 0:
        return "Chưa rõ" if column == "treatment" else ""
    match column:
        case "treatment":
            return "Không áp dụng" if variant and number % 13 == 0 else "Thực hiện"
        case "own_lead":
            return "Văn phòng" if number % 3 else "Phòng Tổng hợp; Văn phòng"
        case "own_time":
            return "Quý IV/2025" if number % 5 == 0 else ""
        case "note":
            return f"Đã rà soát lần {variant + 1}" if number % 2 else "Không thuộc phạm vi quản lý của đơn vị"
        case _:
            return ""


def write_returns(folder: Path, filled_forms: Sequence[bytes], count: int) -> None:
    """Files of different bytes: the comment of the package is their number."""
    folder.mkdir()
    for number, content in enumerate(islice(cycle(filled_forms), count)):
        comment = b"%d" % number
        (folder / f"ban-nop-{number:05}.xlsx").write_bytes(content[:-2] + len(comment).to_bytes(2, "little") + comment)


@dataclass(frozen=True, slots=True)
class Size:
    count: int
    bare: Run
    checked: Run

    @property
    def ratio(self) -> float:
        return self.checked.cpu / self.bare.cpu


def exponent(sizes: Sequence[Size]) -> float:
    """The slope of log CPU over log N."""
    points = [(math.log(size.count), math.log(size.checked.cpu)) for size in sizes]
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def slope_mb(sizes: Sequence[Size]) -> float:
    """Megabytes of the program for each 1,000 returns."""
    points = [(size.count / 1000, size.checked.own_mb) for size in sizes]
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def main() -> int:
    counts = tuple(sorted(map(int, sys.argv[1:]))) or SIZES
    with tempfile.TemporaryDirectory() as folder:
        return measure(Path(folder), counts)


def measure(folder: Path, counts: Sequence[int]) -> int:
    """Measure, print and write the tables; 1 if a goal was missed."""
    keep_bytecode(folder / "bytecode")
    forms = contents(folder / "forms")
    write_returns(folder / "warming-up", forms, 20)
    run(_BARE, folder / "warming-up")
    validate(folder / "warming-up", folder / "one.json", "--jobs", "1")
    sizes: list[Size] = []
    for count in counts:
        returns = folder / f"returns-{count}"
        write_returns(returns, forms, count)
        before = run(_BARE, returns)
        checked = validate(returns, folder / "one.json", "--jobs", "1")
        after = run(_BARE, returns)
        sizes.append(Size(count, min(before, after, key=lambda one: one.cpu), checked))
        print(sizes[-1], file=sys.stderr)
        if count != counts[-1]:
            shutil.rmtree(returns)
    first, again, changed = stored(returns, folder)
    reports = {kind: validate(returns, folder / f"report.{kind}", "--store", folder / "store") for kind in REPORTS}
    machine, two = side_by_side(), validate(returns, folder / "two.json", "--jobs", "2")
    one = validate(returns, folder / "one.json", "--jobs", "1")
    same = (folder / "one.json").read_bytes() == (folder / "two.json").read_bytes()
    lines = [
        "| returns | bare read, CPU s | read and checked, CPU s | ratio | program, MB | its reader, MB |",
        "|---|---|---|---|---|---|",
        *(
            f"| {size.count:,} | {size.bare.cpu:.1f} | {size.checked.cpu:.1f} | {size.ratio:.2f} | "
            f"{size.checked.own_mb:.0f} | {size.checked.child_mb:.0f} |"
            for size in sizes
        ),
        "",
        f"CPU grows with the number of returns to the power of {exponent(sizes):.2f}, the program's memory by "
        f"{slope_mb(sizes):.0f} MB for each 1,000 returns.",
        "",
        "| with a store, largest number | CPU s | ratio to the first run |",
        "|---|---|---|",
        f"| first run | {first.cpu:.1f} | 1.00 |",
        f"| second run | {again.cpu:.1f} | {again.cpu / first.cpu:.2f} |",
        f"| one file of them changed by a byte | {changed.cpu:.1f} | {changed.cpu / first.cpu:.2f} |",
        "",
        "Largest memory of the program, verdicts from the store: "
        + ", ".join(f"{kind.upper()} report {done.own_mb:.0f} MB ({done.cpu:.1f} s)" for kind, done in reports.items())
        + ".",
        "",
        f"Two jobs: {'the same bytes as' if same else 'NOT the same bytes as'} one, {two.wall / one.wall:.2f} of its "
        f"wall time (CPU {two.cpu / one.cpu:.2f}), while two busy processes side by side took {machine:.2f} times as "
        "long as one alone (1 where two cores are free, 2 where only one is).",
        "",
        f"Goals: ratio at most {RATIO:.0f} from {FEWEST:,} returns, exponent at most {EXPONENT}, each process under "
        f"{MEGABYTES} MB, second run at most "
        f"{AGAIN}, two jobs at most {TWO_JOBS} where two cores are free.",
    ]
    size = statistics.median(map(len, forms))
    intro = (
        f"`python benchmarks/check_many_returns.py {' '.join(map(str, counts))}`: {len(forms)} contents of {size:,.0f} "
        f"bytes (median), no two files alike. Python {platform.python_version()}, python-calamine "
        f"{version('python-calamine')}. Start of the program and its report (JSON) are counted; what is "
        "prepared for a unit (some 4 ms) is kept for its further returns."
    )
    print(put_section(TITLE, [intro, "", *lines]))
    ratio = max(size.ratio for size in sizes if size.count >= min(FEWEST, counts[-1]))
    memory = max(*(max(size.checked.own_mb, size.checked.child_mb) for size in sizes), *_peaks(reports.values()))
    fine = ratio <= RATIO and exponent(sizes) <= EXPONENT and memory < MEGABYTES and same
    return 0 if fine and again.cpu <= AGAIN * first.cpu else 1


def _peaks(runs: Iterable[Run]) -> Iterator[float]:
    return (done.own_mb for done in runs)


def stored(returns: Path, folder: Path) -> tuple[Run, Run, Run]:
    """A first run with an empty store, a second one, and one after a byte of one file has changed.

    Raises RuntimeError when the second one says anything else, or when the change goes unnoticed.
    """
    store, report = folder / "store", folder / "stored.json"

    def checked() -> tuple[Run, str]:
        return validate(returns, report, "--jobs", "1", "--store", store), report.read_text(encoding="utf-8")

    (first, before), (again, after) = checked(), checked()
    path = sorted(returns.iterdir())[0]
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    changed, last = checked()
    if before != after or last == after:
        raise RuntimeError("the store does not say what the files say")
    return first, again, changed


if __name__ == "__main__":
    sys.exit(main())
