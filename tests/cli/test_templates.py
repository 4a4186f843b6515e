"""`tdn templates`: an office copies a template, changes it, checks it, and uses it with --templates."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tdn_templates import api
from tdn_templates.files.shipped import shipped_folder
from tdn_templates.load.knowledge import load_layouts
from tdn_templates.testing import fill_form
from tdn_templates.word.template_text import template_text

Ran = CompletedProcess[str]
Tdn = Callable[..., Ran]
SEVEN = "phu-luc-7-cot.docx"
UNIT = "phu-luc-don-vi.docx"
PLAN = "plan.workbook.yaml"
PLAN_TEXT = (shipped_folder("templates") / PLAN).read_text(encoding="utf-8")
MAJOR, MINOR = map(int, load_layouts()["plan"].version.split("."))
VERSION, NEXT, NEXT_MAJOR = (
    f'"{version}"' for version in (f"{MAJOR}.{MINOR}", f"{MAJOR}.{MINOR + 1}", f"{MAJOR + 1}.0")
)
FIRST_WIDTH = PLAN_TEXT[: PLAN_TEXT.index("    width: ")].count("\n") + 1
"""The line of the plan form that has the first width."""


def edit(path: Path, old: str, new: str) -> None:
    """What an office does in Word: one text of the document replaced, wherever it stands."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    xml = parts["word/document.xml"].decode()
    assert old in xml, old
    parts["word/document.xml"] = xml.replace(old, new).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def edit_text(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with copies of the templates that one unit's merge and form need."""
    api.copy_templates(["phu-luc-7-cot", "phu-luc-don-vi", "plan"], tmp_path / "mau")
    return tmp_path / "mau"


@pytest.fixture
def returned(good_return: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "nhan-ve" / "btc.xlsx"
    path.parent.mkdir()
    path.write_bytes(good_return)
    return path


# --- list and copy


def test_the_list_says_what_each_is_for_and_whose_file_is_used(tdn: Tdn, own: Path) -> None:
    (own / "phu-luc-7-cọt.docx").write_bytes(b"x")
    (own / UNIT).unlink()
    ran = tdn("templates", "list", "--templates", own)
    rows = {row.split("│")[1].strip(): row.split("│")[2:4] for row in ran.stdout.splitlines() if row.count("│") == 4}
    assert "riêng" in rows[SEVEN][1]
    assert "có sẵn" in rows[UNIT][1]
    assert rows[UNIT][0].strip().startswith("Phụ lục gửi đơn vị điền")
    assert "phu-luc-7-cọt.docx" in ran.stderr
    assert ran.returncode == 0


def test_a_copy_comes_with_the_list_of_what_it_may_use(tdn: Tdn, tmp_path: Path) -> None:
    ran = tdn("templates", "copy", "phu-luc-5-cot", "plan.workbook.yaml", "-o", tmp_path / "mau")
    made = sorted(path.name for path in (tmp_path / "mau").iterdir())
    assert made == ["phu-luc-5-cot.docx", "phu-luc-5-cot.fields.txt", "plan.columns.txt", PLAN]
    assert len(ran.stdout.splitlines()) == 4
    fields = (tmp_path / "mau/phu-luc-5-cot.fields.txt").read_text(encoding="utf-8")
    assert "{{ row.lead }} (*)\n    Cơ quan chủ trì / Lead agency" in fields
    columns = (tmp_path / "mau/plan.columns.txt").read_text(encoding="utf-8")
    assert "own_lead: Đơn vị chủ trì của đơn vị / Own lead unit [UNIT01, UNIT02, UNIT03, UNIT04]" in columns


def test_a_copy_overwrites_nothing_without_force(tdn: Tdn, own: Path) -> None:
    (own / SEVEN).write_bytes(b"mine")
    ran = tdn("templates", "copy", "phu-luc-7-cot", "phu-luc-5-cot", "-o", own)
    assert (ran.returncode, (own / SEVEN).read_bytes()) == (2, b"mine")
    assert not (own / "phu-luc-5-cot.docx").exists()
    assert tdn("templates", "copy", "phu-luc-7-cot", "-o", own, "--force").returncode == 0
    assert (own / SEVEN).read_bytes() != b"mine"


def test_a_name_that_does_not_exist_is_answered_with_the_nearest(tdn: Tdn, tmp_path: Path) -> None:
    ran = tdn("templates", "copy", "phu-luc-5-co", "-o", tmp_path / "mau")
    assert ran.returncode == 2
    assert "Có phải là “phu-luc-5-cot.docx” không?" in ran.stderr
    assert not (tmp_path / "mau").exists()


# --- check


def test_copies_as_they_are_can_be_used(tdn: Tdn, own: Path) -> None:
    ran = tdn("templates", "check", own)
    assert ran.stdout.splitlines() == [f"{name}: dùng được." for name in (SEVEN, UNIT, PLAN)]
    assert ran.returncode == 0


def test_a_file_that_no_template_is_called_like_is_named(tdn: Tdn, own: Path) -> None:
    (own / "phu-luc-7-cot (2).docx").write_bytes((own / SEVEN).read_bytes())
    ran = tdn("templates", "check", own / "phu-luc-7-cot (2).docx", "--lang", "en")
    assert ran.returncode == 1
    assert "Did you mean “phu-luc-7-cot.docx”?" in ran.stdout


@pytest.mark.parametrize("name", ["khong-co", "mau.txt"])
def test_what_cannot_be_checked_ends_with_2(tdn: Tdn, tmp_path: Path, name: str) -> None:
    (tmp_path / "mau.txt").write_text("x", encoding="utf-8")
    assert tdn("templates", "check", tmp_path / name).returncode == 2


@pytest.mark.parametrize(
    ("change", "sentence", "code"),
    [
        (
            ("    width: ", "    widht: "),
            f'plan.workbook.yaml, line {FIRST_WIDTH}: the key "widht" is not used here. Did you mean "width"?',
            1,
        ),
        (
            ("[inherited.not_applicable]", "[inherited.not_aplicable]"),
            '"note": there is no mode "inherited.not_aplicable". Did you mean "inherited.not_applicable"?',
            1,
        ),
        (("key: own_lead", "key: own_leed"), "Is “own_leed” this column?", 1),
        (("name: plan", "name: plann"), "line 3: the form “plann” has to stand in “plann.workbook.yaml”.", 1),
        ((VERSION, '"một"'), 'line 4: a version is written as 1.0, not "một".', 1),
        ((VERSION, NEXT), "can be used.", 0),
    ],
)
def test_a_changed_form_is_checked_with_line_and_near_name(
    tdn: Tdn, own: Path, change: tuple[str, str], sentence: str, code: int
) -> None:
    edit_text(own / PLAN, *change)
    ran = tdn("templates", "check", own / PLAN, "--lang", "en")
    assert sentence in ran.stdout
    assert ran.returncode == code


def test_a_warning_alone_is_no_fault(tdn: Tdn, own: Path) -> None:
    text = (own / PLAN).read_text(encoding="utf-8")
    start, end = text.index("  - key: carries"), text.index("  - key: own_number")
    (own / PLAN).write_text((text[:start] + text[end:]).replace(VERSION, NEXT_MAJOR), encoding="utf-8")
    ran = tdn("templates", "check", own / PLAN)
    assert ran.stdout.startswith("Cảnh báo: plan.workbook.yaml: không còn cột “carries”, nên các quy tắc TABLE03")
    assert ran.returncode == 0


# --- use


def merge(tdn: Tdn, returned: Path, output: Path, *options: str | Path) -> Ran:
    return tdn("merge", returned, "-o", output, *options)


def test_a_misspelt_field_fails_the_merge_with_the_sentence_of_the_check(
    tdn: Tdn, own: Path, returned: Path, tmp_path: Path
) -> None:
    edit(own / SEVEN, "{{ row.lead }}", "{{ row.leed }}")
    checked = tdn("templates", "check", own / SEVEN)
    sentence = checked.stdout.splitlines()[0]
    assert sentence == (
        "Lỗi: phu-luc-7-cot.docx, bảng 1, dòng 8, “{{ row.leed }}”: không có trường “row.leed”. "
        "Có phải là “row.lead” không?"
    )
    refused = merge(tdn, returned, tmp_path / "ra", "--templates", own)
    assert (checked.returncode, refused.returncode) == (1, 2)
    assert refused.stderr.splitlines()[0].startswith(sentence)
    assert refused.stderr.splitlines()[0].removeprefix(sentence) == (" Còn 1 lỗi khác, xem bằng “tdn templates check”.")
    assert not (tmp_path / "ra").exists()


def test_one_fault_is_the_same_sentence_to_the_letter_in_both_languages(
    tdn: Tdn, own: Path, returned: Path, tmp_path: Path
) -> None:
    edit(own / SEVEN, "{{ title }}", "{{ titel }}")
    checked = [tdn("templates", "check", own / SEVEN, "--lang", lang).stdout for lang in ("vi", "en")]
    refused = merge(tdn, returned, tmp_path / "ra", "--templates", own)
    assert refused.stderr == "".join(checked)


def test_a_faulty_template_that_the_merge_does_not_need_is_in_nobodys_way(
    tdn: Tdn, own: Path, returned: Path, tmp_path: Path
) -> None:
    edit(own / UNIT, "{{ title }}", "{{ titel }}")
    assert merge(tdn, returned, tmp_path / "ra", "--templates", own).returncode == 0


@pytest.mark.parametrize(
    ("name", "change"),
    [(UNIT, ("{{ row.own_lead }}", "{{ row.own_leed }}")), (PLAN, ("key: own_lead", "key: own_leed"))],
)
def test_generate_refuses_what_the_check_refuses_and_writes_nothing(
    tdn: Tdn, own: Path, tmp_path: Path, name: str, change: tuple[str, str]
) -> None:
    (edit_text if name == PLAN else edit)(own / name, *change)
    sentence = tdn("templates", "check", own / name).stdout.splitlines()[0]
    refused = tdn("generate", "Bộ Tài chính", "-o", tmp_path / "gui-di", "--templates", own)
    assert refused.returncode == 2
    assert refused.stderr.splitlines()[0].startswith(sentence)
    assert not (tmp_path / "gui-di").exists()


def test_a_form_without_a_column_of_the_shipped_annex_is_refused_by_name(tdn: Tdn, own: Path, tmp_path: Path) -> None:
    for path in own.glob("*.docx"):
        path.unlink()
    text = (own / PLAN).read_text(encoding="utf-8")
    start, end = text.index("  - key: own_supporting"), text.index("  - key: own_time")
    (own / PLAN).write_text((text[:start] + text[end:]).replace(VERSION, NEXT_MAJOR), encoding="utf-8")
    refused = tdn("generate", "Bộ Tài chính", "-o", tmp_path / "gui-di", "--templates", own)
    assert "phu-luc-don-vi.docx, bảng 1, dòng 1" in refused.stderr
    assert "không có trường “columns.own_supporting”." in refused.stderr
    assert (refused.returncode, (tmp_path / "gui-di").exists()) == (2, False)


def test_a_form_that_cannot_be_read_keeps_no_other_file_from_its_check(tdn: Tdn, own: Path) -> None:
    edit_text(own / PLAN, "columns:", "colums:")
    ran = tdn("templates", "check", own)
    assert ran.returncode == 1
    assert f"{UNIT}: dùng được." in ran.stdout.splitlines()
    assert 'khoá "colums" không được dùng ở đây. Có phải là "columns" không?' in ran.stdout


def test_unchanged_copies_give_the_same_bytes(tdn: Tdn, own: Path, returned: Path, tmp_path: Path) -> None:
    for folder, options in (("a", ()), ("b", ("--templates", own))):
        assert merge(tdn, returned, tmp_path / folder / "ra", *options).returncode == 0
        assert tdn("generate", "Bộ Tài chính", "-o", tmp_path / folder / "gui", *options).returncode == 0
    for name in ("ra/phu-luc.docx", "gui/nq47-2024_plan_bo-tai-chinh.docx", "gui/nq47-2024_plan_bo-tai-chinh.xlsx"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_changed_template_changes_the_annex_and_says_so(tdn: Tdn, own: Path, returned: Path, tmp_path: Path) -> None:
    edit(own / SEVEN, "{{ title }}", "{{ title }} (bản của cơ quan)")
    ran = merge(tdn, returned, tmp_path / "ra", "--templates", own, "--show-files")
    assert f"Mẫu dùng / Template used: {SEVEN} <- {own / SEVEN}" in ran.stderr.splitlines()
    assert "(bản của cơ quan)" in template_text((tmp_path / "ra/phu-luc.docx").read_bytes())


@pytest.mark.parametrize("command", ["generate", "validate", "fix", "merge"])
def test_every_command_says_which_files_it_used_when_asked(
    tdn: Tdn, own: Path, returned: Path, tmp_path: Path, command: str
) -> None:
    arguments = ["Bộ Tài chính"] if command == "generate" else [str(returned)]
    output = [] if command == "validate" else ["-o", tmp_path / "ra"]
    quiet = tdn(command, *arguments, *output, "--templates", own)
    told = tdn(command, *arguments, *output, "--templates", own, "--show-files", *(["--force"] if output else []))
    line = f"Mẫu dùng / Template used: {PLAN} <- {own / PLAN}"
    assert line in told.stderr.splitlines()
    assert line not in quiet.stderr
    assert quiet.stdout == told.stdout
    (own / PLAN).unlink()
    told = tdn(command, *arguments, *output, "--templates", own, "--show-files", *(["--force"] if output else []))
    assert line not in told.stderr
    assert f"Template used: {PLAN} <- " in told.stderr


def test_an_own_form_is_sent_out_and_read_back(tdn: Tdn, own: Path, tmp_path: Path) -> None:
    budget = "  - {key: budget, title: {vi: Kinh phí, en: Budget}, use: asked, kind: text, width: 12}\n"
    edit_text(own / PLAN, "  - key: note\n", f"{budget}  - key: note\n")
    edit_text(own / PLAN, VERSION, NEXT)
    edit(own / UNIT, "{{ row.note }}", "{{ row.note }}{{ row.budget }}")
    made = tdn("generate", "Bộ Tài chính", "-o", tmp_path / "gui-di", "--templates", own)
    assert made.returncode == 0
    form = (tmp_path / "gui-di" / "nq47-2024_plan_bo-tai-chinh.xlsx").read_bytes()
    returned = tmp_path / "btc.xlsx"
    returned.write_bytes(fill_form(form, [{"row": "1.1", "budget": "120 triệu đồng"}]))
    assert "SHEET03" in tdn("validate", returned).stdout
    assert "SHEET03" not in tdn("validate", returned, "--templates", own).stdout
