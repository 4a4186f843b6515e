"""The same inputs give the same bytes, whatever clock, locale, hash seed or order of arrival."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tdn_templates import api
from tdn_templates.testing import fill_form

Run = Callable[..., CompletedProcess[str]]
PLACES = {
    "kiritimati": {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONHASHSEED": "1",
        "PYTHONIOENCODING": "ascii",
    },
    "st-johns": {
        "TZ": "America/St_Johns",
        "LC_ALL": "C.UTF-8",
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "4242",
        "PYTHONIOENCODING": "cp1252",
    },
}
UNITS = ("Bộ Tài chính", "Tỉnh Bình Định")


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def returns(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Two returns with answers, and two of one name that nobody can read: even those come in an order."""
    folder = tmp_path_factory.mktemp("returns")
    forms = [path for path in api.generate(UNITS, folder / "forms").files if path.suffix == ".xlsx"]
    paths = []
    for number, form in enumerate(forms):
        answer = {"row": "1.1", "treatment": "Thực hiện", "own_lead": f"Phòng {number}", "own_text": "Quán triệt"}
        paths.append(folder / f"{number}.xlsx")
        paths[-1].write_bytes(fill_form(form.read_bytes(), [answer]))
    for number in range(2):
        paths.append(folder / str(number) / "xau.xlsx")
        paths[-1].parent.mkdir()
        paths[-1].write_bytes(b"%PDF-1.7\n" + str(number).encode())
    return tuple(paths)


def test_generated_forms_are_the_same_bytes_everywhere(tdn_process: Run, tmp_path: Path) -> None:
    made = {}
    for name, environment in PLACES.items():
        ran = tdn_process("generate", *UNITS, "-o", tmp_path / name, **environment)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert "Đã tạo 4 tệp cho 2 đơn vị" in ran.stdout
        made[name] = digests(tmp_path / name)
    assert len(made["kiritimati"]) == 5
    assert made["kiritimati"] == made["st-johns"]


def test_merged_files_are_the_same_bytes_in_every_order_of_arrival(
    tdn_process: Run, returns: tuple[Path, ...], tmp_path: Path
) -> None:
    made = {}
    orders = {"kiritimati": returns, "st-johns": returns[::-1]}
    for name, environment in PLACES.items():
        ran = tdn_process("merge", *orders[name], "-o", tmp_path / name, "--draft", **environment)
        assert ran.returncode == 1
        assert "Đã tổng hợp 2 bản nộp." in ran.stdout
        made[name] = digests(tmp_path / name)
    assert sorted(made["kiritimati"]) == ["phu-luc.docx", "tong-hop.html", "tong-hop.xlsx"]
    assert made["kiritimati"] == made["st-johns"]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
def test_output_does_not_depend_on_the_encoding_asked_of_python(tdn_process: Run, encoding: str) -> None:
    ran = tdn_process("units", "--find", "Đắk Lắk", PYTHONIOENCODING=encoding)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Tỉnh Đắk Lắk" in ran.stdout


def test_names_and_paths_are_vietnamese_also_where_the_locale_is_ascii(tdn_process: Run, tmp_path: Path) -> None:
    environment = PLACES["kiritimati"]
    out = tmp_path / "gửi đi"
    ran = tdn_process("generate", "Bộ Tài chính", "-o", out, **environment)
    assert ran.returncode == 0
    assert str(out) in ran.stdout
    assert len(digests(out)) == 3
    missed = tdn_process("validate", tmp_path / "chưa có", **environment)
    assert missed.returncode == 2
    assert "chưa có" in missed.stderr


def test_a_file_name_that_is_no_utf_8_is_shown_escaped_and_merged(
    tdn_process: Run, good_return: bytes, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    name = b"k\xea ho\xa1ch.xlsx"
    try:
        (Path(str(folder)) / name.decode("utf-8", "surrogateescape")).write_bytes(good_return)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    checked = tdn_process("validate", folder, "--format", "json")
    assert checked.returncode == 0
    assert '"file": "k\\\\xea ho\\\\xa1ch.xlsx"' in checked.stdout
    merged = tdn_process("merge", folder, "-o", tmp_path / "out")
    assert (merged.returncode, merged.stderr) == (0, "")
    assert len(digests(tmp_path / "out")) == 3
