"""What runs in the reading process: limits in, then files in and results out, until the input ends.

Given a basis it checks what it reads, and what comes out is the verdict."""

import contextlib
import gc
import os
import signal
import sys
import time
from collections.abc import Callable

from tdn_templates.files.limits import ReadLimits
from tdn_templates.reading.wire import (
    READY,
    decode_basis,
    decode_request,
    decode_terms,
    encode_answer,
    encode_checked,
    receive_frame,
    send_frame,
)

_SPARE_CPU_SECONDS = 5


def child_main() -> None:
    """Reads limits, then files, until the input ends. Whatever libraries print goes to the error output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stdin, stdout = os.fdopen(os.dup(0), "rb", buffering=0), os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    with stdin, stdout, contextlib.suppress(EOFError, BrokenPipeError):
        limits, also = decode_terms(receive_frame(stdin))
        basis = receive_frame(stdin)
        from tdn_templates.reading.read import read_noting_faults  # noqa: PLC0415 - before the memory bound, after the pipes

        answer = _checking(basis, limits) if basis else None
        gc.freeze()
        _bound_memory(limits)
        send_frame(stdout, READY)
        while True:
            content = receive_frame(stdin)
            _bound_time(limits)
            if answer is not None:
                send_frame(stdout, answer(content))
            else:
                send_frame(stdout, encode_answer(read_noting_faults(content, limits, also)))


def _checking(basis: bytes, limits: ReadLimits) -> Callable[[bytes], bytes]:
    """What answers a request to check. A fault of ours ends the process: the parent then sees for itself."""
    from tdn_templates.core.checker import Checker  # noqa: PLC0415 - only where something is checked
    from tdn_templates.reading.read import read_noting_faults  # noqa: PLC0415 - as in child_main

    checker = Checker(decode_basis(basis))

    def answer(request: bytes) -> bytes:
        name, sha256, content = decode_request(request)
        reading = read_noting_faults(content, limits)
        return encode_checked(checker.check(reading.result, name, sha256), worn=reading.worn)

    return answer


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


if __name__ == "__main__":
    child_main()
