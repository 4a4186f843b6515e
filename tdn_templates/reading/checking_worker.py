"""Files read and checked, one after the other: in one process for many files, with the check here for a few.

A process that checks knows the lists, rules and register; only the verdict comes back, as data. A file that ends or
stops it is read the ordinary way, so that it is judged, and costs, as any file that kills its reader.
"""

import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from tdn_templates.core.checker import Checker
from tdn_templates.core.kept_verdict import NONSENSE, decode_verdict
from tdn_templates.files.limits import DEFAULT_LIMITS, ReadLimits
from tdn_templates.model.cell import RawWorkbook, Unreadable
from tdn_templates.model.verdict import Verdict
from tdn_templates.reading.child_process import ChildProcess
from tdn_templates.reading.wire import decode_checked, encode_request
from tdn_templates.reading.worker import ReadingWorker, refused_at_once

_HERE = threading.Lock()
"""Checks made in this process are made one at a time, however many workers there are."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A verdict, and `payload` as core.kept_verdict encodes it."""

    payload: bytes
    verdict: Verdict


class CheckingWorker:
    """`basis` is what a process of its own is to check with (reading.wire.encode_basis); without it the check is made
    here. Processes are started with the first file that needs one; use the worker as a context manager."""

    def __init__(self, checker: Checker, basis: bytes = b"", limits: ReadLimits = DEFAULT_LIMITS) -> None:
        self._checker, self._basis, self._limits = checker, basis, limits
        self._reader = ReadingWorker(limits)
        self._child: ChildProcess | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._reader.close()
        if self._child is not None:
            child, self._child = self._child, None
            child.end()

    def check(self, content: bytes, name: str, sha256: str) -> Checked:
        """What came of the file. `name` is shown; it never decides the kind of the file.

        Raises TdnError when no process can be started.
        """
        early = refused_at_once(content, name, self._limits)
        if early is not None:
            return self.judge(early, name, sha256)
        checked = self._checked_in_child(content, name, sha256) if self._basis else None
        return checked or self.judge(self._reader.read(content, name), name, sha256)

    def judge(self, workbook: RawWorkbook | Unreadable, name: str, sha256: str) -> Checked:
        with _HERE:
            payload = self._checker.check(workbook, name, sha256)
        return Checked(payload, decode_verdict(payload, name, sha256, self._checker.basis.known))

    def _checked_in_child(self, content: bytes, name: str, sha256: str) -> Checked | None:
        """None for a file that the process did not survive, or answered with nonsense."""
        if self._child is not None and not self._child.is_alive:
            self._replace()
        if self._child is None:
            self._child = ChildProcess(self._limits, basis=self._basis)
        try:
            answer = self._child.request(encode_request(name, sha256, content))
        except BaseException:
            self._replace()
            raise
        if isinstance(answer, Unreadable):
            self._replace()
            return None
        payload, worn = decode_checked(answer)
        if worn:
            self._replace()
        try:
            return Checked(payload, decode_verdict(payload, name, sha256, self._checker.basis.known))
        except NONSENSE:
            self._replace()
            return None

    def _replace(self) -> None:
        if self._child is not None:
            child, self._child = self._child, None
            child.kill()
