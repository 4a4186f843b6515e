"""What a whole round costs, from the forms to the report, beside the sum of what its parts cost barest.

    python benchmarks/whole_round.py [UNITS...]

A round of ministries, provinces and communes that all have the tasks of a province (50 each, so 3,400 units make
170,000 rows): `tdn generate` (workbook, Word annex and letter of each unit), `tdn validate` of what comes back,
`tdn merge --draft` into annex, workbook and page. Filling in the returns is not counted. CPU with all children, start
of the programs included; memory of each process by itself.

The floors do the same work and nothing else, on the very files of that round:

- forms: each file zipped, its changed parts deflated, the others taken over as they are;
- returns: read by python-calamine, all cells of all sheets;
- annex: its rows as XML, each cell's text escaped, and deflated;
- report: the cells of all sheets of the workbook as XML, and deflated.

The page has none. Goals for 3,400 units: at most 3 times the sum of the floors, under 400 MB in each process; exponent
at most 1.05 of more than one number of units. Beyond them the exit code is 1.
"""

import math
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from textwrap import dedent

from national_round import own_units, send_returns
from processes import TDN, Run, keep_bytecode, run, side_by_side
from sections import put_section

from tdn_templates.load.receipts import RECEIPTS_FILE

SIZES = (1000, 3400, 10_000)
TWICE = 3400
"""The number of units that the goals are about; that round is made with two jobs too."""
RATIO, MEGABYTES, EXPONENT, TWO_JOBS = 3.0, 400, 1.05, 0.6
TITLE = "A whole round"
WRITTEN, CHECKED, MERGED = "generate", "validate", "merge"

_HEAD = """
    import re, sys, time, zlib
    from html import unescape
    from io import BytesIO
    from pathlib import Path
    from xml.sax.saxutils import escape
    from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile
"""
_FORMS = f"""{_HEAD}
    first, spent, packed = {{}}, 0.0, 0
    for path in sorted(Path(sys.argv[1]).iterdir()):
        if path.suffix not in (".xlsx", ".docx"):
            continue
        with ZipFile(path) as source:
            parts = [(name, source.read(name)) for name in source.namelist()]
        same = first.setdefault(path.name[-12:] if path.stem.endswith("_cong-van") else path.suffix, dict(parts))
        ready = {{name: zlib.compress(part, 6)[2:-4] for name, part in parts if same[name] == part}}
        start = time.process_time()
        out = BytesIO()
        with ZipFile(out, "w", ZIP_STORED) as target:
            for name, part in parts:
                if name in ready:
                    target.writestr(name, ready[name])
                else:
                    deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
                    target.writestr(name, deflate.compress(part) + deflate.flush())
        Path(sys.argv[2]).write_bytes(out.getvalue())
        spent += time.process_time() - start
    print(spent, file=sys.stderr)
"""
_RETURNS = f"""{_HEAD}
    from python_calamine import CalamineWorkbook
    start = time.process_time()
    for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
        workbook = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    print(time.process_time() - start, file=sys.stderr)
"""
_ANNEX = f"""{_HEAD}
    with ZipFile(sys.argv[1]) as source:
        xml = source.read("word/document.xml").decode()
    rows = [
        ["".join(map(unescape, re.findall("<w:t(?: [^>]*)?>([^<]*)", cell))) for cell in row.split("</w:tc>")[:-1]]
        for row in xml.split("</w:tr>")
    ]
    del xml
    start = time.process_time()
    made = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>" + "".join(
            '<w:tc><w:tcPr><w:tcW w:w="2721" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="OBang"/></w:pPr><w:r>'
            f'<w:t xml:space="preserve">{{escape(text)}}</w:t></w:r></w:p></w:tc>'
            for text in row
        ) + "</w:tr>"
        for row in rows
    )
    with ZipFile(sys.argv[2], "w", ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", made)
    print(time.process_time() - start, file=sys.stderr)
"""
_REPORT = f"""{_HEAD}
    from python_calamine import CalamineWorkbook
    from openpyxl.utils import get_column_letter
    letters = [get_column_letter(number) for number in range(1, 16385)]
    workbook, spent = CalamineWorkbook.from_path(sys.argv[1]), 0.0
    with ZipFile(sys.argv[2], "w", ZIP_DEFLATED) as target:
        for name in workbook.sheet_names:
            cells = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            start = time.process_time()
            with target.open(name + ".xml", "w") as part:
                for row, texts in enumerate(cells, 1):
                    part.write("".join((f'<row r="{{row}}">', *(
                        f'<c r="{{letters[at]}}{{row}}" s="1" t="inlineStr"><is><t>{{escape(str(text))}}</t></is></c>'
                        if text != "" else f'<c r="{{letters[at]}}{{row}}" s="1"/>'
                        for at, text in enumerate(texts)
                    ), "</row>")).encode())
            spent += time.process_time() - start
    print(spent, file=sys.stderr)
"""


