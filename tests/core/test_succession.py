"""Units in time: who there is on a day, who took over, and that no task is lost on the way."""

import functools
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tdn_templates.core.assign import assign, form_tasks
from tdn_templates.core.demands import Demands
from tdn_templates.core.inherited_lists import programme_on
from tdn_templates.core.issuing import issued_form
from tdn_templates.core.known import Known, day_of
from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.names import NameIndex
from tdn_templates.core.succession import class_on, every_unit, registry_of_issue, registry_on, unit_on
from tdn_templates.core.succession_words import role_words, time_words
from tdn_templates.core.validate import Validator
from tdn_templates.load.knowledge import load_known
from tdn_templates.model.assignment import Assignment
from tdn_templates.model.programme import Programme
from tdn_templates.model.register import Register
from tdn_templates.model.stamp import Stamp
from tdn_templates.model.succession import SuccessionKind
from tdn_templates.model.unit import Level, Registry, Unit
from tdn_templates.model.words import Binding, ClassKey, Lang, ProgrammeCode, Role, UnitSlug

if TYPE_CHECKING:
    from tests.core.conftest import Office

IN_2024, IN_2026 = date(2024, 5, 1), date(2026, 1, 1)
PROGRAMME = "nq47-2024"
CULTURE, SCIENCE, POLICE = "bo-van-hoa-the-thao-va-du-lich", "bo-khoa-hoc-va-cong-nghe", "bo-cong-an"

# ended on 28/2/2025: who took over, "?" before a part
CENTRAL = """
bo-ke-hoach-va-dau-tu                  | bo-tai-chinh
bo-nong-nghiep-va-phat-trien-nong-thon | bo-nong-nghiep-va-moi-truong
bo-giao-thong-van-tai                  | bo-xay-dung
bo-tai-nguyen-va-moi-truong            | bo-nong-nghiep-va-moi-truong
bo-thong-tin-va-truyen-thong           | ?bo-van-hoa-the-thao-va-du-lich ?bo-khoa-hoc-va-cong-nghe ?bo-cong-an
bo-lao-dong-thuong-binh-va-xa-hoi      | ?bo-noi-vu
uy-ban-dan-toc                         | bo-dan-toc-va-ton-giao
"""
GOVERNMENT_2026 = """
Bộ Quốc phòng; Bộ Công an; Bộ Ngoại giao; Bộ Nội vụ; Bộ Tư pháp; Bộ Tài chính; Bộ Công Thương;
Bộ Nông nghiệp và Môi trường; Bộ Xây dựng; Bộ Văn hóa, Thể thao và Du lịch;
Bộ Khoa học và Công nghệ; Bộ Giáo dục và Đào tạo; Bộ Y tế;
Bộ Dân tộc và Tôn giáo; Ngân hàng Nhà nước Việt Nam; Thanh tra Chính phủ; Văn phòng Chính phủ
"""
REUSED_CODES = {"15", "24", "44", "52", "80", "82", "91"}
"""Codes of 2024 that another province has since 1/7/2025."""

ASKED = "3.13 3.16 3.21 4.4 5.2"
"""Rows led by the Ministry of Information and Communications that may belong to another part of what it did."""


@functools.cache
def known() -> Known:
    return load_known(PROGRAMME)


def every() -> tuple[Unit, ...]:
    return every_unit(known().registry)


def registry(day: date) -> Registry:
    return known().on(day).registry


def listed(day: date) -> Programme:
    return known().on(day).programmes[PROGRAMME]


def tasks_of(slug: str, day: date = IN_2026) -> dict[str, Assignment]:
    found = assign(listed(day), registry(day), registry(day).unit(UnitSlug(slug)))
    return {item.task.number: item for item in found}


def members(key: str, day: date) -> list[Unit]:
    return list(registry(day).members(ClassKey(key)))


