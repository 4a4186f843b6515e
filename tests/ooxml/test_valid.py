"""Every .xlsx and .docx we write is sound Office Open XML: two validators and our own checks find nothing in them."""

import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from tdn_templates.excel.annotate import mark_workbook, replace_texts
from tdn_templates.testing import fill_form
from tests.office.calc import Calc
from tests.ooxml.made_documents import MARKS, TABLE, fault_list
from tests.ooxml.office import saved_by_office
from tests.ooxml.own_checks import own_faults
from tests.ooxml.planted import AUDIT, OWN, PLANTED, SDK, planted_documents
from tests.ooxml.validators import audit_faults, sdk_faults

Documents = Mapping[str, Path]
Faults = Mapping[str, list[str]]

HARMLESS = {
    "inline-string cell(s)": "said of files without shared texts, as openpyxl's are; our list of faults follows suit",
}
"""Words of what is said of a marked copy of somebody else's file, and why it is no fault."""


def found_by_us(paths: Iterable[Path]) -> Faults:
    """Like the validators: faults of each file with any, by its name."""
    found = {path.name: own_faults(path.read_bytes()) for path in paths}
    return {name: faults for name, faults in found.items() if faults}


def test_the_open_xml_sdk_finds_no_fault(documents: Documents, sdk: Path) -> None:
    assert sdk_faults(sdk, documents.values()) == {}


def test_openxml_audit_finds_no_fault(documents: Documents) -> None:
    assert audit_faults(documents.values()) == {}


def test_no_limit_is_passed_and_nothing_stands_twice(documents: Documents) -> None:
    assert found_by_us(documents.values()) == {}


@pytest.mark.parametrize(
    "what", [b"<dataValidation ", b"<definedName ", b"<hyperlink ", b"<comment ", b"<v:shape ", b"<xf ", b"<w:tbl>"]
)
def test_the_documents_hold_what_is_looked_at(documents: Documents, what: bytes) -> None:
    holding = [name for name, path in documents.items() if any(what in part for part in parts(path))]
    assert len(holding) >= 2


def parts(path: Path) -> list[bytes]:
    with zipfile.ZipFile(path) as package:
        return [package.read(name) for name in package.namelist()]


# --- the checks do look ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def planted(documents: Documents, tmp_path_factory: pytest.TempPathFactory) -> Documents:
    sound = {ending: documents[f"issued-ministry{ending}"].read_bytes() for ending in (".xlsx", ".docx")}
    return planted_documents(tmp_path_factory.mktemp("planted"), sound)


def test_every_planted_fault_is_found_by_somebody() -> None:
    assert [fault.name for fault in PLANTED if not fault.found] == []


def test_the_open_xml_sdk_finds_what_was_planted_for_it_and_nothing_else(planted: Documents, sdk: Path) -> None:
    assert mistakes(SDK, planted, sdk_faults(sdk, planted.values())) == []


def test_openxml_audit_finds_what_was_planted_for_it_and_nothing_else(planted: Documents) -> None:
    assert mistakes(AUDIT, planted, audit_faults(planted.values())) == []


def test_we_find_what_was_planted_for_us_and_nothing_else(planted: Documents) -> None:
    assert mistakes(OWN, planted, found_by_us(planted.values())) == []


def mistakes(finder: str, files: Documents, found: Faults) -> list[str]:
    """Faults that were not found, and what was said for no reason that the table knows."""
    wrong: list[str] = []
    for file in files:
        expected = {
            fault.found[finder]: fault.name for fault in PLANTED if fault.file == file and finder in fault.found
        }
        said = found.get(file, [])
        wrong += [f"not found: {name}" for words, name in expected.items() if not any(words in line for line in said)]
        wrong += [f"{file}: {line}" for line in said if not any(words in line for words in expected)]
    return wrong


# --- what others saved -----------------------------------------------------------------------------------------------


@pytest.fixture(
    params=["openpyxl", pytest.param("LibreOffice", marks=pytest.mark.office)],
)
def saved(request: pytest.FixtureRequest, documents: Documents, tmp_path: Path) -> bytes:
    """A form that this program has saved."""
    form = documents["issued-ministry.xlsx"]
    if request.param == "openpyxl":
        return fill_form(form.read_bytes(), [{"row": "1.1", "treatment": "Thực hiện", "own_lead": "Văn phòng Bộ"}])
    libreoffice: Calc = request.getfixturevalue("libreoffice")
    (path,) = saved_by_office(libreoffice, [form], "xlsx", tmp_path).values()
    return path.read_bytes()


def test_we_add_no_fault_to_those_of_the_program_that_saved_a_return(saved: bytes, sdk: Path, tmp_path: Path) -> None:
    """openpyxl has an order of its own in a font, and LibreOffice writes no theme: both stay as they are."""
    made = {
        "saved": saved,
        "marked": mark_workbook(saved, MARKS, fault_list()),
        "texts": replace_texts(saved, {(TABLE, "I8"): "=1+1", (TABLE, "XY400"): "lạ"}),
    }
    paths = {name: tmp_path / f"{name}.xlsx" for name in made}
    for name, path in paths.items():
        path.write_bytes(made[name])
    for found in (sdk_faults(sdk, paths.values()), audit_faults(paths.values()), found_by_us(paths.values())):
        inherited = Counter(found.get("saved.xlsx", []))
        for copy in ("marked.xlsx", "texts.xlsx"):
            added = Counter(found.get(copy, [])) - inherited
            assert [fault for fault in added if not any(words in fault for words in HARMLESS)] == []
