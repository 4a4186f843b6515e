"""Plans of several units held against each other: each contradiction is planted once, and nothing else is found."""

from dataclasses import dataclass, replace

import pytest

from tdn_templates.core.assign import assign
from tdn_templates.core.overlaps import compare_plans, overlap_words, spot_words, work_name
from tdn_templates.core.timeframes import read_time
from tdn_templates.load.knowledge import load_programme, load_registry
from tdn_templates.model.annex import Annex, AnnexHead, AnnexRow, SourcePlace
from tdn_templates.model.overlap import Overlap, OverlapKind, PlanRow, PlansCompared, UnitPlan
from tdn_templates.model.programme import Programme
from tdn_templates.model.unit import Registry
from tdn_templates.model.words import Binding, Lang, Role, UnitSlug

# slug, then rows: tasks of the list, "-" for none | text, "." for that of the task | lead | supporting | time
MINISTRIES = """
bo-ngoai-giao
1.2 | . | Các bộ, ngành, địa phương | | Hằng năm
2.6 | . | Bộ Ngoại giao | Bộ Công an; các cơ quan liên quan | 2024 - 2026
3.3 | . | Bộ Tài chính | Bộ Ngoại giao | Hằng năm
3.5 | . | Bộ Ngoại giao | Bộ Công an | 2024 - 2030
3.6 | . | Bộ Ngoại giao | Bộ Tài chính | 2024 - 2030
3.18 | . | Bộ Ngoại giao | | Hằng năm
3.19 | . | Bộ Ngoại giao | | Hằng năm
4.2 | . | Bộ Công an | Bộ Ngoại giao | 2026 - 2027
4.3 | . | Bộ Ngoại giao | Các bộ, ngành, địa phương | 2024 - 2030
5.3 | . | Vụ Tổ chức cán bộ | | 2024
5.6 | . | Bộ Ngoại giao | Bộ Công an | Hằng năm
- | Tổ chức diễn đàn kiều bào về đầu tư | Bộ Ngoại giao | | 2025
- | Biên soạn sổ tay an toàn cho công dân ở nước ngoài | Bộ Công an | Bộ Ngoại giao | 2025
- | Xây dựng phim giới thiệu biển, đảo | Bộ Ngoại giao, Bộ Tài chính | | 2025

bo-cong-an
2.6 | . | Bộ Ngoại giao | Bộ Công an | 2024 - 2026
3.3 | . | Bộ Công an | Bộ Tài chính; Bộ Ngoại giao | Hằng năm
3.5 | . | Bộ Ngoại giao | Bộ Công an | 2024 - 2025
4.2 | . | Bộ Công an | Bộ Ngoại giao | 2024 - 2025
4.3 | . | Bộ Công an | Các bộ, ngành, địa phương | 2024 - 2030
5.6 | . | Bộ Ngoại giao | Bộ Công an | Hằng năm
5.8 | . | Bộ Công an | Bộ Tài chính | 2024 - 2025
- | Mở lớp bồi dưỡng ngoại ngữ | Cục Đào tạo | | Hằng năm

bo-tai-chinh
3.3 | . | Bộ Công an | Bộ Tài chính | Hằng năm
3.10 | . | Bộ Tài chính | | Hằng năm
5.6 | . | Bộ Ngoại giao | Bộ Tài chính | Hằng năm
5.8 | . | Bộ Công an | Bộ Tài chính | 2024 - 2026
- | Tổ chức diễn đàn kiều bào về đầu tư. | Bộ Tài chính | Bộ Công Thương | 2025
- | Mở lớp bồi dưỡng ngoại ngữ | Vụ Tổ chức cán bộ | | Hằng năm
"""
FOUND_AMONG_MINISTRIES = """
another_lead | 3.3 | bo-cong-an bo-ngoai-giao | Bộ Công an / Bộ Tài chính
lead_ends_later | 3.5 | bo-ngoai-giao bo-cong-an | 2024 - 2030 / 2024 - 2025
not_in_supporters_plan | 3.6 | bo-ngoai-giao bo-tai-chinh | Bộ Tài chính
times_apart | 4.2 | bo-cong-an bo-ngoai-giao | 2024 - 2025 / 2026 - 2027
not_named_as_supporter | 5.6 | bo-ngoai-giao bo-tai-chinh | Bộ Công an / Bộ Ngoại giao
support_ends_later | 5.8 | bo-cong-an bo-tai-chinh | 2024 - 2025 / 2024 - 2026
two_leads | | bo-ngoai-giao bo-tai-chinh | Bộ Ngoại giao / Bộ Tài chính
nobody_leads | | bo-ngoai-giao | Bộ Công an
not_in_leads_plan | | bo-tai-chinh bo-ngoai-giao | Bộ Ngoại giao, Bộ Tài chính
nobody_leads | 1.1 | bo-ngoai-giao bo-cong-an bo-tai-chinh |
"""
IN_NO_PLAN = "Không có trong kế hoạch nào; danh mục giao Các bộ, ngành, địa phương chủ trì."

