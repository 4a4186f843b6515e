"""A template is looked for in an office's own folder first, file by file; what it may use is never taken from there."""

from pathlib import Path

import pytest

from tdn_templates.errors import TdnError
from tdn_templates.files.limits import TEMPLATE_LIMITS
from tdn_templates.files.search_path import (
    FIELDS,
    SHIPPED_ONLY,
    WORD,
    WORKBOOK,
    SearchPath,
    nearest_template,
    own_first,
)
from tdn_templates.files.shipped import shipped_folder

FIVE, SEVEN, PLAN = "phu-luc-5-cot.docx", "phu-luc-7-cot.docx", "plan.workbook.yaml"


def touched(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_bytes(b"own")
    return folder


def test_an_own_file_is_used_and_the_others_stay_shipped(tmp_path: Path) -> None:
    search = own_first(touched(tmp_path, FIVE))
    assert (search.find(FIVE).path, search.find(FIVE).is_own) == (tmp_path / FIVE, True)
    assert (search.find(SEVEN).path, search.find(SEVEN).is_own) == (shipped_folder("templates") / SEVEN, False)


def test_the_first_folder_wins(tmp_path: Path) -> None:
    one, two = touched(tmp_path / "1", FIVE), touched(tmp_path / "2", FIVE, SEVEN)
    search = SearchPath((one, two))
    assert [search.find(name).path.parent for name in (FIVE, SEVEN)] == [one, two]


def test_the_list_of_fields_is_always_the_shipped_one(tmp_path: Path) -> None:
    fields = FIVE.replace(WORD, FIELDS)
    search = own_first(touched(tmp_path, FIVE, fields))
    assert not search.find(fields).is_own


@pytest.mark.parametrize("name", ["Phu-Luc-5-Cot.docx", "PHU-LUC-5-COT.DOCX"])
def test_letter_case_makes_no_other_file(tmp_path: Path, name: str) -> None:
    assert own_first(touched(tmp_path, name)).find(FIVE).path == tmp_path / name


def test_a_form_of_a_new_name_is_found_a_word_file_of_a_new_name_is_unused(tmp_path: Path) -> None:
    search = own_first(touched(tmp_path, "dang-ky.workbook.yaml", "mau-la.docx", "~$phu-luc-5-cot.docx", "ghi-chu.txt"))
    shipped = [path.name for path in shipped_folder("templates").glob(f"*{WORKBOOK}")]
    assert [file.name for file in search.files(WORKBOOK)] == sorted(["dang-ky.workbook.yaml", *shipped])
    assert search.unused() == (tmp_path / "mau-la.docx",)
    assert not any(file.is_own for file in search.files(WORD))


def test_a_folder_with_the_name_of_a_template_is_no_template(tmp_path: Path) -> None:
    (tmp_path / FIVE).mkdir()
    assert not SearchPath((tmp_path,)).find(FIVE).is_own


@pytest.mark.parametrize(("names", "complaint"), [((), "holds no template"), (("a.txt",), "holds no template")])
def test_a_folder_that_holds_nothing_to_use_is_refused(tmp_path: Path, names: tuple[str, ...], complaint: str) -> None:
    with pytest.raises(TdnError, match=complaint):
        own_first(touched(tmp_path, *names))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TdnError, match="no folder"):
        own_first(tmp_path / "mau")


@pytest.mark.parametrize(("name", "hint"), [("phu-luc-5-cọt.docx", FIVE), ("zzz", "tdn templates list")])
def test_an_unknown_name_is_answered_with_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(TdnError) as refused:
        SHIPPED_ONLY.find(name)
    assert hint in refused.value.hint_vi
    assert hint in refused.value.hint_en


def test_the_nearest_template_of_a_file_name(tmp_path: Path) -> None:
    assert nearest_template("Phu-luc-5-cot (2).docx") == FIVE
    assert nearest_template("zzz") == ""


def test_a_file_larger_than_any_template_is_not_read(tmp_path: Path) -> None:
    (tmp_path / FIVE).write_bytes(bytes(TEMPLATE_LIMITS.disk_bytes + 1))
    with pytest.raises(TdnError, match="larger than 16 MiB"):
        own_first(tmp_path).find(FIVE).read()
