"""`tdn units --parse`: how a lead or supporting cell is read."""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

Tdn = Callable[..., CompletedProcess[str]]


def test_each_part_of_a_cell_is_shown_with_its_words(tdn: Tdn) -> None:
    cell = "Các sở, ngành: Tài chính; Nội vụ; các cơ quan liên quan"
    ran = tdn("units", "--parse", cell, "--within", "Tỉnh Bình Định", "--format", "json")
    assert ran.returncode == 0
    answer = json.loads(ran.stdout)
    assert answer["wording"] == cell
    first, second, agencies = answer["mentions"]
    assert first == {
        "text": "Các sở, ngành: Tài chính",
        "kind": "named",
        "unit": "Sở Tài chính",
        "unit_slug": "binh-dinh-so-tai-chinh",
        "class": None,
        "class_title": None,
        "members": None,
        "qualifier": "",
        "start": 0,
        "end": 24,
        "suggestions": [],
        "until": None,
        "now": [],
        "in_time": "",
    }
    assert (second["unit"], cell[second["start"] : second["end"]]) == ("Sở Nội vụ", "Nội vụ")
    assert (agencies["kind"], agencies["class"], agencies["qualifier"]) == ("conditional", "agencies", "liên quan")


def test_members_of_a_class_are_counted_for_whoever_uses_the_phrase(tdn: Tdn) -> None:
    def members(cell: str, *more: str) -> object:
        return json.loads(tdn("units", "--parse", cell, "--format", "json", *more).stdout)["mentions"][0]["members"]

    assert members("Các địa phương") == 63
    assert members("Các cơ quan báo chí") == 4
    assert members("Các đơn vị thuộc Bộ", "--within", "BTC") == 14
    assert members("Các đơn vị có liên quan", "--within", "Tỉnh Bình Định") == 15
    assert members("Các doanh nghiệp viễn thông") is None


def test_an_unknown_part_is_shown_with_the_nearest_names_and_ends_with_one(tdn: Tdn) -> None:
    ran = tdn("units", "--parse", "Bộ Ngoại giao, Bộ Nội vu")
    assert ran.returncode == 1
    assert "“Bộ Nội vu” không có trong danh mục đơn vị. Có phải là “Bộ Nội vụ”" in " ".join(ran.stdout.split())
    answer = json.loads(tdn("units", "--parse", "Bộ Nội vu", "--format", "json").stdout)
    assert [(one["kind"], one["suggestions"][0]) for one in answer["mentions"]] == [("unknown", "Bộ Nội vụ")]


def test_names_of_all_times_are_read_and_those_of_a_day_with_as_of(tdn: Tdn) -> None:
    cell = "Bộ Nông nghiệp và Môi trường, Bộ TT&TT"
    answer = json.loads(tdn("units", "--parse", cell, "--format", "json").stdout)
    named = ["Bộ Nông nghiệp và Môi trường", "Bộ Thông tin và Truyền thông"]
    assert [one["unit"] for one in answer["mentions"]] == named
    later = json.loads(tdn("units", "--parse", "Các địa phương", "--as-of", "1/1/2026", "--format", "json").stdout)
    assert later["mentions"][0]["members"] == 34


def test_several_cells_are_a_list(tdn: Tdn) -> None:
    ran = tdn("units", "--parse", "BTC", "--parse", "BNV", "--format", "json")
    assert [cell["mentions"][0]["unit"] for cell in json.loads(ran.stdout)] == ["Bộ Tài chính", "Bộ Nội vụ"]


def test_the_plan_of_nobody_cannot_be_read(tdn: Tdn) -> None:
    ran = tdn("units", "--parse", "BTC", "--within", "Tỉnh Lạ Lùng")
    assert ran.returncode == 2
    assert "Không tìm thấy đơn vị" in ran.stderr


def test_a_unit_that_had_ended_on_the_day_is_shown_with_who_took_over(tdn: Tdn) -> None:
    asked = ("units", "--parse", "Sở Thông tin và Truyền thông", "--within", "Tỉnh Gia Lai", "--as-of")
    shown = " ".join(tdn(*asked, "1/1/2026").stdout.split())
    assert "28/2/2025" in shown
    (mention,) = json.loads(tdn(*asked, "1/1/2026", "--format", "json").stdout)["mentions"]
    assert (mention["unit"], mention["until"]) == ("Sở Thông tin và Truyền thông", "2025-02-28")
    assert "Sở Khoa học và Công nghệ" in mention["now"]
    assert mention["in_time"].startswith("đến 28/2/2025; nay: ")
    (before,) = json.loads(tdn(*asked, "28/2/2025", "--format", "json").stdout)["mentions"]
    assert (before["until"], before["now"]) == (None, [])