DEPARTMENTS = """
binh-dinh-so-ngoai-vu
- | Xây dựng chuyên trang tiếng Anh trên Cổng thông tin điện tử tỉnh | Phòng Hợp tác quốc tế | Sở Tài chính | 2025
- | Tập huấn nghiệp vụ thông tin đối ngoại | Sở Ngoại vụ | Các sở, ban, ngành | Quý III/2025
- | Rà soát văn bản | | | 2025

binh-dinh-so-thong-tin-va-truyen-thong
- | Xây dựng chuyên trang tiếng Anh trên Cổng thông tin điện tử của tỉnh | Phòng Báo chí | | 2025
- | Tập huấn nghiệp vụ thông tin đối ngoại | Sở Ngoại vụ | Sở TT&TT | Quý III/2025

binh-dinh-so-tai-chinh
- | Xây dựng chuyên trang tiếng Anh trên Cổng thông tin điện tử tỉnh | Sở Ngoại vụ | Sở Tài chính | 2025
- | Tập huấn nghiệp vụ thông tin đối ngoại | Các sở, ban, ngành | | 2025
"""
FOUND_AMONG_DEPARTMENTS = """
two_leads | | binh-dinh-so-ngoai-vu binh-dinh-so-thong-tin-va-truyen-thong | Phòng Hợp tác quốc tế / Phòng Báo chí
"""


@dataclass(frozen=True)
class Desk:
    registry: Registry
    programme: Programme

    def compare(self, plans: str) -> PlansCompared:
        return compare_plans(
            [self._plan(block) for block in plans.strip().split("\n\n")], self.programme, self.registry
        )

    def _plan(self, block: str) -> UnitPlan:
        slug, *lines = block.strip().splitlines()
        unit = self.registry.unit(UnitSlug(slug))
        rows = tuple(self._row(number, line) for number, line in enumerate(lines, start=1))
        annex = Annex(AnnexHead(), (), (), tuple(row.row for row in rows), source=f"{slug}.docx", table="Bảng 1")
        bound = [
            item for item in assign(self.programme, self.registry, unit) if item.binding is not Binding.CONDITIONAL
        ]
        leads = frozenset(item.task.code for item in bound if item.role is Role.LEAD)
        return UnitPlan(unit, annex, rows, leads, frozenset(item.task.code for item in bound) - leads)

    def _row(self, number: int, line: str) -> PlanRow:
        numbers, text, lead, supporting, time = (cell.strip() for cell in line.split("|"))
        tasks = tuple(task for task in self.programme.tasks if task.number in numbers.split())
        printed = AnnexRow(
            str(number),
            None,
            tasks[0].text if text == "." else text,
            lead,
            supporting,
            time,
            place=SourcePlace("Bảng 1", number + 1, number + 1),
        )
        return PlanRow(str(number), printed, tasks, read_time(time))


@pytest.fixture(scope="module")
def desk() -> Desk:
    registry = load_registry()
    return Desk(registry, load_programme("nq47-2024", registry))


def _line(overlap: Overlap) -> str:
    tasks = " ".join(task.number for task in overlap.tasks)
    units = " ".join(unit.slug for unit in overlap.units)
    return f"{overlap.kind} | {tasks} | {units} | {' / '.join(spot.quoted for spot in overlap.spots)}"


def _in_plans(compared: PlansCompared) -> list[Overlap]:
    """Without the tasks that all inherit and no plan has."""
    return [overlap for overlap in compared.overlaps if overlap.spots]


def _tidy(table: str) -> list[str]:
    return [" ".join(line.split()) for line in table.strip().splitlines()]


@pytest.mark.parametrize(
    ("plans", "found"),
    [(MINISTRIES, FOUND_AMONG_MINISTRIES), (DEPARTMENTS, FOUND_AMONG_DEPARTMENTS)],
    ids=["ministries", "departments"],
)
def test_what_is_planted_is_found_and_nothing_else(desk: Desk, plans: str, found: str) -> None:
    compared = desk.compare(plans)
    assert _tidy("\n".join(map(_line, compared.overlaps))) == _tidy(found)


