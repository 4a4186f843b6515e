"""The parent's end of a reading process: start it, ask it, notice its death or silence, end it."""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from typing import IO

from tdn_templates.errors import TdnError
from tdn_templates.files.guard import FileKind
from tdn_templates.files.limits import ReadLimits
from tdn_templates.model.cell import Unreadable
from tdn_templates.reading.wire import READY, Answer, decode_answer, encode_terms, receive_frame, send_frame

_START_SECONDS = 60.0
_END_SECONDS = 2.0
_TICK_SECONDS = 0.25
_LAST_WORDS_BYTES = 2000
_MODULE = "tdn_templates.reading.child"


class ChildProcess:
    """One child process and the thread that talks to it: only that thread ever blocks on a pipe."""

    def __init__(self, limits: ReadLimits, also: frozenset[FileKind] = frozenset(), basis: bytes = b"") -> None:
        """With a `basis` (see reading.wire.encode_basis) the child checks what it reads."""
        self._limits = limits
        self._printed = 0
        self._stderr: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in kill()
        self._process = _start(self._stderr)
        self._opening = [encode_terms(limits, also), basis]
        self._requests: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._talk, name="reading-worker", daemon=True)
        self._thread.start()
        try:
            ready = self._next_answer(_START_SECONDS)
        except TimeoutError:
            self.kill()
            raise _no_process(f"{_START_SECONDS:g} s") from None
        except BaseException:
            self.kill()
            raise
        if ready != READY:
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
        payload = self.request(content)
        if isinstance(payload, Unreadable):
            return Answer(payload, worn=True)
        try:
            return decode_answer(payload)
        except (ValueError, LookupError, TypeError):
            return Answer(Unreadable("crashed", {"message": "the answer makes no sense"}), worn=True)

    def request(self, payload: bytes) -> bytes | Unreadable:
        """What the child answers, byte for byte; or how it died or fell silent: then it is of no more use."""
        self._printed = self._printed_bytes()
        self._requests.put(payload)
        try:
            answer = self._next_answer(self._limits.seconds)
        except TimeoutError:
            return Unreadable("timed_out", {"setting": "seconds", "limit_seconds": f"{self._limits.seconds:g}"})
        return Unreadable("crashed", self._death()) if answer is None else answer

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
            for frame in self._opening:
                send_frame(stdin, frame)
            self._answers.put(receive_frame(stdout))
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
