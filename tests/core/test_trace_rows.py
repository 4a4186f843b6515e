"""Rows of a plan find their tasks by what they say: localised, shortened, reordered, split, merged."""

import random
from collections.abc import Callable
from time import process_time

import pytest

from tdn_templates.core.trace.segments import clauses
from tdn_templates.model.annex import AnnexRow
from tdn_templates.model.trace import How
from tests.core.trace_cases import found, plan, programme, rows_of, text_of, trace_of

Chance = random.Random
OTHER_PROVINCE = "Tỉnh Lào Cai"
PLACES = (
    " trên địa bàn tỉnh",
    " trên địa bàn tỉnh Lào Cai",
    " của tỉnh",
    " phù hợp với tình hình thực tế của địa phương",
    " theo hướng dẫn của Bộ Thông tin và Truyền thông",
    " cho cán bộ, công chức, viên chức trên địa bàn tỉnh",
)
VERBS = {
    "Xây dựng": "Triển khai xây dựng",
    "Thực hiện": "Tham gia thực hiện",
    "Triển khai": "Tổ chức thực hiện",
    "Nghiên cứu": "Phối hợp nghiên cứu",
    "Tổ chức": "Đẩy mạnh tổ chức",
    "Sửa đổi": "Tham gia góp ý sửa đổi",
}
LOCAL = {
    "quốc gia Việt Nam": "của tỉnh",
    "Việt Nam": "tỉnh Lào Cai",
    "quốc gia": "của tỉnh",
    "đất nước": "địa phương",
    "các bộ, ngành, địa phương": "các sở, ban, ngành",
    "ban, bộ, ngành": "sở, ban, ngành",
}
OWN_TASKS = """
Xây dựng tuyến xe buýt nội tỉnh phục vụ du khách quốc tế
Tổ chức Tuần lễ Văn hóa, Du lịch tỉnh Lào Cai năm 2025
Thành lập Tổ giúp việc Ban Chỉ đạo Công tác thông tin đối ngoại tỉnh
Phát hành bản tin tiếng Anh, tiếng Trung trên Báo Lào Cai điện tử
Tổ chức giao lưu hữu nghị biên giới với tỉnh Vân Nam (Trung Quốc)
Xây dựng bộ ảnh, phim tư liệu về di sản ruộng bậc thang Sa Pa
Vận hành trang Fanpage, kênh YouTube của tỉnh
Tham mưu đón tiếp các đoàn phóng viên nước ngoài đến tác nghiệp tại địa phương
Rà soát, đầu tư hệ thống loa truyền thanh cơ sở tại các xã biên giới
Sơ kết, tổng kết, báo cáo tình hình thực hiện Kế hoạch này
Bố trí kinh phí thực hiện Kế hoạch trong dự toán ngân sách hằng năm
Hỗ trợ đồng bào dân tộc thiểu số tiếp cận dịch vụ viễn thông
Xây dựng mạng lưới cộng tác viên thông tin đối ngoại ở cơ sở
Tổ chức cuộc thi viết, ảnh báo chí về Lào Cai dành cho phóng viên nước ngoài
Lắp đặt pa nô, áp phích tuyên truyền chủ quyền biên giới tại các cửa khẩu
Kiểm tra việc thực hiện kế hoạch tại các huyện, thị xã, thành phố
Tuyên truyền phòng chống mua bán người ở khu vực biên giới
""".strip().splitlines()


def with_place(text: str, chance: Chance) -> str:
    return text.rstrip(".") + chance.choice(PLACES)


def with_verb(text: str, _: Chance) -> str:
    for verb, other in VERBS.items():
        if text.startswith(verb):
            return other + text[len(verb) :]
    return f"Phối hợp thực hiện {lower(text)}"


def localised(text: str, chance: Chance) -> str:
    for nation, own in LOCAL.items():
        text = text.replace(nation, own)
    return with_place(with_verb(text, chance), chance)