def test_every_kind_is_planted_among_the_ministries() -> None:
    assert {line.split(" | ")[0] for line in _tidy(FOUND_AMONG_MINISTRIES)} == set(OverlapKind)


def test_a_contradiction_says_where_its_cells_stand_and_what_to_do(desk: Desk) -> None:
    overlap = next(one for one in desk.compare(MINISTRIES).overlaps if one.kind is OverlapKind.SUPPORT_ENDS_LATER)
    assert work_name(overlap, Lang.VI).startswith("nhiệm vụ 5.8 “Xây dựng Đề án truyền thông xúc tiến đầu tư")
    assert [spot_words(spot, Lang.VI) for spot in overlap.spots] == [
        "Bộ Công an: bo-cong-an.docx, Bảng 1, dòng 8 (số 7), Thời gian: “2024 - 2025”",
        "Bộ Tài chính: bo-tai-chinh.docx, Bảng 1, dòng 5 (số 4), Thời gian: “2024 - 2026”",
    ]
    words = overlap_words(overlap, Lang.EN)
    assert words.wrong == "Bộ Tài chính goes on supporting after Bộ Công an, the lead, has ended."
    assert words.remedy == "Bộ Tài chính ends with Bộ Công an, or Bộ Công an takes longer."


def test_a_row_whose_task_is_in_doubt_says_so(desk: Desk) -> None:
    spot = desk.compare(MINISTRIES).overlaps[0].spots[0]
    assert "chưa chắc" not in spot_words(spot, Lang.VI)
    assert spot_words(replace(spot, doubtful=True), Lang.VI).endswith("(chưa chắc là cùng việc này)")


def test_a_task_that_no_plan_has_says_who_should_lead_it(desk: Desk) -> None:
    overlap = next(one for one in desk.compare(MINISTRIES).overlaps if not one.spots)
    assert overlap_words(overlap, Lang.VI).wrong.endswith(IN_NO_PLAN)


def test_all_words_are_whole_sentences_in_both_languages(desk: Desk) -> None:
    for overlap in desk.compare(MINISTRIES).overlaps:
        for lang in Lang:
            words = overlap_words(overlap, lang)
            assert words.wrong.endswith(".")
            assert words.remedy.endswith(".")
            assert "{" not in words.wrong + words.remedy


def test_who_is_named_without_a_plan_is_unheard_and_nothing_is_concluded(desk: Desk) -> None:
    compared = desk.compare("""
bo-ngoai-giao
3.9 | . | Bộ Công Thương | Bộ Ngoại giao | Hằng năm
1.1 | . | Bộ Ngoại giao | Bộ Xây dựng | 2024
1.2 3.18 3.19 5.3 | . | Bộ Ngoại giao | | 2024

bo-cong-an
3.9 | . | Bộ Công Thương | Bộ Công an | Hằng năm
""")
    assert _in_plans(compared) == []
    assert compared.shared == 1
    assert [unit.name for unit in compared.unheard] == ["Bộ Công Thương", "Bộ Xây dựng"]


def test_a_merged_row_is_one_finding_with_all_its_tasks(desk: Desk) -> None:
    compared = desk.compare("""
bo-ngoai-giao
1.1 1.2 | Phổ biến, quán triệt, tuyên truyền | Bộ Ngoại giao | Bộ Công an | 2024
3.18 3.19 5.3 | . | Bộ Ngoại giao | | 2024

bo-cong-an
3.18 | . | Bộ Công an | | 2024
""")
    (overlap,) = _in_plans(compared)
    assert (overlap.kind, [task.number for task in overlap.tasks]) == (
        OverlapKind.NOT_IN_SUPPORTERS_PLAN,
        ["1.1", "1.2"],
    )


def test_provinces_that_copy_a_task_each_do_their_own_share(desk: Desk) -> None:
    compared = desk.compare("""
tinh-binh-dinh
3.20 | . | Sở Thông tin và Truyền thông | | Hằng năm
1.1 1.2 3.18 3.19 5.3 5.4 5.14 | . | UBND tỉnh | | Hằng năm

tinh-dak-lak
3.20 | . | Sở Thông tin và Truyền thông | | Hằng năm
""")
    assert compared.overlaps == ()


def test_the_order_of_the_plans_does_not_change_what_is_found(desk: Desk) -> None:
    plans = MINISTRIES.strip().split("\n\n")
    kinds = sorted(overlap.kind for overlap in desk.compare(MINISTRIES).overlaps)
    assert sorted(overlap.kind for overlap in desk.compare("\n\n".join(reversed(plans))).overlaps) == kinds
