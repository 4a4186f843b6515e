"""Whether a round that was killed again and again comes to the same bytes as one that was not.

    python benchmarks/killed_round.py [UNITS]

Two rounds of the same units. In one every command runs to its end. In the other `generate`, `validate` and
`merge --draft` are each killed (SIGKILL, so nothing of theirs can tidy up) when about half of what they write, or keep
of what they read, stands there, and then started again. All files of both folders are compared. The exit code is 1 if
any differ, or if a run that went on did not leave alone what stood there.
"""

import hashlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from national_round import own_units, send_returns
from sections import put_section

UNITS = 1_000
TITLE = "A killed round"
TDN = (sys.executable, "-m", "tdn_templates")
_SECONDS = 900.0


def command(made: Path, *words: str) -> list[str]:
    return [*TDN, *words, "--round", str(made)]


def whole(made: Path, *words: str) -> None:
    """Raises CalledProcessError for a run that does not end with 0 or 1, findings."""
    done = subprocess.run(command(made, *words), capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)


def killed(made: Path, begun: Callable[[], bool], *words: str) -> None:
    """Kills the command, and the processes that read for it, as soon as `begun`. Raises RuntimeError if it has ended
    by then, or does not begin."""
    running = subprocess.Popen(
        command(made, *words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    until = time.monotonic() + _SECONDS
    while not begun():
        if running.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"{words[0]} could not be killed half-way")
        time.sleep(0.001)
    running.send_signal(signal.SIGKILL)
    running.wait()


def count(folder: Path, pattern: str) -> int:
    return sum(1 for _ in folder.glob(pattern))


def hashes(made: Path) -> Mapping[str, str]:
    files = (path for path in sorted(made.rglob("*")) if path.is_file())
    return {path.relative_to(made).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def main() -> int:
    units = int(sys.argv[1]) if len(sys.argv) > 1 else UNITS
    with tempfile.TemporaryDirectory() as name:
        return compared(Path(name), units)


def compared(folder: Path, units: int) -> int:
    named = own_units(folder / "own", units)
    listed = folder / "don-vi.csv"
    listed.write_text("\n".join(named), encoding="utf-8")
    unbroken, broken = folder / "a" / "dot", folder / "b" / "dot"
    begin = ("--units", listed, "--templates", folder / "own", "--deadline", "30/11/2026")
    subprocess.run([*TDN, "init", *map(str, (unbroken, *begin))], check=True, capture_output=True)
    broken.parent.mkdir()
    shutil.copytree(unbroken, broken)

    whole(unbroken, "generate")
    killed(broken, lambda: count(broken / "outbox", "*.xlsx") >= units // 2, "generate")
    forms = count(broken / "outbox", "*.xlsx")
    whole(broken, "generate")

    send_returns(unbroken / "outbox", unbroken / "inbox", named)
    shutil.copytree(unbroken / "inbox", broken / "inbox", dirs_exist_ok=True)
    whole(unbroken, "validate")
    killed(broken, lambda: count(broken / "reports" / "da-kiem", "*") >= units // 2, "validate")
    read = count(broken / "reports" / "da-kiem", "*")
    whole(broken, "validate")

    whole(unbroken, "merge", "--draft")
    killed(broken, lambda: (broken / "merged").is_dir() and count(broken / "merged", ".*") > 0, "merge", "--draft")
    written = count(broken / "merged", "[!.]*")
    whole(broken, "merge", "--draft", "--force")

    one, other = hashes(unbroken), hashes(broken)
    differ = sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
    lines = [
        f"`python benchmarks/killed_round.py {units}`: two rounds of {units:,} units; in one every command was killed "
        "(SIGKILL) and started again.",
        "",
        f"- generate killed with {forms:,} forms written,",
        f"- validate killed with {read:,} returns read,",
        f"- merge killed while it wrote, {written} of its files there.",
        "",
        f"{len(one):,} files, {len(differ)} of them different{': ' + ', '.join(differ[:5]) if differ else ''}.",
    ]
    print(put_section(TITLE, lines))
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
