"""Letters go to whom they should, list what came and what did not, and are not written when they cannot be right."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tdn_templates import api
from tdn_templates.load.letterhead import EXAMPLE
from tdn_templates.testing import fill_form
from tdn_templates.word.template_text import template_text

Tdn = Callable[..., CompletedProcess[str]]
UNITS = ("Bộ Tài chính", "Tỉnh Bình Định", "VTV")


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """The register of forms sent to three units."""
    api.generate(UNITS, tmp_path / "gui-di")
    return tmp_path / "gui-di" / "so-phat-hanh.jsonl"


@pytest.fixture
def inbox(tmp_path: Path, form: bytes, good_return: bytes) -> Path:
    """A good return, a later one of the same unit with errors, and a file that is nobody's."""
    folder = tmp_path / "nhan-ve"
    folder.mkdir()
    (folder / "ban-1.xlsx").write_bytes(good_return)
    (folder / "ban-2.xlsx").write_bytes(fill_form(form, [{"row": "1.1", "treatment": "Thực hiện"}]))
    (folder / "la.pdf").write_bytes(b"%PDF-1.7\n")
    return folder


def lines_of(path: Path) -> list[str]:
    return template_text(path.read_bytes()).splitlines()


def test_a_request_is_addressed_to_the_units_named(tdn: Tdn, tmp_path: Path) -> None:
    out = tmp_path / "cong-van.docx"
    ran = tdn("letter", "request", "btc", "UBND tỉnh Bình Định", "--deadline", "30/11/2026", "-o", out)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines() == [str(out), "Kính gửi: Bộ Tài chính; Ủy ban nhân dân tỉnh Bình Định."]
    lines = lines_of(out)
    assert lines[3:6] == ["Kính gửi:", "- Bộ Tài chính;", "- Ủy ban nhân dân tỉnh Bình Định."]
    assert "2. Thời hạn: chậm nhất vào ngày 30 tháng 11 năm 2026." in lines


@pytest.mark.parametrize(
    ("chosen", "addressed"),
    [
        ("provinces", "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương"),
        ("ministries", "Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ"),
        (
            "all",
            "Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ; "
            "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương",
        ),
    ],
)
def test_a_request_to_a_set_is_addressed_to_the_set(chosen: str, addressed: str, tdn: Tdn, tmp_path: Path) -> None:
    ran = tdn(
        "letter", "request", "--all-in", chosen, "--deadline", "30/11/2026", "-o", tmp_path / "a.docx", "--lang", "en"
    )
    assert ran.stdout.splitlines()[1] == f"Addressed to: {addressed}."


def test_a_reminder_lists_who_has_reported_who_has_not_and_what_needs_correction(
    tdn: Tdn, sent: Path, inbox: Path, tmp_path: Path
) -> None:
    out = tmp_path / "don-doc.docx"
    days = ("--deadline", "30/11/2026", "--on", "12/12/2026")
    ran = tdn("letter", "remind", inbox, "--register", sent, *days, "-o", out)
    assert (ran.returncode, ran.stderr) == (0, "Không đưa vào công văn / Not in the letter: la.pdf\n")
    assert ran.stdout.splitlines() == [str(out), "1/3 đơn vị đã gửi, 2 chưa gửi, 1 bản nộp cần sửa."]
    errors = api.validate([inbox / "ban-2.xlsx"], register=sent).verdicts[0].findings
    count = sum(finding.severity.value == "error" for finding in errors)
    assert count > 1
    assert [line for line in lines_of(out) if line.startswith(("| 1 ", "| 2 ", "|  |"))] == [
        "| 1 | Bộ Tài chính | ban-1.xlsx | đạt |",
        "| 2 | Bộ Tài chính | ban-2.xlsx | cần sửa |",
        "|  | Cộng: 1 đơn vị | 2 bản nộp |  |",
        "| 1 | Đài Truyền hình Việt Nam | 12 |",
        "| 2 | Ủy ban nhân dân tỉnh Bình Định | 12 |",
        "|  | Cộng: 2 đơn vị |  |",
        f"| 1 | Bộ Tài chính | ban-2.xlsx | {count} |",
        f"|  | Cộng | 1 bản nộp | {count} |",
    ]


