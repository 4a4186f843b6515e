"""A form opened, filled in and saved by LibreOffice itself is read like one filled in by any other hand."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest

from tdn_templates import api
from tdn_templates.core.form_marks import KEY_MARK
from tdn_templates.testing import fill_form

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(
        SOFFICE is None and not os.environ.get("CI"), reason="LibreOffice (soffice) is not installed; CI must have it"
    ),
]
ANSWERS: tuple[Mapping[str, str], ...] = (
    {"row": "1.1", "treatment": "Thực hiện", "own_lead": "Văn phòng Bộ", "own_time": "Quý III/2024"},
    {"row": "1.2", "treatment": "Gộp vào nhiệm vụ khác", "carries": "1.1"},
    {"row": "2.1", "treatment": "Không áp dụng", "note": "Đơn vị không được giao"},
    {
        "row": "3.10",
        "treatment": "Thực hiện",
        "own_lead": "Vụ Hợp tác quốc tế",
        "own_text": "Hội nghị “đầu tư” & tài chính",
    },
    {"row": "4.1", "treatment": "Thực hiện", "own_lead": "Văn phòng Bô", "own_time": "Hằng năm"},
)
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97", "ods": "calc8"}
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Fill(formUrl As String, targetUrl As String, filterName As String)
  Dim quiet(0) As New com.sun.star.beans.PropertyValue
  quiet(0).Name = "Hidden"
  quiet(0).Value = True
  form = StarDesktop.loadComponentFromURL(formUrl, "_blank", 0, quiet())
  table = form.Sheets.getByName("{sheet}")
{typing}
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = filterName
  form.storeToURL(targetUrl, how())
  form.close(True)
End Sub
</script:module>
"""
LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
  library:link="false"/>
</library:libraries>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false">
 <library:element library:name="Module1"/>
</library:library>
"""


def office(profile: Path, *arguments: str) -> None:
    assert SOFFICE is not None, "LibreOffice (soffice) is not installed, and these tests must run in CI"
    command = [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def typing(form: Path) -> tuple[str, str]:
    """The table's sheet, and the macro lines that type the answers into it."""
    workbook = openpyxl.load_workbook(form)
    sheet = next(sheet for sheet in workbook.worksheets if sheet.cell(1, 1).value == KEY_MARK)
    columns = {str(cell.value): cell.column_letter for cell in sheet[1] if cell.value is not None}
    rows = {str(sheet[f"{columns['number']}{row}"].value): row for row in range(2, sheet.max_row + 1)}
    lines = [
        f'  table.getCellRangeByName("{columns[key]}{rows[answer["row"]]}").setString("{escape(text)}")'
        for answer in ANSWERS
        for key, text in answer.items()
        if key != "row"
    ]
    return sheet.title, "\n".join(lines)


def profile_with_macro(folder: Path, form: Path) -> Path:
    """A profile of its own whose only macro types the answers."""
    profile = folder / "profile"
    office(profile, "--terminate_after_init")
    basic = profile / "user" / "basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    (basic / "script.xlc").write_text(LIBRARIES, encoding="utf-8")
    (basic / "Standard" / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    sheet, lines = typing(form)
    (basic / "Standard" / "Module1.xba").write_text(MODULE.format(sheet=sheet, typing=lines), encoding="utf-8")
    return profile


def answered(path: Path) -> dict[str, dict[str, str]]:
    """What every row of a return says in the columns to fill in, by number."""
    (verdict,) = api.validate([path]).verdicts
    asked = ("treatment", "own_text", "own_lead", "own_supporting", "own_time", "carries", "own_number", "note")
    return {row.number: {key: row.text(key) for key in asked if row.text(key)} for row in verdict.submission.rows}


def found(path: Path) -> set[tuple[str, str, str]]:
    (verdict,) = api.validate([path]).verdicts
    return {(finding.code, finding.task, finding.place.cell) for finding in verdict.findings}


@pytest.mark.parametrize("kind", list(FILTERS))
def test_a_form_filled_in_and_saved_by_libreoffice_says_the_same(tmp_path: Path, kind: str) -> None:
    form = api.generate(["Bộ Tài chính"], tmp_path / "form").files[0]
    by_hand = tmp_path / "by-hand.xlsx"
    by_hand.write_bytes(fill_form(form.read_bytes(), ANSWERS))
    profile, saved = profile_with_macro(tmp_path, form), tmp_path / f"saved.{kind}"
    macro = f'macro:///Standard.Module1.Fill("{form.as_uri()}","{saved.as_uri()}","{FILTERS[kind]}")'
    office(profile, macro)
    assert answered(saved) == answered(by_hand)
    assert answered(saved)["3.10"]["own_text"] == "Hội nghị “đầu tư” & tài chính"
    assert found(saved) == found(by_hand)
