"""Forms made in several processes: the same files, and nothing of what was made is lost when the run stops."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tdn_templates import api
from tdn_templates.api import making_forms
from tdn_templates.errors import TdnError

UNITS = ["Bộ Tài chính", "Bộ Ngoại giao", "Thành phố Hà Nội", "Tỉnh Cà Mau"]


@pytest.fixture
def two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making_forms, "_FEWEST", 4)
    monkeypatch.setattr(making_forms, "_AT_ONCE", 2)


def content(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.usefixtures("two_processes")
def test_two_processes_make_the_same_files_and_tell_how_far_they_are(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []

    def tell(number: int, count: int, path: Path) -> None:
        told.append((number, count, path.suffix))

    one = api.generate(UNITS, tmp_path / "one", jobs=1)
    two = api.generate(UNITS, tmp_path / "two", jobs=2, report_progress=tell)
    assert content(tmp_path / "one") == content(tmp_path / "two")
    assert [path.name for path in one.files] == [path.name for path in two.files]
    assert told == [(number, 4, ".xlsx") for number in range(1, 5)]


@pytest.mark.usefixtures("two_processes")
def test_a_lost_process_is_one_error_with_a_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making_forms, "_begin", _dies)
    with pytest.raises(TdnError, match="ended half-way") as caught:
        api.generate(UNITS, tmp_path / "out", jobs=2)
    assert "--jobs 1" in (caught.value.hint_en or "")


def _dies(making: object) -> None:
    raise SystemExit(3)
