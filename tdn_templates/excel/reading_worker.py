"""Files are read in a process of their own: a file that ends or stops its reader costs one file, not the batch.

The parent only ever sees a result or a reason. The child lives on from file to file and is replaced after any fault.
"""

import contextlib
import gc
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from types import TracebackType
from typing import IO, Self

from tdn_templates.errors import TdnError
from tdn_templates.excel.reading_wire import (
    Answer,
    decode_answer,
    decode_limits,
    encode_answer,
    encode_limits,
    receive_frame,
    send_frame,
)
from tdn_templates.files.limits import DEFAULT_LIMITS, ReadLimits
from tdn_templates.model.cell import RawWorkbook, Unreadable

_START_SECONDS = 60.0
_END_SECONDS = 2.0
_TICK_SECONDS = 0.25
_LAST_WORDS_BYTES = 2000
_READY = b"ready"
_MODULE = "tdn_templates.excel.reading_worker"
_SPARE_CPU_SECONDS = 5


class ReadingWorker:
    """Reads files one after the other in one child process, started with the first file.

    Use it as a context manager, or call `close`; leaving it ends the child, whatever the reason for leaving.
    """

    def __init__(self, limits: ReadLimits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._child: _Child | None = None

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
        early = self._refused_at_once(content, name)
        if early is not None:
            return early
        if self._child is not None and not self._child.is_alive:
            self._replace()
        if self._child is None:
            self._child = _Child(self._limits)
        try:
            answer = self._child.ask(content)
        except BaseException:
            self._replace()
            raise
        if answer.worn:
            self._replace()
        return answer.result

    def _refused_at_once(self, content: bytes, name: str) -> Unreadable | None:
        if not content:
            return Unreadable("empty_file")
        if name.startswith(("~$", ".~lock.")):
            return Unreadable("not_a_workbook", {"kind": "owner_file"})
        limit = self._limits.disk_bytes
        if len(content) > limit:
            facts = {"setting": "disk_bytes", "limit": str(limit), "measured": str(len(content))}
            return Unreadable("too_large", facts)
        return None

    def _replace(self) -> None:
        if self._child is not None:
            child, self._child = self._child, None
            child.kill()


class _Child:
    """One child process and the thread that talks to it: only that thread ever blocks on a pipe."""

    def __init__(self, limits: ReadLimits) -> None:
        self._limits = limits
        self._printed = 0
        self._stderr: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in kill()
        self._process = _start(self._stderr)
        self._requests: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._talk, name="reading-worker", daemon=True)
        self._thread.start()
        self._requests.put(encode_limits(limits))
        try:
            ready = self._next_answer(_START_SECONDS)
        except TimeoutError:
            self.kill()
            raise _no_process(f"{_START_SECONDS:g} s") from None
        except BaseException:
            self.kill()
            raise
        if ready != _READY:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_END_SECONDS)
            words = self._lines_since(0)[-1:]
            self.kill()
            raise _no_process("".join(words))

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, content: bytes) -> Answer:
        """The child's answer; its death or silence is an answer too, and wears it out."""
        self._printed = self._printed_bytes()
        self._requests.put(content)
        try:
            payload = self._next_answer(self._limits.seconds)
        except TimeoutError:
            facts = {"setting": "seconds", "limit_seconds": f"{self._limits.seconds:g}"}
            return Answer(Unreadable("timed_out", facts), worn=True)
        if payload is None:
            return Answer(Unreadable("crashed", self._death()), worn=True)
        return decode_answer(payload)

    def end(self) -> None:
        """Lets the child finish: it stops when its input ends. Kills it if it does not."""
        self._requests.put(None)
        self._thread.join(_END_SECONDS)
        if not self._thread.is_alive() and self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_END_SECONDS)
        self.kill()

    def kill(self) -> None:
        """Leaves nothing behind: no process, no thread, no open pipe. Harmless for a child that is gone."""
        self._process.kill()
        self._process.wait()
        self._requests.put(None)
        self._thread.join(_END_SECONDS)
        for pipe in (self._process.stdin, self._process.stdout, self._stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _talk(self) -> None:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            return
        try:
            while (request := self._requests.get()) is not None:
                send_frame(stdin, request)
                self._answers.put(receive_frame(stdout))
        except (OSError, EOFError, ValueError):
            self._answers.put(None)

    def _next_answer(self, seconds: float) -> bytes | None:
        """None when the child is gone. Raises TimeoutError. Waits in short turns, so that Ctrl-C works everywhere."""
        deadline = time.monotonic() + seconds
        while True:
            left = deadline - time.monotonic()
            try:
                return self._answers.get(timeout=max(0.0, min(left, _TICK_SECONDS)))
            except queue.Empty:
                if left <= _TICK_SECONDS:
                    raise TimeoutError from None

    def _death(self) -> dict[str, str]:
        """How the child ended, and the line in which a library that aborts, or Python, names the reason."""
        facts = {}
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = self._process.wait(_END_SECONDS)
            facts["exit_code"] = str(code)
            if code < 0 and -code in set(signal.Signals):
                facts["signal"] = signal.Signals(-code).name
        words = self._lines_since(self._printed)
        if words:
            facts["message"] = words[-1] if words[0].startswith("Traceback") else words[0]
        return facts

    def _printed_bytes(self) -> int:
        return os.fstat(self._stderr.fileno()).st_size

    def _lines_since(self, start: int) -> list[str]:
        """What the child wrote to its error output, made safe for a terminal. Only for a child that has ended."""
        self._stderr.seek(start)
        lines = self._stderr.read(_LAST_WORDS_BYTES).decode("utf-8", "replace").split("\n")
        printable = ("".join(char if char.isprintable() else "?" for char in line)[:200] for line in lines)
        return [line for line in printable if line.strip()]


def _start(stderr: IO[bytes]) -> subprocess.Popen[bytes]:
    """The same interpreter, finding the package where this process finds it; -P keeps the current folder out."""
    command = [sys.executable, "-P", "-X", "utf8", "-m", _MODULE]
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            bufsize=0,
            env={**os.environ, "RUST_BACKTRACE": "0"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as fault:
        stderr.close()
        raise _no_process(str(fault)) from fault


def _no_process(words: str) -> TdnError:
    return TdnError(
        f"Không khởi động được tiến trình đọc tệp ({words}).",
        f"The process that reads files could not be started ({words}).",
        hint_vi="Hãy kiểm tra lại việc cài đặt gói và bộ nhớ còn trống.",
        hint_en="Check the installation of the package and the free memory.",
    )


def _bound_memory(limits: ReadLimits) -> None:
    if sys.platform == "win32" or limits.memory_bytes == 0:
        return
    import resource  # noqa: PLC0415 - not on Windows

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _bound_time(limits: ReadLimits) -> None:
    """A last resort for a child whose parent was killed while it read: it may not go on for ever."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = int(time.process_time() + limits.seconds) + _SPARE_CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def child_main() -> None:
    """Reads limits, then files, until the input ends. Whatever libraries print goes to the error output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stdin, stdout = os.fdopen(os.dup(0), "rb", buffering=0), os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    with stdin, stdout, contextlib.suppress(EOFError, BrokenPipeError):
        limits = decode_limits(receive_frame(stdin))
        from tdn_templates.excel.read import read_noting_faults  # noqa: PLC0415 - before the memory bound, after the pipes

        gc.freeze()
        _bound_memory(limits)
        send_frame(stdout, _READY)
        while True:
            content = receive_frame(stdin)
            _bound_time(limits)
            reading = read_noting_faults(content, limits)
            send_frame(stdout, encode_answer(Answer(reading.result, reading.faulty)))


if __name__ == "__main__":
    child_main()
