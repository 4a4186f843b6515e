"""A line that says how far a long run is: on a terminal only, never in a pipe or a log."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tdn_templates.api import ReportProgress

_FEWEST_FILES = 20
"""Shorter runs are over before anybody reads the line."""


@contextmanager
def progress_on_terminal() -> Iterator[ReportProgress | None]:
    """None when nobody watches. The line is taken away at the end."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Đang đọc / Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None, visible=False)

        def report(number: int, count: int, path: Path) -> None:
            progress.update(task, completed=number, total=count, visible=count >= _FEWEST_FILES)

        yield report
