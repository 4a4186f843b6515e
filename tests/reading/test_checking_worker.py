"""A process that checks what it reads is guarded like one that only reads: a file that kills it costs that file."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from tdn_templates.core.checker import Basis, Checker
from tdn_templates.files.limits import ReadLimits
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME, load_known, load_rulebook
from tdn_templates.reading.checking_worker import CheckingWorker
from tdn_templates.reading.wire import encode_basis

if TYPE_CHECKING:
    from tests.reading.conftest import Packages

FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
NO_BOX_LIMIT = ReadLimits(box_cells=10**15)


def test_a_file_that_kills_its_process_costs_one_file(packages: Packages, monkeypatch: pytest.MonkeyPatch) -> None:
    checker = Checker(Basis(load_known(DEFAULT_PROGRAMME), load_rulebook()))
    files = [packages.form(), packages.of_rows(FAR), b"PK\x03\x04", packages.form()]
    with CheckingWorker(checker, encode_basis(checker.basis), NO_BOX_LIMIT) as worker:
        found = [worker.check(content, "a.xlsx", sha256(content).hexdigest()).verdict for content in files]
        child = worker._child
        assert child is not None
        monkeypatch.setattr(child, "_next_answer", lambda _: b"no verdict at all")
        senseless = worker.check(files[0], "a.xlsx", found[0].submission.source.sha256)
        assert worker._child is None
    reasons = [item.submission.unreadable.reason if item.submission.unreadable else "" for item in found]
    assert reasons == ["", "crashed", "damaged", ""]
    assert found[0] == found[3] == senseless.verdict
    assert child._process.returncode is not None