def merges() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Code and name since 1/7/2025, with code and bare name of every province it came from."""
    text = (Path(__file__).parent / "provinces_2025.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    return [(code, name, [(part[:2], part[3:]) for part in parts.split(", ")]) for code, name, parts in rows]


def test_there_are_22_ministries_and_bodies_of_their_level_in_2024_and_17_in_2026() -> None:
    assert [unit.name for unit in members("ministries", IN_2026)][:17] == GOVERNMENT_2026.replace(
        "\n", " "
    ).strip().split("; ")
    agencies = [unit.slug for unit in members("ministries", IN_2024)][22:]
    assert len(agencies) == 8
    assert [unit.slug for unit in members("ministries", IN_2026)][17:] == agencies
    assert len(members("ministries", date(2025, 2, 28))) == 30
    assert len(members("ministries", date(2025, 3, 1))) == 25


@pytest.mark.parametrize("line", CENTRAL.strip().splitlines())
def test_every_central_body_that_ended_has_its_successors(line: str) -> None:
    former, heirs = (part.strip() for part in line.split("|"))
    today = unit_on(known().registry, UnitSlug(former), IN_2026)
    marks = {SuccessionKind.PART: "?", SuccessionKind.WHOLE: ""}
    assert " ".join(f"{marks[heir.kind]}{heir.unit.slug}" for heir in today.heirs) == heirs
    assert unit_on(known().registry, UnitSlug(former), date(2025, 2, 28)).is_there


def test_63_provinces_became_34_each_with_its_code_and_where_it_came_from() -> None:
    assert len(members("localities", date(2025, 6, 30))) == 63
    provinces = members("localities", IN_2026)
    assert len(provinces) == 34
    for code, name, parts in merges():
        (unit,) = [unit for unit in provinces if unit.name == name]
        assert [item.code for item in unit.codes if item.holds_on(IN_2026)] == [code]
        came_from = {
            (former.code, former.name.removeprefix("Tỉnh ").removeprefix("Thành phố "))
            for former in members("localities", IN_2024)
            if former.slug == unit.slug or unit_on(registry(IN_2026), former.slug, IN_2026).whole_heir == unit
        }
        assert came_from == set(parts)


def test_every_old_province_arrives_in_exactly_one_new_one() -> None:
    arrived = Counter(code for _, _, parts in merges() for code, _ in parts)
    assert len(arrived) == 63
    assert set(arrived.values()) == {1}
    for unit in members("localities", IN_2024):
        today = unit_on(registry(IN_2026), unit.slug, IN_2026)
        assert today.is_there or today.whole_heir is not None


def test_on_no_day_do_two_provinces_share_a_code_and_those_used_again_are_known() -> None:
    for day in (IN_2024, date(2025, 1, 1), date(2025, 6, 30), date(2025, 7, 1)):
        held = [item.code for unit in members("localities", day) for item in unit.codes if item.holds_on(day)]
        assert len(held) == len(set(held)) == len(members("localities", day))
    holders: dict[str, set[str]] = {}
    for unit in every():
        for item in unit.codes:
            holders.setdefault(item.code, set()).add(unit.slug)
    # Huế has the code of the province it took over from, without a merger
    assert {code for code, slugs in holders.items() if len(slugs) > 1} == REUSED_CODES | {"46"}
    assert holders["52"] == {"tinh-binh-dinh", "tinh-gia-lai"}


def test_every_succession_names_its_source_and_follows_on_the_last_day() -> None:
    for unit in every():
        for item in unit.successors:
            assert item.source
            assert unit.valid_to is not None
            assert (item.since - unit.valid_to).days == 1
    for kind in known().registry.former_departments:
        assert all(item.source for item in kind.successors)


def test_without_a_day_the_registry_is_what_the_list_was_issued_for() -> None:
    assert known().registry.day is None
    assert known().registry.units == registry_on(known().registry, date(2024, 4, 15)).units
    assert registry_of_issue(known().registry, date(2024, 12, 31)).day is None
    assert registry_of_issue(registry(IN_2026), date(2025, 4, 1)).day == date(2025, 4, 1)


@pytest.mark.parametrize(
    ("text", "day", "slug"),
    [
        ("Huế", IN_2024, "tinh-thua-thien-hue"),
        ("Huế", IN_2026, "thanh-pho-hue"),
        ("Gia Lai", IN_2024, "tinh-gia-lai"),
        ("Gia Lai", IN_2026, "tinh-gia-lai"),
        ("Bình Định", IN_2026, "tinh-binh-dinh"),
        ("Bộ TT&TT", IN_2026, "bo-thong-tin-va-truyen-thong"),
        ("Bộ NN&MT", IN_2026, "bo-nong-nghiep-va-moi-truong"),
        ("Bộ NN&MT", IN_2024, None),
    ],
)
def test_a_name_means_the_unit_of_the_day_and_old_names_stay_known(text: str, day: date, slug: str | None) -> None:
    unit = NameIndex(registry(day)).find(text).unit
    assert (unit.slug if unit else None) == slug


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("tinh-binh-dinh", "mã 52; đến 30/6/2025; nay: tỉnh Gia Lai"),
        ("tinh-gia-lai", "mã 64 đến 30/6/2025, 52 từ 1/7/2025"),
        ("thanh-pho-hue", "từ 1/1/2025"),
        ("thanh-pho-ha-noi", ""),
        ("bo-giao-thong-van-tai", "đến 28/2/2025; nay: Bộ Xây dựng"),
        ("bo-lao-dong-thuong-binh-va-xa-hoi", "đến 28/2/2025; nay: Bộ Nội vụ (một phần)"),
        (
            "binh-dinh-so-thong-tin-va-truyen-thong",
            "đến 28/2/2025; nay: Sở Văn hóa, Thể thao và Du lịch, Sở Khoa học và Công nghệ",
        ),
    ],
)
def test_a_unit_is_shown_with_its_days_its_codes_and_who_it_is_now(slug: str, expected: str) -> None:
    assert time_words(unit_on(known().registry, UnitSlug(slug), IN_2026), Lang.VI) == expected


def test_a_chain_of_successions_is_followed_and_a_part_stays_a_part() -> None:
    second = known().registry.unit(UnitSlug("bo-xay-dung"))
    (part,) = known().registry.unit(UnitSlug("bo-lao-dong-thuong-binh-va-xa-hoi")).successors
    ended = replace(
        second,
        valid_to=date(2027, 12, 31),
        successors=(replace(part, to=UnitSlug("bo-y-te"), since=date(2028, 1, 1)),),
    )
    units = tuple(ended if unit == second else unit for unit in every())
    later = replace(known().registry, units=units, every=units)
    heirs = unit_on(later, UnitSlug("bo-giao-thong-van-tai"), date(2028, 1, 1)).heirs
    assert [(heir.unit.slug, heir.kind) for heir in heirs] == [("bo-y-te", SuccessionKind.PART)]


def test_districts_are_read_as_communes_since_they_ended() -> None:
    districts = ClassKey("districts_of_province")
    assert class_on(known().registry, districts, date(2025, 6, 30)) == districts
    assert class_on(known().registry, districts, date(2025, 7, 1)) == "communes_of_province"


# --- the national list read for 2026


def test_reading_the_list_for_a_day_changes_no_word_of_it() -> None:
    issued, today = known().programmes[PROGRAMME], listed(IN_2026)
    assert today.edition == issued.edition == "91f701548686"
    assert today.as_issued == issued
    assert [(task.lead.wording, task.supporting.wording) for task in today.tasks] == [
        (task.lead.wording, task.supporting.wording) for task in issued.tasks
    ]
    assert programme_on(today, registry(IN_2026), IN_2024).tasks == issued.tasks


@pytest.mark.parametrize(
    ("slug", "count", "how"),
    [
        (CULTURE, 56, {"lead named": 28, "lead conditional": 5, "lead group": 4}),
        (SCIENCE, 50, {"lead conditional": 5, "lead group": 5}),
        ("bo-tai-chinh", 52, {"lead named": 3, "lead group": 5}),
        ("bo-noi-vu", 51, {"lead named": 2, "lead group": 5}),
        ("bo-nong-nghiep-va-moi-truong", 50, {"lead named": 2, "lead group": 5}),
        ("bo-dan-toc-va-ton-giao", 50, {"lead named": 1, "lead group": 5}),
        ("tinh-gia-lai", 46, {"lead group": 8}),
    ],
)
def test_the_tasks_of_2026_are_the_own_and_the_inherited_ones(slug: str, count: int, how: dict[str, int]) -> None:
    found = tasks_of(slug)
    assert len(found) == count
    leads = Counter(f"{item.role} {item.binding}" for item in found.values() if item.role is Role.LEAD)
    assert leads == how


def test_the_rows_the_list_wants_asked_about_are_asked_of_every_successor_and_no_others() -> None:
    for slug in (CULTURE, SCIENCE, POLICE):
        found = tasks_of(slug)
        asked = [number for number, item in found.items() if item.binding is Binding.CONDITIONAL and item.asked]
        assert " ".join(asked) == ASKED
        assert found["4.2"].asked
    assert not any(item.asked for item in tasks_of("bo-noi-vu").values())


def test_a_certain_role_is_kept_beside_the_question() -> None:
    item = tasks_of(SCIENCE)["5.2"]
    assert (item.role, item.binding, item.otherwise) == (Role.LEAD, Binding.CONDITIONAL, Role.SUPPORTING)
    assert tasks_of(SCIENCE)["3.16"].otherwise is None


@pytest.mark.parametrize(
    ("slug", "number", "expected"),
    [
        (CULTURE, "2.1", "Chủ trì; trước đây: Bộ Thông tin và Truyền thông"),
        (CULTURE, "3.4", "Chủ trì"),
        (CULTURE, "5.13", "Chủ trì; trước đây: Bộ Thông tin và Truyền thông (phối hợp)"),
        (
            CULTURE,
            "5.7",
            "Chủ trì; trước đây: Bộ Thông tin và Truyền thông (cùng được nêu tên); chủ trì nay: Bộ NN&MT",
        ),
        ("bo-tai-chinh", "5.8", "Chủ trì; trước đây: Bộ Kế hoạch và Đầu tư"),
        ("bo-y-te", "2.1", "Phối hợp; chủ trì nay: Bộ VHTTDL"),
        (
            SCIENCE,
            "5.2",
            "Chủ trì (cần xác nhận); nếu không thì phối hợp; trước đây: Bộ Thông tin và Truyền thông; "
            "cần xin ý kiến, cũng có thể chủ trì: Bộ VHTTDL / Bộ Công an",
        ),
        (POLICE, "4.2", "Chủ trì; trước đây: Bộ Thông tin và Truyền thông (phối hợp, cần xác nhận)"),
    ],
)
def test_the_role_says_whose_task_it_was(slug: str, number: str, expected: str) -> None:
    assert role_words(tasks_of(slug)[number], Lang.VI) == expected


def test_a_unit_named_twice_after_succession_has_the_task_once_and_it_is_noted() -> None:
    (item,) = [item for item in tasks_of(CULTURE).values() if item.task.number == "3.6"]
    (former,) = item.formerly
    assert (former.former, former.role, former.beside) == ("bo-thong-tin-va-truyen-thong", Role.SUPPORTING, True)


def test_no_task_of_a_unit_that_ended_is_lost() -> None:
    """Every ended unit, every task: somebody has it, in no weaker role; where the unit was named, knowing from whom."""
    now = {
        unit.slug: tasks_of(unit.slug)
        for unit in registry(IN_2026).units
        if unit.level is not Level.DEPARTMENT and unit.exists_on(IN_2026)
    }
    ended = [unit for unit in known().registry.units if unit.valid_to and unit.level is not Level.DEPARTMENT]
    assert len(ended) == 38
    for former in ended:
        heirs = [heir.unit.slug for heir in unit_on(registry(IN_2026), former.slug, IN_2026).heirs]
        for was in assign(known().programmes[PROGRAMME], known().registry, former):
            got = [now[slug][was.task.number] for slug in heirs if was.task.number in now[slug]]
            assert any(item.role is Role.LEAD or was.role is Role.SUPPORTING for item in got), (
                former.slug,
                was.task.number,
            )
            if was.binding is Binding.NAMED:
                named = [each for item in got for each in item.formerly if each.former == former.slug]
                assert any(each.role is was.role for each in named), (former.slug, was.task.number)


def test_where_the_list_says_nothing_every_successor_is_asked() -> None:
    silent = replace(known().programmes[PROGRAMME], succession=())
    today = programme_on(silent, known().registry, IN_2026)
    for slug in (CULTURE, SCIENCE, POLICE):
        found = {
            item.task.number: item for item in assign(today, registry(IN_2026), registry(IN_2026).unit(UnitSlug(slug)))
        }
        assert found["2.1"].binding is Binding.CONDITIONAL
        assert found["2.1"].asked
    home = assign(today, registry(IN_2026), registry(IN_2026).unit(UnitSlug("bo-noi-vu")))
    assert next(item for item in home if item.task.number == "2.7").asked


def test_the_plan_of_a_province_that_was_merged_is_its_successors() -> None:
    owner = replace(known().programmes[PROGRAMME], owner=UnitSlug("tinh-binh-dinh"), succession=())
    today = programme_on(owner, known().registry, IN_2026)
    gia_lai = registry(IN_2026).unit(UnitSlug("tinh-gia-lai"))
    found = form_tasks(known().layouts["plan"], today, registry(IN_2026), gia_lai)
    assert len(found) == 56
    assert {role_words(item, Lang.VI) for item in found} == {"Chủ trì; trước đây: Tỉnh Bình Định"}


def test_a_list_made_from_a_plan_follows_what_the_list_above_says() -> None:
    issued = known().programmes[PROGRAMME]
    renumbered = tuple(
        replace(task, number=f"x{task.number}", carries=(task.number,)) for task in issued.tasks if task.group == "5"
    )
    plan = replace(issued, code=ProgrammeCode("plan"), tasks=renumbered, parent=issued.code, succession=())
    today = programme_on(plan, registry(IN_2026), IN_2026, {issued.code: issued})
    found = assign(today, registry(IN_2026), registry(IN_2026).unit(UnitSlug(CULTURE)))
    asked = [item.task.number for item in found if item.asked]
    assert asked == ["x5.2"]
    assert [item.role for item in found if item.task.number == "x5.9"] == [Role.LEAD]


def test_names_younger_than_a_list_are_read_in_it() -> None:
    read = MentionReader(registry(IN_2026)).read(
        "Bộ Thông tin và Truyền thông; UBND thành phố Huế, Bộ Nông nghiệp và Môi trường"
    )
    assert [mention.unit for mention in read.mentions] == [
        "bo-thong-tin-va-truyen-thong",
        "thanh-pho-hue",
        "bo-nong-nghiep-va-moi-truong",
    ]


# --- forms made for a day


def test_the_day_stands_in_the_stamp_and_makes_another_issue(office: "Office") -> None:
    forms = [office.form("Bộ Tài chính", "plan", day) for day in (None, IN_2026)]
    assert [form.stamp.as_of for form in forms] == ["", "2026-01-01"]
    assert forms[0].stamp.issue != forms[1].stamp.issue
    assert [name for name, _ in forms[0].stamp.items()][-1] == "issue"
    assert dict(forms[1].stamp.items())["as_of"] == "2026-01-01"


@pytest.mark.parametrize("lost", [(), ("_tdn",)])
def test_a_return_of_2026_is_checked_with_the_units_of_its_day(office: "Office", lost: tuple[str, ...]) -> None:
    """Also when only the visible line of the stamp is left, and although nobody says the day."""
    returned = office.answered("Bộ Nông nghiệp và Môi trường", "plan", IN_2026)
    returned.dropped_sheets = frozenset(lost)
    if lost:
        returned.properties = {}
    verdict = office.verdict(returned.workbook())
    assert verdict.unit is not None
    assert verdict.unit.slug == "bo-nong-nghiep-va-moi-truong"
    assert verdict.findings == ()


@pytest.mark.parametrize("form", ["plan", "registration", "progress"])
def test_the_heading_of_every_form_says_whose_tasks_are_among_these(office: "Office", form: str) -> None:
    titles = [
        next(
            str(value)
            for value in office.issued("Bộ Tài chính", form, day).cells.values()
            if "– Bộ Tài chính" in str(value)
        )
        for day in (None, IN_2026)
    ]
    assert titles[1] == f"{titles[0]} (gồm nhiệm vụ trước đây của: Bộ Kế hoạch và Đầu tư)"


def test_given_cells_of_2026_are_held_against_what_was_issued(office: "Office") -> None:
    entry = issued_form(office.form("Bộ Y tế", "plan", IN_2026), "bo-y-te.xlsx", "0" * 64)
    validator = Validator(office.known, office.rulebook, Demands(register=Register({entry.stamp.issue: entry})))
    returned = office.answered("Bộ Y tế", "plan", IN_2026)
    assert validator.verdict(office.submission(returned.workbook())).findings == ()
    returned.put("2.1", "role", "Chủ trì")
    found = validator.verdict(office.submission(returned.workbook())).findings
    assert [(finding.code, finding.task) for finding in found] == [("ROW05", "2.1")]


@pytest.mark.parametrize(
    ("text", "day"), [("2026-01-01", IN_2026), ("", None), ("1/1/2026", None), ("2026-13-01", None)]
)
def test_a_day_that_somebody_changed_is_no_day(text: str, day: date | None) -> None:
    assert day_of(text) == day


def _stamp(as_of: str = "", issue: str = "a1") -> Stamp:
    return Stamp("plan", "1.0", PROGRAMME, "", "bo-y-te", issue, "", as_of)


@pytest.mark.parametrize(
    ("told", "stamps", "day"),
    [
        (None, [], None),
        (None, [_stamp()], None),
        (None, [_stamp("2026-01-01")], IN_2026),
        (None, [_stamp(), _stamp("2025-04-01"), _stamp("2026-01-01"), None], IN_2026),
        # what was issued without a day is of the list's own, whatever whoever checks it says
        (IN_2026, [_stamp()], None),
        (IN_2026, [_stamp("2025-04-01")], date(2025, 4, 1)),
        # what lost its issue id may have lost its day
        (IN_2026, [_stamp(issue="")], IN_2026),
        (IN_2026, [], IN_2026),
        (IN_2026, [_stamp(), _stamp(issue="")], IN_2026),
    ],
)
def test_a_return_is_of_the_day_it_was_made_for(
    told: date | None, stamps: list[Stamp | None], day: date | None
) -> None:
    assert known().on(told).of(stamps).registry.day == day
