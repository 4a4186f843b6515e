"""The formulas of a form are ones that Excel 2010, LibreOffice and WPS know, and what they look things up in is true.

That they say the same as `validate` is shown with LibreOffice in tests/office/test_agreement.py.
"""

import re
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tdn_templates.core.assign import form_tasks
from tdn_templates.core.form_marks import CHECKS_SHEET, KEY_MARK
from tdn_templates.core.live_words import DITTO_PARTS, ambiguous_letters, nil_ticks, ordinary_characters
from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.nil_tick import is_nil_mark
from tdn_templates.core.ordinary_text import is_ordinary
from tdn_templates.core.prefill import prefill
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.shorthand import DITTO_WORDS, is_ditto
from tdn_templates.core.timeframes import TimeVerdict, closed_up, read_time, time_table
from tdn_templates.excel.form import write_form
from tdn_templates.excel.live.row import DECIDED
from tdn_templates.load.knowledge import load_known, load_rulebook
from tdn_templates.model.form import Form
from tdn_templates.model.mention import MentionKind
from tdn_templates.model.rule import Scope
from tdn_templates.model.words import Lang, RuleCode, Severity

KNOWN, RULEBOOK = load_known("nq47-2024"), load_rulebook()
PROGRAMME = KNOWN.programmes["nq47-2024"]
FORMS = (
    ("plan", "Bộ Tài chính", ""),
    ("plan", "Tỉnh An Giang", ""),
    ("registration", "Vụ Hợp tác quốc tế", ""),
    ("progress", "Bộ Tài chính", "2025"),
)
OLD_FUNCTIONS = frozenset(
    """
    AND COUNTA DATE DAY FALSE FIND HYPERLINK IF IFERROR INDEX ISBLANK ISERROR ISNUMBER ISTEXT LEFT LEN MATCH MID MIN
    MONTH NOT OR REPT RIGHT ROW SEARCH SUBSTITUTE SUMPRODUCT TRIM TRUE VALUE
    """.split()  # noqa: SIM905 - a list to read, not to run
)
"""Excel 2010 and LibreOffice have all of them; none is volatile."""

LONGEST_FORMULA, DEEPEST_NESTING = 8_192, 64


def form_of(name: str, unit: str, period: str, lang: Lang = Lang.VI) -> Form:
    layout = KNOWN.layouts[name]
    found = next(item for item in KNOWN.registry.units if item.name == unit)
    tasks = form_tasks(layout, PROGRAMME, KNOWN.registry, found, period)
    return prefill(layout, PROGRAMME, KNOWN.registry, found, tasks, period=period, lang=lang)


def table_of(content: bytes) -> Worksheet:
    workbook = openpyxl.load_workbook(BytesIO(content))
    return next(sheet for sheet in workbook.worksheets if sheet.cell(1, 1).value == KEY_MARK)


