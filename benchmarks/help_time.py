"""How long `tdn --help` takes beside the bare start of its library: the median ratio of pairs run side by side.

    python benchmarks/help_time.py [PAIRS]

The two programs take turns, so that a busy machine slows both. The goal is a ratio of 1.5 at most; beyond it the
exit code is 1. Size: one process each, 41 pairs unless given.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

HELP = ("-m", "tdn_templates", "--help")
BARE = ("-c", "import click")
GOAL = 1.5
FEWEST_PAIRS = 21
PAIRS = 41


def seconds(arguments: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - start


def measured(pairs: int) -> list[tuple[float, float]]:
    """Seconds of both programs, pair by pair; which goes first changes each time."""
    found = []
    for number in range(pairs):
        if number % 2:
            bare, shown = seconds(BARE), seconds(HELP)
        else:
            shown, bare = seconds(HELP), seconds(BARE)
        found.append((shown, bare))
    return found


def main() -> int:
    pairs = max(FEWEST_PAIRS, int(sys.argv[1])) if len(sys.argv) > 1 else PAIRS
    seconds(HELP)
    seconds(BARE)
    found = measured(pairs)
    ratio = statistics.median(shown / bare for shown, bare in found)
    shown = statistics.median(shown for shown, _ in found)
    bare = statistics.median(bare for _, bare in found)
    print(f"tdn --help {shown * 1000:.0f} ms, import click {bare * 1000:.0f} ms (medians of {pairs} pairs)")
    print(f"median ratio {ratio:.2f}, goal {GOAL}")
    return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
