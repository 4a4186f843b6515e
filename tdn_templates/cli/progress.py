"""How far a long run is: a bar on a terminal, a line for each tenth in a log, never anything in a pipe by itself."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tdn_templates.api import ReportProgress

if TYPE_CHECKING:
    from rich.progress import ProgressColumn

_FEWEST_FILES = 20
"""Shorter runs are over before anybody reads the line."""

_TENTHS = 10


@contextmanager
def progress_on_terminal(
    kind: str = "auto", *, quiet: bool = False, doing: str = "Đang đọc / Reading"
) -> Iterator[ReportProgress | None]:
    """What tells somebody how far the run is; None where nobody is told.

    `kind` is that of --progress: "auto" shows a bar where the error output is a terminal and nothing elsewhere.
    """
    if quiet or kind == "none" or (kind == "auto" and not sys.stderr.isatty()):
        yield None
    elif kind == "log":
        log = _Log(doing)
        yield log
        log.finish()
    else:
        with _bar(doing) as report:
            yield report


@contextmanager
def _bar(doing: str) -> Iterator[ReportProgress]:
    """A bar with rate and time left. The line is taken away at the end."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns: tuple[ProgressColumn, ...] = (
        TextColumn(doing),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task, start = progress.add_task("", total=None, visible=False, rate=""), time.monotonic()

        def report(number: int, count: int, path: Path) -> None:
            seconds = time.monotonic() - start
            rate = _rate(number - 1, seconds)
            progress.update(task, completed=number, total=count, visible=count >= _FEWEST_FILES, rate=rate)

        yield report


class _Log:
    """A line on the error output whenever another tenth of the files is done."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._start = time.monotonic()
        self._said = self._number = self._count = 0

    def __call__(self, number: int, count: int, path: Path) -> None:
        self._number, self._count = number, count
        self._say(number - 1)

    def finish(self) -> None:
        """All files are done when nothing stopped the run."""
        if self._count and self._number == self._count:
            self._say(self._count)

    def _say(self, done: int) -> None:
        tenth = done * _TENTHS // self._count
        if tenth <= self._said or self._count < _FEWEST_FILES:
            return
        self._said = tenth
        seconds = time.monotonic() - self._start
        left = timedelta(seconds=round(seconds / done * (self._count - done)))
        rate = _rate(done, seconds)
        click.echo(
            f"{self._doing}: {tenth * 100 // _TENTHS} % ({done}/{self._count}), {rate}, còn / left {left}",
            err=True,
        )


def _rate(done: int, seconds: float) -> str:
    return f"{done / seconds:.1f} tệp/giây | files/s" if done and seconds else ""