@dataclass(frozen=True, slots=True)
class Round:
    """A round of `count` units: the runs of the programs by name, and the floors in CPU seconds by name of the run."""

    count: int
    runs: Mapping[str, Run]
    floors: Mapping[str, Mapping[str, float]]

    @property
    def cpu(self) -> float:
        return sum(self.runs[name].cpu for name in (WRITTEN, CHECKED, MERGED))

    @property
    def floor(self) -> float:
        return sum(seconds for parts in self.floors.values() for seconds in parts.values())

    @property
    def megabytes(self) -> float:
        return max(max(one.own_mb, one.child_mb) for one in self.runs.values())


def measured(folder: Path, count: int) -> Round:
    """The round in a new folder."""
    folder.mkdir()
    named = own_units(folder / "own", count)
    units = folder / "don-vi.csv"
    units.write_text("\n".join(named), encoding="utf-8")
    made = folder / "dot"
    run(TDN, "init", made, "--units", units, "--templates", folder / "own", "--deadline", "30/11/2026")
    shutil.copytree(made, folder / "begun")
    runs = {WRITTEN: command(WRITTEN, made, 1)}
    send_returns(made / "outbox", made / "inbox", named)
    runs |= {CHECKED: command(CHECKED, made, 1), MERGED: command(MERGED, made, 1)}
    return Round(count, runs, floors(made, folder / "floor"))


def command(name: str, made: Path, jobs: int) -> Run:
    draft = ("--draft",) if name == MERGED else ()
    done = run(TDN, name, "--round", made, *draft, "--jobs", str(jobs))
    print(f"{name}: {done}", file=sys.stderr)
    return done


def with_two_jobs(folder: Path, one: Round) -> list[str]:
    """The round of that folder once more with two jobs; in a sentence. Raises RuntimeError where any file differs."""
    made = folder / "begun"
    machine = side_by_side()
    two = {WRITTEN: command(WRITTEN, made, 2)}
    shutil.copytree(folder / "dot" / "inbox", made / "inbox", dirs_exist_ok=True)
    (made / "inbox" / RECEIPTS_FILE).unlink()
    two |= {CHECKED: command(CHECKED, made, 2), MERGED: command(MERGED, made, 2)}
    machine = (machine + side_by_side()) / 2
    for path in sorted((folder / "dot").rglob("*")):
        if path.is_file() and path.read_bytes() != (made / path.relative_to(folder / "dot")).read_bytes():
            raise RuntimeError(f"{path.name} differs with two jobs")
    shares = ", ".join(f"{name} {done.wall / one.runs[name].wall:.2f}" for name, done in two.items())
    walls, cpus = (sum(getattr(done, part) for done in two.values()) for part in ("wall", "cpu"))
    ratio = walls / sum(done.wall for done in one.runs.values())
    return [
        f"Two jobs, {one.count:,} units: all files the same bytes, {ratio:.2f} of the wall time of one job ({shares}; "
        f"{walls / 60:.1f} minutes in all, CPU {cpus / one.cpu:.2f}), while two busy processes side by side took "
        f"{machine:.2f} times as long as one alone (1 where two cores are free, 2 where only one is). Goal: {TWO_JOBS} "
        "where two cores are free.",
        "",
    ]


