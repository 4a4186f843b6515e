"""Verdicts of many files as a stream, in the order of the files, whatever the number of processes that check them."""

import os
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from tdn_templates.api.shared import shown_name
from tdn_templates.core.checker import Checker
from tdn_templates.core.kept_verdict import NONSENSE, decode_verdict
from tdn_templates.files.inbox import FileBytes, read_bytes
from tdn_templates.files.limits import DEFAULT_LIMITS
from tdn_templates.load.verdict_store import VerdictStore
from tdn_templates.model.cell import Unreadable
from tdn_templates.model.verdict import Verdict

if TYPE_CHECKING:
    from tdn_templates.reading.checking_worker import CheckingWorker

_FILES_PER_PROCESS = 16
"""Fewer are read and checked sooner than a process that checks has started."""

_AHEAD = 8
"""Files for each process that may be under way or done before the one that comes next."""

_PASSING = frozenset({"crashed", "timed_out"})
"""Reasons for which the next run may come to something else with the same bytes: not stored."""


def available_jobs() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Windows and macOS
        return os.cpu_count() or 1


def checked_files(
    files: Sequence[Path], checker: Checker, *, store: VerdictStore | None = None, jobs: int | None = None
) -> Generator[Verdict]:
    """One verdict for each file, in their order. `jobs` None means one process for each core.

    Every file's bytes are read and hashed; one whose verdict is in the `store` is not read any further. What is stored
    is stored at once: after an interruption the next run goes on from there. Raises TdnError when no process that reads
    can be started.
    """
    processes = max(1, min(jobs or available_jobs(), len(files) // _FILES_PER_PROCESS))
    with ExitStack() as stack:
        desk = _Desk(checker, store, SimpleQueue())
        for worker in _workers(checker, processes, in_process=len(files) >= _FILES_PER_PROCESS):
            desk.workers.put(stack.enter_context(worker))
        pool = stack.enter_context(ThreadPoolExecutor(processes, thread_name_prefix="checking"))
        under_way: deque[Future[Verdict]] = deque()
        try:
            for path in files:
                under_way.append(pool.submit(desk.verdict, path))
                if len(under_way) > processes * _AHEAD:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            for waiting in under_way:
                waiting.cancel()


def _workers(checker: Checker, count: int, *, in_process: bool) -> Iterator["CheckingWorker"]:
    from tdn_templates.reading.checking_worker import CheckingWorker
    from tdn_templates.reading.wire import encode_basis

    basis = encode_basis(checker.basis) if in_process else b""
    return (CheckingWorker(checker, basis) for _ in range(count))


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where files are looked up and given to a worker that is free."""

    checker: Checker
    store: VerdictStore | None
    workers: "SimpleQueue[CheckingWorker]"

    def verdict(self, path: Path) -> Verdict:
        file, name = read_bytes(path, DEFAULT_LIMITS.disk_bytes), shown_name(path)
        verdict = self._stored(name, file.sha256)
        if verdict is not None:
            return verdict
        worker = self.workers.get()
        try:
            problem = _problem(file)
            if problem is not None:
                return worker.judge(problem, name, file.sha256).verdict
            checked = worker.check(file.content, name, file.sha256)
        finally:
            self.workers.put(worker)
        unreadable = checked.verdict.submission.unreadable
        if self.store is not None and (unreadable is None or unreadable.reason not in _PASSING):
            self.store.put(name, file.sha256, checked.payload)
        return checked.verdict

    def _stored(self, name: str, sha256: str) -> Verdict | None:
        """None for a file without bytes too: then it has no hash."""
        payload = self.store.get(name, sha256) if self.store is not None and sha256 else None
        if payload is None:
            return None
        try:
            return decode_verdict(payload, name, sha256, self.checker.basis.known)
        except NONSENSE:
            return None


def _problem(file: FileBytes) -> Unreadable | None:
    match file.problem:
        case "":
            return None
        case "too_large":
            size = file.path.stat().st_size
            return Unreadable("too_large", {"limit": str(DEFAULT_LIMITS.disk_bytes), "measured": str(size)})
        case problem:
            return Unreadable(problem)
