"""The files of many units, made here or in several processes: each is the same bytes whoever makes it."""

import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby, islice
from multiprocessing import get_context
from pathlib import Path

from tdn_templates.api.checked_files import available_jobs
from tdn_templates.api.unit_files import Making, UnitFiles, make_unit_files
from tdn_templates.api.validating import ReportProgress
from tdn_templates.core.cell_text import CutText
from tdn_templates.errors import TdnError
from tdn_templates.model.register import IssuedForm
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import UnitSlug

_FEWEST = 100
"""Units; fewer are made sooner than processes have started and learned what forms look like."""

_AT_ONCE = 24
"""Units handed to a process together, of one parent: their forms are cloned from one master."""

_AHEAD = 2
_WRITTEN_AT_ONCE = 16


Note = Callable[[Sequence[IssuedForm]], None]
"""Notes forms that stand on the disk."""


@dataclass(frozen=True, slots=True)
class WrittenFiles:
    """`paths` are where the files of a unit stand, workbook first."""

    paths: tuple[Path, ...]
    issued: IssuedForm
    cut: tuple[CutText, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """How forms are made: in how many processes, None for one on each core, and who is told how far it is."""

    jobs: int | None = None
    report_progress: ReportProgress | None = None


def made_files(making: Making, units: Sequence[Unit], work: Work) -> Generator[tuple[Unit, UnitFiles]]:
    """Each unit with its files; with several processes units of one parent together.

    Raises TdnError when a process is lost, and what `make_unit_files` raises.
    """
    with closing(_made(making, units, work.jobs)) as stream:
        for number, (unit, made) in enumerate(stream, start=1):
            if work.report_progress is not None:
                work.report_progress(number, len(units), Path(made.issued.file))
            yield unit, made


def _made(making: Making, units: Sequence[Unit], jobs: int | None) -> Generator[tuple[Unit, UnitFiles]]:
    processes = min(jobs or available_jobs(), len(units) // (_FEWEST // 2))
    if processes < 2:
        yield from ((unit, make_unit_files(making, unit)) for unit in units)
        return
    with closing(_made_elsewhere(making, list(_together(units)), processes)) as stream:
        for some, files in stream:
            yield from zip(some, files, strict=True)


def write_forms(
    stream: Generator[tuple[Unit, UnitFiles]], write: Callable[[Mapping[str, bytes]], tuple[Path, ...]], note: Note
) -> dict[UnitSlug, WrittenFiles]:
    """What became of each unit that the stream gives. Files of many units are written at once, then noted: each wait
    for the disk takes as long for many files as for one. What was made before the stream was stopped is written too.
    """
    written: dict[UnitSlug, WrittenFiles] = {}
    waiting: list[tuple[Unit, UnitFiles]] = []

    def write_waiting() -> None:
        ready, waiting[:] = waiting[:], ()
        paths = iter(write({name: content for _, made in ready for name, content in made.files.items()}))
        written.update(
            (unit.slug, WrittenFiles(tuple(islice(paths, len(made.files))), made.issued, made.cut))
            for unit, made in ready
        )
        note([made.issued for _, made in ready])

    with closing(stream):
        try:
            for made in stream:
                waiting.append(made)
                if len(waiting) == _WRITTEN_AT_ONCE:
                    write_waiting()
        finally:
            write_waiting()
    return written


def _together(units: Sequence[Unit]) -> Iterator[tuple[Unit, ...]]:
    """Units without a parent as they come, then those of each parent."""
    for _, members in groupby(sorted(units, key=lambda unit: unit.parent or ""), key=lambda unit: unit.parent):
        while some := tuple(islice(members, _AT_ONCE)):
            yield some


def _made_elsewhere(
    making: Making, groups: Sequence[tuple[Unit, ...]], processes: int
) -> Generator[tuple[tuple[Unit, ...], list[UnitFiles]]]:
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(making,)) as pool:
        under_way: deque[tuple[tuple[Unit, ...], Future[list[UnitFiles]]]] = deque()
        try:
            for some in groups:
                under_way.append((some, pool.submit(_make, some)))
                if len(under_way) > processes * _AHEAD:
                    first, made = under_way.popleft()
                    yield first, made.result()
            while under_way:
                first, made = under_way.popleft()
                yield first, made.result()
        except BrokenProcessPool as error:
            raise _lost() from error
        finally:
            pool.shutdown(cancel_futures=True)


_MAKING: list[Making] = []
"""In a process that makes forms: what it makes them with."""


def _begin(making: Making) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program that started this process
    _MAKING[:] = [making]


def _make(units: Sequence[Unit]) -> list[UnitFiles]:
    (making,) = _MAKING
    return [make_unit_files(making, unit) for unit in units]


def _lost() -> TdnError:
    return TdnError(
        "Một tiến trình tạo biểu mẫu bị dừng giữa chừng.",
        "A process that makes forms was ended half-way.",
        hint_vi="Chạy lại với --jobs 1; biểu mẫu đã tạo được giữ nguyên.",
        hint_en="Run again with --jobs 1; forms that stand there are left alone.",
    )
