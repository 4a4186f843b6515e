"""Files are read in a process of their own: a file that ends or stops its reader costs one file, not the batch.

The parent only ever sees a result or a reason. The child lives on from file to file and is replaced after any fault.
"""

from types import TracebackType
from typing import Self

from tdn_templates.files.guard import FileKind
from tdn_templates.files.limits import DEFAULT_LIMITS, ReadLimits
from tdn_templates.model.cell import RawWorkbook, Unreadable
from tdn_templates.reading.child_process import ChildProcess


class ReadingWorker:
    """Reads files one after the other in one child process, started with the first file.

    `also` are kinds of files that are read beside those of a return, `files.guard.ANNEX_KINDS` for published annexes.

    Use it as a context manager, or call `close`; leaving it ends the child, whatever the reason for leaving.
    """

    def __init__(self, limits: ReadLimits = DEFAULT_LIMITS, also: frozenset[FileKind] = frozenset()) -> None:
        self._limits = limits
        self._also = also
        self._child: ChildProcess | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the child, if there is one. The next `read` would start another."""
        if self._child is not None:
            child, self._child = self._child, None
            child.end()

    def read(self, content: bytes, name: str) -> RawWorkbook | Unreadable:
        """What the file holds, or why it cannot be read.

        `name` is the file's own name without folders. It never decides the kind; it only tells the owner files that
        office programs leave beside an open workbook. Raises TdnError when no reading process can be started.
        """
        early = refused_at_once(content, name, self._limits)
        if early is not None:
            return early
        if self._child is not None and not self._child.is_alive:
            self._replace()
        if self._child is None:
            self._child = ChildProcess(self._limits, self._also)
        try:
            answer = self._child.ask(content)
        except BaseException:
            self._replace()
            raise
        if answer.worn:
            self._replace()
        return answer.result

    def _replace(self) -> None:
        if self._child is not None:
            child, self._child = self._child, None
            child.kill()


def refused_at_once(content: bytes, name: str, limits: ReadLimits) -> Unreadable | None:
    """For what needs no process to be refused."""
    if not content:
        return Unreadable("empty_file")
    if name.startswith(("~$", ".~lock.")):
        return Unreadable("not_a_workbook", {"kind": "owner_file"})
    if len(content) > limits.disk_bytes:
        facts = {"setting": "disk_bytes", "limit": str(limits.disk_bytes), "measured": str(len(content))}
        return Unreadable("too_large", facts)
    return None
