"""A hostile file costs one file: the process that reads it may die or hang, the next file is read all the same."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tdn_templates.errors import TdnError
from tdn_templates.files.limits import ReadLimits
from tdn_templates.model.cell import RawWorkbook, Unreadable
from tdn_templates.reading import child_process
from tdn_templates.reading.read import read_return
from tdn_templates.reading.worker import ReadingWorker

if TYPE_CHECKING:
    from tests.reading.conftest import Packages

FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
NO_BOX_LIMIT = ReadLimits(box_cells=10**15)


def test_the_child_gives_what_reading_here_gives(packages: Packages) -> None:
    rows = (
        '<row r="1" hidden="1"><c r="A1" s="1"><v>45809</v></c><c r="B1" s="1"><v>45809.5</v></c>'
        '<c r="C1" s="1"><v>0.5</v></c><c r="D1" s="2"><v>1.25</v></c><c r="E1" t="e"><v>#N/A</v></c>'
        '<c r="F1" t="b"><v>1</v></c><c r="G1"><f>1+1</f><v>2</v></c><c r="H1"><v>2.5</v></c></row>'
    )
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="46"/></cellXfs>'
    with ReadingWorker() as worker:
        for content in (packages.form(), packages.of_rows(rows, styles=styles)):
            result = worker.read(content, "Bieu mau (1).xlsx")
            assert isinstance(result, RawWorkbook)
            assert result == read_return(content)


def test_two_hundred_files_go_through_one_child(packages: Packages) -> None:
    contents = [packages.of_rows(f'<row r="1"><c r="A1"><v>{number}</v></c></row>') for number in range(200)]
    with ReadingWorker() as worker:
        results = [worker.read(contents[0], "a.xlsx")]
        child = worker._child
        results += [worker.read(content, "a.xlsx") for content in contents[1:]]
        assert worker._child is child
    values = [result.sheets[0].cells[1, 1] for result in results if isinstance(result, RawWorkbook)]
    assert values == list(range(200))


def test_a_file_that_ends_its_reader_costs_one_file(packages: Packages) -> None:
    content = packages.of_rows(FAR)
    with ReadingWorker(NO_BOX_LIMIT) as worker:
        crashed = worker.read(content, "far.xlsx")
        assert isinstance(crashed, Unreadable)
        assert crashed.reason == "crashed"
        assert "exit_code" in crashed.facts
        assert isinstance(worker.read(packages.form(), "next.xlsx"), RawWorkbook)


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_read(packages: Packages) -> None:
    rows = "".join(f"<row><c><v>{row}</v></c><c><v>-1</v></c></row>" for row in range(300_000))
    content = packages.of_rows(rows)
    with ReadingWorker(ReadLimits(seconds=0.1)) as worker:
        start = time.monotonic()
        assert worker.read(content, "slow.xlsx") == Unreadable(
            "timed_out", {"setting": "seconds", "limit_seconds": "0.1"}
        )
        assert time.monotonic() - start < 10
        assert isinstance(worker.read(packages.of_rows(""), "next.xlsx"), RawWorkbook)


def test_owner_files_empty_files_and_files_too_large_need_no_child(packages: Packages) -> None:
    with ReadingWorker(ReadLimits(disk_bytes=10)) as worker:
        assert worker.read(b"", "a.xlsx") == Unreadable("empty_file")
        assert worker.read(b"\x05owner", "~$a.xlsx") == Unreadable("not_a_workbook", {"kind": "owner_file"})
        facts = {"setting": "disk_bytes", "limit": "10", "measured": "11"}
        assert worker.read(b"x" * 11, "a.xlsx") == Unreadable("too_large", facts)
        assert worker._child is None


def test_leaving_the_worker_ends_the_child_whatever_the_reason(packages: Packages) -> None:
    worker = ReadingWorker()
    with pytest.raises(KeyboardInterrupt), worker:
        worker.read(packages.form(), "a.xlsx")
        child = worker._child
        assert child is not None
        process = child._process
        raise KeyboardInterrupt
    assert process.returncode is not None
    assert worker._child is None


def test_an_interrupt_while_a_file_is_read_ends_the_child(packages: Packages, monkeypatch: pytest.MonkeyPatch) -> None:
    with ReadingWorker() as worker:
        worker.read(packages.form(), "a.xlsx")
        child = worker._child
        assert child is not None

        def interrupted(_: float) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(child, "_next_answer", interrupted)
        with pytest.raises(KeyboardInterrupt):
            worker.read(packages.form(), "a.xlsx")
        assert child._process.returncode is not None


def test_a_child_that_ended_between_files_costs_none(packages: Packages) -> None:
    with ReadingWorker() as worker:
        worker.read(packages.form(), "a.xlsx")
        child = worker._child
        assert child is not None
        child._process.kill()
        child._process.wait()
        assert isinstance(worker.read(packages.form(), "b.xlsx"), RawWorkbook)


def test_an_interpreter_that_cannot_start_stops_the_run(packages: Packages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_process, "_MODULE", "tdn_templates.reading.no_such_module")
    with ReadingWorker() as worker, pytest.raises(TdnError) as stopped:
        worker.read(packages.form(), "a.xlsx")
    assert "no_such_module" in stopped.value.en


def test_a_child_whose_parent_is_gone_ends_by_itself() -> None:
    process = subprocess.run(
        [sys.executable, "-m", child_process._MODULE], input=b"", capture_output=True, timeout=60, check=False
    )
    assert (process.returncode, process.stdout) == (0, b"")


def test_an_answer_that_makes_no_sense_costs_one_file(packages: Packages, monkeypatch: pytest.MonkeyPatch) -> None:
    with ReadingWorker() as worker:
        worker.read(packages.form(), "a.xlsx")
        child = worker._child
        assert child is not None
        monkeypatch.setattr(child, "_next_answer", lambda _: b"no answer at all")
        refused = worker.read(packages.form(), "b.xlsx")
        assert isinstance(refused, Unreadable)
        assert refused.reason == "crashed"
        assert isinstance(worker.read(packages.form(), "c.xlsx"), RawWorkbook)


def test_a_word_annex_goes_through_the_child_as_well(packages: Packages) -> None:
    cell = "<w:tc><w:p><w:ins><w:r><w:t>Thực hiện</w:t></w:r></w:ins></w:p></w:tc>"
    content = packages.packed(packages.document(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))
    with ReadingWorker() as worker:
        result = worker.read(content, "phu-luc.xlsx")
    assert result == read_return(content)
    assert isinstance(result, RawWorkbook)
    assert result.format == "docx"
    assert result.sheets[0].tracked == {(1, 1)}
