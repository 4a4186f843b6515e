"""Set up and run: `python make.py demo` or `python make.py test`. The Makefile calls the same.

Everything is installed into .venv with the exact versions of constraints.txt.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)


def set_up(extra: str) -> None:
    """Make the environment, or bring it up to date when pyproject.toml or constraints.txt have changed."""
    mark = VENV / f".set-up{extra}"
    wanted = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in ("pyproject.toml", "constraints.txt"))
    if mark.is_file() and mark.read_text(encoding="utf-8") == wanted:
        return
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "-c", "constraints.txt", "-e", f".{extra}"])
    mark.write_text(wanted, encoding="utf-8")


def run(command: list[str]) -> None:
    """Run one step from the top of the project; a step that fails ends the run with its exit code."""
    print("$", " ".join(command), flush=True)
    result = subprocess.run(command, cwd=ROOT, check=False)
    if result.returncode:
        sys.exit(result.returncode)


def demo() -> None:
    set_up("")
    run([str(PYTHON), "examples/demo.py"])


def test() -> None:
    set_up("[dev]")
    python = str(PYTHON)
    run([python, "-m", "ruff", "check", "."])
    run([python, "-m", "ruff", "format", "--check", "."])
    run([python, "-m", "mypy"])
    run([str(PYTHON.with_name("lint-imports" + PYTHON.suffix))])
    run([python, "-m", "pytest", "-n", "2", "--dist", "worksteal"])


if __name__ == "__main__":
    steps = {"demo": demo, "test": test}
    if len(sys.argv) != 2 or sys.argv[1] not in steps:
        sys.exit("python make.py demo | test")
    if sys.version_info < OLDEST:
        sys.exit(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]}.")
    steps[sys.argv[1]]()
