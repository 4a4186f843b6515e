"""What was read and checked once, stored beside a round: one small JSON file for each return, found by its content.

    {"schema": "tdn-verdict-1", "made_with": ..., "file": ..., "sha256": ..., "check": ..., "verdict": {...}}

An entry counts for a file of the same name and bytes, checked on the same basis. Anything else, be it older, damaged or
not ours, is passed over, and the file is read anew. Entries may be deleted at any time.
"""

import contextlib
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

SCHEMA = "tdn-verdict-1"
_SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class VerdictStore:
    """Entries in one folder, made when the first is put. `made_with` is the fingerprint of the basis of the check."""

    folder: Path
    made_with: str

    def get(self, name: str, sha256: str) -> bytes | None:
        """The verdict as it was put for a file of this name and content; None if there is none to be trusted."""
        try:
            head, _, body = self._place(name, sha256).read_bytes().partition(b"\n")
        except OSError:
            return None
        payload = body.removeprefix(_BEFORE).removesuffix(_AFTER)
        return payload if head == self._head(name, sha256, payload) else None

    def put(self, name: str, sha256: str, payload: bytes) -> None:
        """Whole or not at all. A folder that cannot be written costs the next run its time, not this one its result."""
        place = self._place(name, sha256)
        temporary = place.with_name(f".tdn-{place.name}.{os.getpid()}.tmp")
        content = self._head(name, sha256, payload) + b"\n" + _BEFORE + payload + _AFTER
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(content)
            temporary.replace(place)

    def _place(self, name: str, sha256: str) -> Path:
        """Copies of one file under several names have an entry each: the name is part of what a verdict says."""
        named = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / f"{sha256[:24]}-{named[:8]}{_SUFFIX}"

    def _head(self, name: str, sha256: str, payload: bytes) -> bytes:
        check = hashlib.sha256(payload).hexdigest()
        head = {"schema": SCHEMA, "made_with": self.made_with, "file": name, "sha256": sha256, "check": check}
        return json.dumps(head)[:-1].encode() + b","


_BEFORE, _AFTER = b'"verdict": ', b"}\n"