def formulas(content: bytes) -> list[str]:
    """Of cells and of conditional formats, over all sheets."""
    workbook = openpyxl.load_workbook(BytesIO(content))
    found: list[str] = []
    for sheet in workbook.worksheets:
        found += [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        for ranges in sheet.conditional_formatting:
            found += [f"={formula}" for rule in ranges.rules for formula in rule.formula]
    return found


def without_texts(formula: str) -> str:
    return re.sub(r'"[^"]*"', '""', formula)


def depth(formula: str) -> int:
    """How many functions stand in each other; brackets that group count too, which errs on the strict side."""
    deepest = now = 0
    for char in without_texts(formula):
        now += (char == "(") - (char == ")")
        deepest = max(deepest, now)
    return deepest


def check_formulas(form: Form, rulebook: Rulebook) -> str:
    """All check cells of the table, one after the other."""
    sheet = table_of(write_form(form, rulebook).content)
    return "\n".join(str(cell.value) for row in sheet.iter_rows(min_row=8) for cell in row if cell.data_type == "f")


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize(("name", "unit", "period"), FORMS)
def test_every_formula_can_be_worked_out_by_old_programs(name: str, unit: str, period: str, lang: Lang) -> None:
    found = formulas(write_form(form_of(name, unit, period, lang), RULEBOOK).content)
    assert len(found) > 40
    for formula in found:
        assert set(re.findall(r"([A-Z][A-Z0-9.]*)\(", without_texts(formula))) <= OLD_FUNCTIONS, formula
        assert len(formula) <= LONGEST_FORMULA
        assert depth(formula) <= DEEPEST_NESTING
        assert all(len(text) <= 255 for text in re.findall(r'"([^"]*)"', formula)), formula


@pytest.mark.parametrize(("name", "unit", "period"), FORMS)
def test_every_name_a_formula_uses_is_defined(name: str, unit: str, period: str) -> None:
    content = write_form(form_of(name, unit, period), RULEBOOK).content
    workbook = openpyxl.load_workbook(BytesIO(content))
    defined = set(workbook.defined_names)
    used = {word for formula in formulas(content) for word in re.findall(r"\btdn_\w+", formula)}
    assert used <= defined
    for definition in workbook.defined_names.values():
        if definition.name.startswith("tdn_"):
            assert all(sheet in workbook.sheetnames for sheet, _ in definition.destinations)


def test_a_form_has_no_check_column_that_its_layout_does_not_ask_for() -> None:
    content = write_form(form_of("plan", "Tỉnh An Giang", ""), RULEBOOK).content
    sheet = table_of(content)
    columns = {str(cell.value): at for at, cell in enumerate(sheet[1], start=1)}
    keys = {row: str(sheet.cell(row, 1).value or "") for row in range(8, sheet.max_row + 1)}
    checked = {row for row in keys if sheet.cell(row, columns["check"]).data_type == "f"}
    assert checked == {row for row, key in keys.items() if key and not key.startswith("band:")}


def test_every_error_about_a_row_is_answered_for_by_the_check_cell() -> None:
    """A rule that neither a schema nor a formula decides would let a check cell say ✓ over an error."""
    for rule in RULEBOOK.in_scope(Scope.ROW):
        if rule.severity is Severity.ERROR:
            assert rule.schema is not None or rule.code in DECIDED, rule.code
            assert rule.brief is not None or rule.code in ("UNIT02", "VALUE08", "VALUE13"), rule.code


def test_a_rule_made_an_error_that_no_formula_decides_leaves_every_row_to_the_check_on_submission() -> None:
    stricter = RULEBOOK.with_severities([("UNIT03", Severity.ERROR)])
    form = form_of("plan", "Tỉnh An Giang", "")
    fine = '"kiểm tra khi nộp","✓")'
    assert fine in check_formulas(form, RULEBOOK)
    assert fine not in check_formulas(form, stricter)


@pytest.mark.parametrize("schema", [{"maxlength": 5}, {"regex": "T.*"}])
def test_an_own_rule_about_the_deciding_column_leaves_the_row_to_the_check_on_submission(
    schema: dict[str, object],
) -> None:
    not_in_list = RULEBOOK.rule(RuleCode("VALUE04"))
    own = replace(not_in_list, code=RuleCode("LOCAL01"), schema=schema, columns=("treatment",))
    form = form_of("plan", "Bộ Tài chính", "")
    with_own = check_formulas(form, Rulebook.of([*RULEBOOK.rules.values(), own])).splitlines()[0]
    shipped = check_formulas(form, RULEBOOK).splitlines()[0]
    assert with_own.count("không có trong danh sách") == shipped.count("không có trong danh sách") == 1
    assert with_own.count("NOT(ISBLANK($I9))") == shipped.count("NOT(ISBLANK($I9))") + 1


def test_a_rule_that_is_no_error_is_no_fault_in_the_check_cell() -> None:
    milder = RULEBOOK.with_severities([("TIME04", Severity.WARNING)])
    form = form_of("plan", "Tỉnh An Giang", "")
    assert "vượt thời gian được giao" in check_formulas(form, RULEBOOK)
    assert "vượt thời gian được giao" not in check_formulas(form, milder)


@pytest.mark.parametrize("word", sorted(DITTO_WORDS))
def test_every_ditto_is_told_by_a_part_of_it(word: str) -> None:
    assert is_ditto(word)
    assert any(part.casefold() in word for part in DITTO_PARTS)


def test_the_hidden_words_are_what_the_checks_go_by() -> None:
    assert all(is_ordinary(char) or not char.strip() for char in ordinary_characters() if char.isascii())
    assert not any(is_ordinary(char) for char in ambiguous_letters())
    assert all(is_nil_mark(tick) for tick in nil_ticks())


@pytest.mark.parametrize("unit", ["Bộ Tài chính", "Tỉnh Bình Định"])
def test_every_known_name_is_read_without_a_doubt_alone_and_in_a_list(unit: str) -> None:
    form = form_of("plan", unit, "")
    reader = MentionReader(KNOWN.registry, form.unit.slug)
    assert len(form.known_names) > 10
    for first, second in zip(form.known_names, (*form.known_names[3:], *form.known_names[:3]), strict=True):
        for text in (first, first.upper(), f"{first}; {second}", f"{second};{first}", f"{first}, {second}"):
            kinds = {mention.kind for mention in reader.read(text).mentions}
            assert MentionKind.UNKNOWN not in kinds, text


def test_the_table_of_phrases_says_what_reading_them_says() -> None:
    table = time_table(PROGRAMME)
    assert len({phrase.casefold() for phrase in table.phrases}) == len(table.phrases)
    assert {task.time.wording for task in PROGRAMME.tasks} == set(table.frames)
    assert {closed_up(frame) for frame in table.frames} <= set(table.phrases)
    for phrase in table.phrases:
        kept = read_time(phrase, period_first=PROGRAMME.first, period_last=PROGRAMME.last)
        upper = read_time(phrase.upper(), period_first=PROGRAMME.first, period_last=PROGRAMME.last)
        assert (kept.kind, kept.first, kept.last, kept.every) == (upper.kind, upper.first, upper.last, upper.every)
    assert table.verdict("2031", "2024") is TimeVerdict.OUTSIDE
    assert table.verdict("2026", "2024") is TimeVerdict.EXCEEDS
    assert table.verdict("2026 - 2025", "Hằng năm") is TimeVerdict.REVERSED
    assert table.verdict("2024", "2024 - 2026") is TimeVerdict.FINE
    assert table.verdict("2024– 2027", "2024 - 2026") is TimeVerdict.EXCEEDS
    assert table.verdict("2026", None) is TimeVerdict.FINE
    assert table.verdict("sang năm", "2024") is None


def test_the_hidden_sheet_holds_no_answer_and_is_hidden() -> None:
    workbook = openpyxl.load_workbook(BytesIO(write_form(form_of("plan", "Bộ Tài chính", ""), RULEBOOK).content))
    assert workbook[CHECKS_SHEET].sheet_state == "hidden"
