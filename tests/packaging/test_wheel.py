"""The wheel is all anybody needs: installed elsewhere it finds its rules, forms, lists and templates."""

import importlib.util
import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tdn_templates.files.shipped import data_folder, shipped_folder

ROOT = Path(__file__).parents[2]
SHIPPED = ("rules", "templates")


def run(*command: str | Path, cwd: Path) -> str:
    """The output of a command that must succeed, started without this checkout on any path."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    words = [str(word) for word in command]
    ran = subprocess.run(words, cwd=cwd, env=environment, capture_output=True, check=False, timeout=600)
    assert ran.returncode == 0, ran.stderr.decode("utf-8", "replace")
    return ran.stdout.decode("utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    at_hand = ["--no-isolation"] if importlib.util.find_spec("hatchling") else []
    run(sys.executable, "-m", "build", "--wheel", "--outdir", out, *at_hand, ROOT, cwd=out)
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of a fresh environment with the wheel in it."""
    home = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(home, with_pip=True)
    commands = home / ("Scripts" if os.name == "nt" else "bin")
    constraints = ROOT / "constraints.txt"
    exact = ("-c", constraints) if constraints.is_file() else ()
    run(commands / "python", "-m", "pip", "install", "--quiet", *exact, wheel, cwd=home)
    return commands


@pytest.mark.slow
def test_the_wheel_carries_everything_shipped_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        names = set(package.namelist())
    for folder in SHIPPED:
        wanted = {f"tdn_templates/_shipped/{path.relative_to(ROOT)}" for path in (ROOT / folder).glob("*.*")}
        assert wanted <= names
    assert {f"tdn_templates/data/programmes/{path.name}" for path in data_folder("programmes").iterdir()} <= names
    assert {f"tdn_templates/data/units/{path.name}" for path in data_folder("units").iterdir()} <= names
    assert "tdn_templates/py.typed" in names
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"tdn_templates"}


@pytest.mark.slow
def test_an_installed_wheel_lists_and_generates_from_any_folder(installed: Path, tmp_path: Path) -> None:
    tdn = installed / "tdn"
    listed = json.loads(run(tdn, "tasks", "--unit", "Bộ Tài chính", "--format", "json", cwd=tmp_path))
    assert (listed["unit"], len(listed["tasks"])) == ("Bộ Tài chính", 52)
    run(tdn, "generate", "Bộ Tài chính", "-o", "gửi đi", cwd=tmp_path)
    stem = "nq47-2024_plan_bo-tai-chinh"
    assert {path.name for path in (tmp_path / "gửi đi").iterdir()} == {
        f"{stem}.xlsx",
        f"{stem}.docx",
        "so-phat-hanh.jsonl",
    }
    where = "import tdn_templates; print(tdn_templates.__file__)"
    assert str(ROOT) not in run(installed / "python", "-c", where, cwd=tmp_path)


@pytest.mark.slow
def test_an_installed_wheel_reads_and_merges_what_this_checkout_made(installed: Path, tmp_path: Path) -> None:
    """Reading starts a process of its own, which has to find the package too."""
    run(installed / "tdn-templates", "generate", "Bộ Tài chính", "-o", "out", cwd=tmp_path)
    form = "out/nq47-2024_plan_bo-tai-chinh.xlsx"
    checked = run(installed / "tdn", "validate", form, "--format", "json", "--fail-on", "never", cwd=tmp_path)
    assert json.loads(checked)["summary"]["errors"] == 44
    run(installed / "tdn", "merge", form, "-o", "merged", "--draft", cwd=tmp_path)
    merged = {path.name for path in (tmp_path / "merged").iterdir()}
    assert merged == {"phu-luc.docx", "tong-hop.html", "tong-hop.xlsx"}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_checkout_finds_the_folders_at_its_top(name: str) -> None:
    assert shipped_folder(name) == ROOT / name
    assert any((ROOT / name).iterdir())
