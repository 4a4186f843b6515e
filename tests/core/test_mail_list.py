"""The list for a mail merge opens as a table and runs nothing."""

import csv
from dataclasses import replace
from io import StringIO

import pytest

from tdn_templates.core.mail_list import HEAD, MailLine, mail_list

LINE = MailLine("vtv", "Đài", "Đài", "chưa gửi", 2, 0, "30/11/2026", "vtv_don-doc.docx", "")


def rows_of(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8")
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    return list(csv.reader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_a_line_has_every_field_of_the_head() -> None:
    head, line = rows_of(mail_list([LINE]))
    assert tuple(head) == HEAD
    assert line == ["vtv", "Đài", "Đài", "", "chưa gửi", "2", "", "30/11/2026", "vtv_don-doc.docx", ""]


def test_an_address_stands_with_its_unit() -> None:
    assert rows_of(mail_list([replace(LINE, address="a@b.vn; c@d.vn")]))[1][3] == "a@b.vn; c@d.vn"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"),
        ("+84", "'+84"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        (" =1", "'=1"),
        ('Đài; "V"\nN', 'Đài; "V" N'),
    ],
)
def test_a_name_is_text_whatever_it_looks_like(name: str, shown: str) -> None:
    line = MailLine("x", name, name, "", 0, 0, "", "", "")
    assert rows_of(mail_list([line]))[1][1:3] == [shown, shown]
