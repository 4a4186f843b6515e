"""What the check cells of a form say beside what `tdn validate` says of the same file, row by row."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tdn_templates.model.submission import SubmittedRow
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Severity
from tests.office.form_to_fill import FormToFill

RIGHT = "✓"
UNSURE = "kiểm tra khi nộp"
"""Begins what a check cell says when only the check of the return can tell."""


class Said(StrEnum):
    """What kind of answer a check cell gives; `BROKEN` when its formula ends in an error."""

    RIGHT = "right"
    UNSURE = "unsure"
    NOTHING = "nothing"
    FAULT = "fault"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """`errors` are the codes of the errors found in the sheet row. `is_silent` says that the row holds no answer: what
    is not blank is as it was issued."""

    row: int
    check: str
    errors: tuple[str, ...]
    is_silent: bool

    @property
    def said(self) -> Said:
        if self.check == RIGHT:
            return Said.RIGHT
        if self.check.startswith(UNSURE):
            return Said.UNSURE
        if not self.check:
            return Said.NOTHING
        # error values as LibreOffice and Excel show them
        return Said.BROKEN if self.check.startswith(("#", "Err:")) else Said.FAULT

    @property
    def disagreement(self) -> str:
        """Why the two cannot both be right, "" if they can."""
        found = ", ".join(self.errors) or "no error"
        match self.said:
            case Said.BROKEN:
                return f"the check itself fails ({self.check})"
            case Said.RIGHT if self.errors:
                return f"it says right, validate says {found}"
            case Said.FAULT if not self.errors:
                return f"it says “{self.check}”, validate says {found}"
            case Said.NOTHING if self.errors:
                return f"it says nothing, validate says {found}"
            case Said.NOTHING if not self.is_silent:
                return "it says nothing of a row that says something"
            case _:
                return ""


def compare(form: FormToFill, checks: Mapping[int, str], verdict: Verdict) -> Iterator[ComparedRow]:
    """Every row to fill in, with the text of its check cell, by sheet row."""
    answers = {row.row: row for row in verdict.submission.rows}
    errors: dict[int, list[str]] = {}
    for finding in verdict.findings:
        row = finding.place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        if finding.severity is Severity.ERROR and finding.place.sheet == form.sheet and row:
            errors.setdefault(int(row), []).append(finding.code)
    for line in form.lines:
        found = tuple(sorted(set(errors.get(line.row, ()))))
        yield ComparedRow(line.row, checks[line.row], found, _is_silent(form, answers.get(line.row)))


def counts(rows: Sequence[ComparedRow]) -> dict[str, int]:
    """What is said at the end of the run; `tests/conftest.py` adds the batches up."""
    said = Counter(row.said for row in rows)
    return {
        "rows": len(rows),
        "right": said[Said.RIGHT],
        "unsure": said[Said.UNSURE],
        "fault": said[Said.FAULT],
        "disagreements": sum(bool(row.disagreement) for row in rows),
    }


def _is_silent(form: FormToFill, answer: SubmittedRow | None) -> bool:
    if answer is None:
        return True
    for column in form.layout.asked:
        cell = answer.cells.get(column.key)
        if cell is not None and not cell.is_blank:
            issued = form.issued.get((answer.row, column.key), "")
            if cell.text.split() != issued.split():
                return False
    return True