def shortened(text: str, _: Chance) -> str:
    words = text.split()
    return " ".join(words[: max(6, len(words) * 6 // 10)])


def reordered(text: str, chance: Chance) -> str:
    parts = [part.strip() for part in text.replace(";", ",").split(",")]
    chance.shuffle(parts)
    return ", ".join(parts)


def garbled(text: str, chance: Chance) -> str:
    return " ".join(word for word in text.split() if chance.random() > 0.2)


def lower(text: str) -> str:
    return text[0].lower() + text[1:]


@pytest.mark.parametrize("change", [localised, shortened, reordered])
def test_every_task_is_found_again_however_a_province_words_it(change: Callable[[str, Chance], str]) -> None:
    chance = random.Random(47)  # noqa: S311 - the same rows in every run
    tasks = list(programme().tasks)
    chance.shuffle(tasks)
    trace = trace_of(plan(rows_of(change(task.text, chance) for task in tasks)), OTHER_PROVINCE)
    assert [numbers for numbers, _ in found(trace)] == [task.number for task in tasks]


def test_a_task_that_lost_every_fifth_word_is_found_or_asked_about() -> None:
    chance = random.Random(47)  # noqa: S311 - the same rows in every run
    trace = trace_of(plan(rows_of(garbled(task.text, chance) for task in programme().tasks)), OTHER_PROVINCE)
    wrong = [
        item
        for item, task in zip(trace.rows, programme().tasks, strict=True)
        if item.match.tasks != (task,) and not item.match.doubtful
    ]
    assert wrong == []


def test_the_order_and_the_numbers_of_the_rows_do_not_matter() -> None:
    texts = [with_place(task.text, random.Random(1)) for task in programme().tasks[::3]]  # noqa: S311 - the same each run
    straight = trace_of(plan(rows_of(texts)))
    back = trace_of(plan([AnnexRow(f"IX.{place}", None, text) for place, text in enumerate(reversed(texts))]))
    assert found(straight) == list(reversed(found(back)))


def test_words_of_the_list_are_verbatim_whatever_the_blanks_capitals_and_marks() -> None:
    texts = [
        text_of("3.2").replace("; ", " ;  ") + ".",
        text_of("2.5").replace("CT-TTg", "CT- TTg"),
        text_of("3.10").replace("hội nghị", "Hội nghị"),
        text_of("2.1").replace("07/9/2015", "7/9/2015"),
    ]
    assert found(trace_of(plan(rows_of(texts)))) == [
        ("3.2", "verbatim"),
        ("2.5", "verbatim"),
        ("3.10", "verbatim"),
        ("2.1", "verbatim"),
    ]


@pytest.mark.parametrize("joint", ["; ", " và "])
def test_two_tasks_in_one_row_are_both_found(joint: str) -> None:
    chance = random.Random(47)  # noqa: S311 - the same rows in every run
    tasks = list(programme().tasks)
    chance.shuffle(tasks)
    pairs = list(zip(tasks[::2], tasks[1::2], strict=True))
    texts = [localised(one.text, chance) + joint + with_place(lower(two.text), chance) for one, two in pairs]
    expected = [(",".join(sorted((one.number, two.number))), "merged") for one, two in pairs]
    assert found(trace_of(plan(rows_of(texts)), OTHER_PROVINCE)) == expected


def test_a_task_in_several_rows_is_split_also_where_one_has_all_its_words() -> None:
    parts = [(task.number, part) for task in programme().tasks for part in clauses(task.text)]
    many = {number for number, _ in parts if sum(1 for other, _ in parts if other == number) > 1}
    trace = trace_of(plan(rows_of(part for _, part in parts)))
    assert found(trace) == [(number, "split" if number in many else "verbatim") for number, _ in parts]
    both = [text_of("3.3"), f"{text_of('3.3')} trên địa bàn tỉnh"]
    assert found(trace_of(plan(rows_of(both)))) == [("3.3", "split"), ("3.3", "split")]


def test_tasks_of_the_units_own_are_new_beside_those_of_the_list() -> None:
    chance = random.Random(47)  # noqa: S311 - the same rows in every run
    texts = [*OWN_TASKS, *(localised(task.text, chance) for task in programme().tasks)]
    trace = trace_of(plan(rows_of(texts)), OTHER_PROVINCE)
    assert [item.row.text for item in trace.rows[: len(OWN_TASKS)] if item.match.how is not How.NEW] == []
    assert [item.row.text for item in trace.rows[len(OWN_TASKS) :] if item.match.how is How.NEW] == []


def test_the_number_of_a_document_decides() -> None:
    """1719/QĐ-TTg is national 4.5 whatever else is said; another decision with the same words is not."""
    texts = [
        "Thực hiện các nhiệm vụ được giao tại Quyết định số 1719/QĐ-TTg của Thủ tướng Chính phủ",
        "Tổ chức quán triệt Chỉ thị số 25/CT-TTg ngày 08/8/2018 của Thủ tướng Chính phủ về đối ngoại đa phương",
    ]
    assert [numbers for numbers, _ in found(trace_of(plan(rows_of(texts))))] == ["4.5", ""]


def test_the_list_s_own_document_is_meant_without_its_number() -> None:
    texts = ["Phổ biến nội dung Nghị quyết số 47/NQ-CP", "Quán triệt Kết luận số 57-KL/TW của Bộ Chính trị"]
    assert found(trace_of(plan(rows_of(texts)))) == [("1.1", "split"), ("1.1", "split")]


def test_a_match_that_could_be_another_one_is_asked_about_with_its_rivals() -> None:
    (item,) = trace_of(plan(rows_of(["Tham gia ý kiến về Nghị định số 72/2015/NĐ-CP khi được yêu cầu"]))).rows
    assert item.match.doubtful
    assert item.match.confidence < 0.65
    assert {task.number for task in (*item.match.tasks, *item.match.rivals)} == {"2.1", "2.2"}


def test_blank_and_odd_texts_are_new_and_nothing_breaks() -> None:
    texts = ["", "...", "2.9", "Như trên", "=1+1", "<b>x</b>", "Ж" * 5_000]
    assert [how for _, how in found(trace_of(plan(rows_of(texts))))] == ["new"] * len(texts)


def test_150_rows_take_less_than_a_second() -> None:
    chance = random.Random(47)  # noqa: S311 - the same rows in every run
    tasks = [*programme().tasks, *programme().tasks, *programme().tasks][:150]
    annex = plan(rows_of(localised(task.text, chance) for task in tasks))
    trace_of(plan(()))
    began = process_time()
    trace_of(annex, OTHER_PROVINCE)
    assert process_time() - began < 1.0
