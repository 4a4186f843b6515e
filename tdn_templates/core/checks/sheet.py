"""SHEET: is the table there, with all its columns, and nothing beside it."""

from collections.abc import Callable, Iterator, Mapping

from tdn_templates.core.cell_names import column_of
from tdn_templates.core.checks.context import FormContext
from tdn_templates.core.rulebook import Fault
from tdn_templates.model.finding import Place
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.submission import Submission, SubmittedCell
from tdn_templates.model.words import RuleCode

FormCheck = Callable[[FormContext], Iterator[Fault]]


def table_missing(submission: Submission, layout: WorkbookLayout) -> Iterator[Fault]:
    """The gate: without a table there is no context for the other rules."""
    if not submission.sheet:
        yield Fault(facts={"sheet_title": layout.sheet_title.vi})


def column_missing(form: FormContext) -> Iterator[Fault]:
    for column in form.layout.asked:
        if column.key in form.submission.missing_columns:
            title = form.title(column.key)
            yield Fault(Place(form.submission.sheet), value=title, facts={"column_title": title})


def content_outside(form: FormContext) -> Iterator[Fault]:
    """One fault for each column that is not ours, with the range of its cells; cells in our columns one by one. Columns
    that SHEET05 names are left to it."""
    columns: dict[str, list[SubmittedCell]] = {}
    named = {column_of(place.cell) for places in form.submission.twin_columns.values() for place in places}
    ours = set(form.submission.column_letters.values())
    for cell in form.submission.stray:
        letters = column_of(cell.place.cell)
        if (cell.text or cell.error) and letters not in named:
            columns.setdefault(cell.place.cell if letters in ours else letters, []).append(cell)
    for cells in columns.values():
        first, last = cells[0], cells[-1]
        value = first.text or first.error
        content = content_en = f"“{value}”"
        if first is not last:
            more, area = len(cells) - 1, f"{first.place.cell}:{last.place.cell}"
            content, content_en = f"{content} và {more} ô khác ({area})", f"{content} and {more} more ({area})"
        yield Fault(first.place, value=value, facts={"value": value, "content": content, "content_en": content_en})


def second_sheet(form: FormContext) -> Iterator[Fault]:
    for place in form.submission.copies:
        yield Fault(place, value=place.sheet, facts={"value": place.sheet, "read": form.submission.sheet})


def second_column(form: FormContext) -> Iterator[Fault]:
    for key, places in form.submission.twin_columns.items():
        for place in places:
            letters = form.submission.column_letters[key]
            facts = {"value": column_of(place.cell), "read": letters, "column_title": form.title(key)}
            yield Fault(place, value=column_of(place.cell), facts=facts)


SHEET_CHECKS: Mapping[RuleCode, FormCheck] = {
    RuleCode("SHEET02"): column_missing,
    RuleCode("SHEET03"): content_outside,
    RuleCode("SHEET04"): second_sheet,
    RuleCode("SHEET05"): second_column,
}
