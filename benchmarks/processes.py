"""Processes of their own for what is measured: CPU, wall time and memory with children, and what the machine gives."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_RUN = """
import json, resource, sys, time
start = time.monotonic()
try:
    {work}
except SystemExit as end:
    code = end.code
else:
    code = 0
own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
cpu = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
# ru_maxrss of a process begins with that of whoever started it
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([code, cpu, time.monotonic() - start, peak, children.ru_maxrss]), file=sys.stderr)
"""
_COMPILED = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": ""}
TDN = "from tdn_templates.cli.main import main; main()"
_BUSY = "sum(number * number for number in range(10_000_000))"


@dataclass(frozen=True, slots=True)
class Run:
    """CPU and wall seconds with all children; the largest memory of the program and of its children, in megabytes."""

    cpu: float
    wall: float
    own_mb: float
    child_mb: float


def keep_bytecode(folder: Path) -> None:
    """From now on processes keep the bytecode of everybody's modules in this folder: whoever runs what is to be
    measured once beforehand has it compiled, as an installation does it."""
    _COMPILED["PYTHONPYCACHEPREFIX"] = str(folder)


def run(work: str, *arguments: str | Path) -> Run:
    """A process of its own. Raises RuntimeError when it does not get to its end; exit code 1 means findings."""
    command = [sys.executable, "-c", _RUN.format(work=work.strip()), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | _COMPILED)
    if done.returncode:
        raise RuntimeError(done.stderr)
    code, cpu, wall, own, child = json.loads(done.stderr.splitlines()[-1])
    if code not in (0, 1):
        raise RuntimeError(done.stderr)
    return Run(cpu, wall, own / 1024, child / 1024)


def side_by_side() -> float:
    """Wall time of two busy processes together over one alone: 1 where two cores are free, 2 where one is."""
    work = [sys.executable, "-c", _BUSY]
    start = time.monotonic()
    subprocess.run(work, check=True)
    alone = time.monotonic() - start
    start = time.monotonic()
    both = [subprocess.Popen(work) for _ in range(2)]
    for process in both:
        process.wait()
    return (time.monotonic() - start) / alone
