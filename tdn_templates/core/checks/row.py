"""ROW: does a row hold together."""

import re
from collections.abc import Iterator, Mapping

from tdn_templates.core.answers import MERGED
from tdn_templates.core.cell_text import fit_cell
from tdn_templates.core.checks.context import FormContext, RowContext
from tdn_templates.core.checks.shorthand import SHORTHAND_CHECKS
from tdn_templates.core.checks.value import RowCheck
from tdn_templates.core.issuing import given_hash
from tdn_templates.core.match_task import numbers_shown
from tdn_templates.core.prefill import given_values
from tdn_templates.core.rulebook import Fault
from tdn_templates.model.submission import SubmittedCell
from tdn_templates.model.words import RuleCode


def merged_into_nothing(row: RowContext) -> Iterator[Fault]:
    """A merged task names a task that is carried out, or an added row names the merged task.

    Numbers the programme does not have are left to TABLE03.
    """
    answer = row.answer
    if answer.choice != MERGED or answer.task is None or "carries" in row.form.unreadable_columns(answer):
        return
    named = answer.carries
    carried_out = _carried_out(row.form)
    if named and all(number in carried_out or row.form.programme.numbered(number) is None for number in named):
        return
    if not named and answer.task.number in _claimed_by_own_rows(row.form):
        return
    yield row.form.fault(answer, "carries", answer.value("carries"))


def given_cell_changed(row: RowContext) -> Iterator[Fault]:
    """What was issued is known from the register, from the programme otherwise. Blanks are no change, nor is a number
    that lost its zero. Rows whose task is in question are left to ROW08 and ROW09, merged cells to VALUE11."""
    answer, form = row.answer, row.form
    if answer.task is None or answer.row.doubtful or answer.row.key_says:
        return
    hashes = form.issued_hashes(answer)
    assignment = form.assignments.get(answer.task.code) if hashes else None
    for key, text in given_values(answer.task, assignment).items():
        cell = answer.cell(key)
        if key not in form.submission.column_letters or (cell is not None and cell.covered):
            continue
        if not _is_as_issued(cell, text, hashes.get(key) if hashes else None):
            found = (cell.text or cell.error) if cell else ""
            shown, shown_en = _as_issued(form, text, hashes.get(key) if hashes else None)
            yield form.fault(answer, key, found, expected=shown, expected_en=shown_en)


def match_doubtful(row: RowContext) -> Iterator[Fault]:
    answer = row.answer
    if not answer.row.doubtful or answer.task is None:
        return
    text, number = answer.row.text("text"), answer.row.text("number")
    others = ", ".join(answer.row.rivals)
    facts = {
        "task": answer.task.number,
        "value": text or number,
        "expected": answer.task.text,
        "rivals": f"; cũng có thể là nhiệm vụ {others}" if others else "",
        "rivals_en": f"; it may also be task {others}" if others else "",
        "column_title": row.form.title("text"),
    }
    yield Fault(row.form.said_at(answer, "text", "number"), answer.row.number, text or number, facts)


def key_and_text_disagree(row: RowContext) -> Iterator[Fault]:
    answer = row.answer
    if not answer.row.key_says or answer.task is None:
        return
    text = answer.row.text("text")
    of_key, of_key_en = _row_words(answer.row.key_says)
    facts = {"task": answer.task.number, "value": text, "of_key": of_key, "of_key_en": of_key_en}
    yield Fault(row.form.said_at(answer, "text"), answer.row.number, text, facts)


def own_number_wrong(row: RowContext) -> Iterator[Fault]:
    number = row.answer.value("own_number")
    groups = [group.number for group in row.form.programme.groups]
    if not number or read_own_number(number, groups):
        return
    example = f"{groups[0]}.1" if groups else "1"
    yield row.form.fault(row.answer, "own_number", number, groups=", ".join(groups), example=example)


def national_number_unknown(row: RowContext) -> Iterator[Fault]:
    for number in row.answer.carries:
        if row.form.programme.numbered(number) is None:
            example = row.form.programme.tasks[-1].number
            yield row.form.fault(row.answer, "carries", number, example=example)


ROW_CHECKS: Mapping[RuleCode, RowCheck] = {
    RuleCode("ROW04"): merged_into_nothing,
    RuleCode("ROW05"): given_cell_changed,
    RuleCode("ROW07"): own_number_wrong,
    RuleCode("ROW08"): match_doubtful,
    RuleCode("ROW09"): key_and_text_disagree,
    RuleCode("TABLE03"): national_number_unknown,
    **SHORTHAND_CHECKS,
}


def read_own_number(number: str, groups: list[str]) -> tuple[str, int] | None:
    """ "3.14" -> ("3", 14) when "3" is a group of the programme; None otherwise, also for "3.0" and "3.014"."""
    group, _, position = number.rpartition(".")
    return (group, int(position)) if group in groups and re.fullmatch("[1-9][0-9]{0,3}", position) else None


def _carried_out(form: FormContext) -> set[str]:
    return {answer.task.number for answer in form.answers if answer.task is not None and answer.is_carried_out}


def _claimed_by_own_rows(form: FormContext) -> set[str]:
    return {number for answer in form.answers if answer.task is None for number in answer.carries}


def _is_as_issued(cell: SubmittedCell | None, text: str, issued: str | None) -> bool:
    """`text` is what the programme says, `issued` the hash of what the register remembers, None without one."""
    shown = cell.text if cell else ""
    if issued is None and shown == text:
        return True
    if issued is not None and given_hash(shown) == issued:
        return True
    if issued is not None and given_hash(fit_cell(text)) != issued:
        numbers = numbers_shown(cell) if _is_number(cell) else ()
        return any(given_hash(number) == issued for number in numbers)
    expected = _squeezed(fit_cell(text))
    return _squeezed(shown) == expected or _is_same_number(cell, expected)


def _as_issued(form: FormContext, text: str, issued: str | None) -> tuple[str, str]:
    """The issued text in both languages; of an older edition only the file that holds it is known."""
    if issued is not None and form.issued is not None and given_hash(fit_cell(text)) != issued:
        file = form.issued.file
        return f"(như trong tệp đã phát hành {file})", f"(as in the issued file {file})"
    return (text, text) if text else ("(để trống)", "(blank)")


def _row_words(key: str) -> tuple[str, str]:
    """How people call the row that a hidden key names."""
    if key.startswith("+"):
        return f"dòng tự đặt {key}", f"the free row {key}"
    if key.startswith("band:"):
        return "một dòng tiêu đề", "a heading line"
    return f"nhiệm vụ {key}", f"task {key}"


def _is_number(cell: SubmittedCell | None) -> bool:
    return cell is not None and isinstance(cell.raw, int | float) and not isinstance(cell.raw, bool)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _is_same_number(cell: SubmittedCell | None, expected: str) -> bool:
    if cell is None or isinstance(cell.raw, bool) or not isinstance(cell.raw, int | float):
        return False
    return re.fullmatch(r"[0-9]+(\.[0-9]+)?", expected) is not None and float(expected) == float(cell.raw)