def test_without_returns_everybody_is_late(tdn: Tdn, sent: Path, tmp_path: Path) -> None:
    out = tmp_path / "don-doc.docx"
    ran = tdn("letter", "remind", "--register", sent, "--on", "1/12/2026", "-o", out, "--lang", "en")
    assert ran.stdout.splitlines()[1] == "0 of 3 units have reported, 3 have not, 0 return(s) need correction."
    assert [line for line in lines_of(out) if line.startswith("- ")] == [
        "- Bộ Tài chính;",
        "- Đài Truyền hình Việt Nam;",
        "- Ủy ban nhân dân tỉnh Bình Định.",
    ]


def test_nobody_is_reminded_when_everything_is_there(tdn: Tdn, good_return: bytes, tmp_path: Path) -> None:
    api.generate(["Bộ Tài chính"], tmp_path / "gui-di")
    (tmp_path / "btc.xlsx").write_bytes(good_return)
    register, out = tmp_path / "gui-di" / "so-phat-hanh.jsonl", tmp_path / "a.docx"
    ran = tdn("letter", "remind", tmp_path / "btc.xlsx", "--register", register, "-o", out)
    assert ran.returncode == 2
    assert "không có gì để đôn đốc" in ran.stderr
    assert not out.exists()


def test_the_head_is_written_to_be_filled_in_and_then_heads_the_letter(tdn: Tdn, tmp_path: Path) -> None:
    head, out = tmp_path / "co-quan.yaml", tmp_path / "a.docx"
    assert tdn("letter", "head", "-o", head).stdout == f"{head}\n"
    assert head.read_text(encoding="utf-8") == EXAMPLE == tdn("letter", "head").stdout
    head.write_text(EXAMPLE.replace("issuing_body:", "issuing_body: Bộ Ngoại giao"), encoding="utf-8")
    tdn("letter", "request", "btc", "--deadline", "30/11/2026", "--head", head, "-o", out)
    assert lines_of(out)[1].startswith("| BỘ NGOẠI GIAO ¶")
    assert tdn("letter", "head", "-o", head).returncode == 2


REFUSED = {
    "a day that is none": (["request", "btc", "--deadline", "31/11/2026"], "không phải ngày dạng d/m/yyyy"),
    "a unit that is none": (["request", "Bộ Không Có", "--deadline", "30/11/2026"], "Không tìm thấy đơn vị"),
    "no unit": (["request", "--deadline", "30/11/2026"], "Chưa nêu đơn vị nào"),
    "a form that is none": (["request", "btc", "--deadline", "30/11/2026", "--form", "x"], "Không có mẫu “x”"),
    "a head that is missing": (["request", "btc", "--deadline", "30/11/2026", "--head", "x.yaml"], "x.yaml"),
    "a register that is missing": (["remind", "--register", "x.jsonl"], "x.jsonl"),
}


@pytest.mark.parametrize(("arguments", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_right_is_refused_and_nothing_is_written(
    arguments: list[str], said: str, tdn: Tdn, tmp_path: Path
) -> None:
    ran = tdn("letter", *arguments, "-o", tmp_path / "a.docx")
    assert ran.returncode == 2
    assert said in ran.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_register_without_the_form_and_a_name_that_is_no_word_file_are_refused(
    tdn: Tdn, sent: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "trong.jsonl"
    empty.write_text("", encoding="utf-8")
    no_form = tdn("letter", "remind", "--register", empty, "-o", tmp_path / "a.docx")
    assert (no_form.returncode, "không có biểu mẫu “plan” nào" in no_form.stderr) == (2, True)
    no_word = tdn("letter", "remind", "--register", sent, "-o", tmp_path / "a.pdf")
    assert (no_word.returncode, "phải có đuôi .docx" in no_word.stderr) == (2, True)


def test_a_letter_is_not_overwritten_unasked_and_the_same_bytes_again(tdn: Tdn, tmp_path: Path) -> None:
    arguments = ("letter", "request", "btc", "--deadline", "30/11/2026", "-o", tmp_path / "a.docx")
    assert tdn(*arguments).returncode == 0
    first = (tmp_path / "a.docx").read_bytes()
    refused = tdn(*arguments)
    assert (refused.returncode, "--force" in refused.stderr) == (2, True)
    assert tdn(*arguments, "--force").returncode == 0
    assert (tmp_path / "a.docx").read_bytes() == first