def warm_up(folder: Path) -> None:
    """Runs every command once on a round of one unit."""
    made = folder / "warming-up"
    which = ("--round", made)
    run(TDN, "init", made, "--units", "VTV", "--deadline", "30/11/2026")
    run(TDN, "generate", *which)
    form = next((made / "outbox").glob("*.xlsx"))
    for number in range(20):
        (made / "inbox" / f"{number}.xlsx").write_bytes(form.read_bytes())
    run(TDN, "validate", *which)
    run(TDN, "merge", *which, "--draft")


def floors(made: Path, scratch: Path) -> dict[str, dict[str, float]]:
    merged = made / "merged"
    return {
        WRITTEN: {"forms": bare(_FORMS, made / "outbox", scratch)},
        CHECKED: {"returns": bare(_RETURNS, made / "inbox", scratch)},
        MERGED: {
            "annex": bare(_ANNEX, merged / "phu-luc.docx", scratch),
            "report": bare(_REPORT, merged / "tong-hop.xlsx", scratch),
        },
    }


def bare(work: str, *arguments: Path) -> float:
    """CPU seconds of the work alone: it prints them itself."""
    command = [sys.executable, "-c", dedent(work), *map(str, arguments)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stderr.split()[-1])


def exponent(rounds: Sequence[Round]) -> float:
    """The slope of log CPU over log units."""
    points = [(math.log(one.count), math.log(one.cpu)) for one in rounds]
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def table(one: Round) -> list[str]:
    lines = ["| what | CPU s | floor, CPU s | ratio | program, MB | its processes, MB |", "|---|---|---|---|---|---|"]
    for name, done in one.runs.items():
        parts = one.floors.get(name, {})
        floor = sum(parts.values())
        shown = " + ".join(f"{part} {seconds:.1f}" for part, seconds in parts.items())
        ratio = f"{done.cpu / floor:.2f}" if floor else ""
        lines.append(f"| {name} | {done.cpu:.1f} | {shown} | {ratio} | {done.own_mb:.0f} | {done.child_mb:.0f} |")
    whole = f"| together | {one.cpu:.1f} | {one.floor:.1f} | {one.cpu / one.floor:.2f} | {one.megabytes:.0f} | |"
    return [f"{one.count:,} units, one job:", "", *lines, whole, ""]


def main() -> int:
    counts = sorted(map(int, sys.argv[1:])) or list(SIZES)
    rounds: list[Round] = []
    two_jobs: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        keep_bytecode(Path(folder) / "bytecode")
        warm_up(Path(folder))
        for count in counts:
            rounds.append(measured(Path(folder) / str(count), count))
            if count == TWICE:
                two_jobs = with_two_jobs(Path(folder) / str(count), rounds[-1])
            shutil.rmtree(Path(folder) / str(count))
            print(*table(rounds[-1]), sep="\n", file=sys.stderr)
    grows = [f"CPU grows with the number of units to the power of {exponent(rounds):.2f}.", ""] if rounds[1:] else []
    intro = (
        f"`python benchmarks/whole_round.py {' '.join(map(str, counts))}`: generate, validate and merge --draft in a "
        f"round with about 50 tasks for a unit; floors on the same files. Python {platform.python_version()}, "
        f"python-calamine {version('python-calamine')}."
    )
    goal = (
        f"Goals for {TWICE:,} units: at most {RATIO:.0f} times the floors, under {MEGABYTES} MB in each process"
        f"{f', exponent at most {EXPONENT}' if grows else ''}."
    )
    print(put_section(TITLE, [intro, "", *(line for one in rounds for line in table(one)), *two_jobs, *grows, goal]))
    asked = [one for one in rounds if one.count == TWICE] or rounds[-1:]
    fine = all(one.cpu <= RATIO * one.floor and one.megabytes < MEGABYTES for one in asked)
    return 0 if fine and (not grows or exponent(rounds) <= EXPONENT) else 1


if __name__ == "__main__":
    sys.exit(main())
