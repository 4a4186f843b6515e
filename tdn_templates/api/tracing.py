"""Trace a published plan back to the list it came from."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tdn_templates.api.lookup import unit_still_there
from tdn_templates.api.own_files import known_with, template_with
from tdn_templates.api.reading_annexes import read_annex_file
from tdn_templates.api.shared import only_programme, shown_name
from tdn_templates.core.trace.overview import worst
from tdn_templates.core.trace.trace import trace_plan
from tdn_templates.errors import TdnError
from tdn_templates.files.safe_write import write_atomically
from tdn_templates.files.search_path import SearchPath, own_first
from tdn_templates.files.text_file import read_utf8
from tdn_templates.load.counterparts import load_counterparts
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME
from tdn_templates.load.lists import Lists
from tdn_templates.load.trace_decisions import new_decisions_text, read_trace_decisions, with_new_questions
from tdn_templates.model.annex import Annex
from tdn_templates.model.programme import Programme
from tdn_templates.model.trace import Decision, PlanTrace
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.model.words import Lang, Severity

TRACE_TEMPLATE = "doi-chieu.docx"


@dataclass(frozen=True, slots=True)
class TracedPlan:
    """`decisions` is the file of decisions, None without one; `decisions_text` what stands in it, "" for a file that is
    not there yet."""

    trace: PlanTrace
    search: SearchPath
    decisions: Path | None = None
    decisions_text: str = ""


def trace(
    plan: Path,
    *,
    unit: str | None = None,
    programme: Lists = DEFAULT_PROGRAMME,
    decisions: Path | None = None,
    table: int | None = None,
    templates: Path | None = None,
    as_of: date | None = None,
) -> TracedPlan:
    """What each row of a published plan carries out of the list, what is missing, what deviates.

    Without `unit` it is the body that the annex names as its issuer. `decisions` is a file of decisions, which need not
    be there yet; `table` chooses a table of the file, from 1. `as_of` is the day whose units are meant, None that of
    the list. Raises TdnError for a file that holds no list of tasks, a unit that is not known or, named or found as the
    issuer, had ended by that day, and decisions that cannot be read.
    """
    search = own_first(templates)
    known = known_with(programme, search, as_of)
    read = read_annex_file(plan, known.registry, owner=unit, table=table)
    if read.owner is None:
        raise _whose(shown_name(plan))
    owner = unit_still_there(known.registry, read.owner)
    loaded = only_programme(known)
    text = read_utf8(decisions) if decisions is not None and decisions.exists() else ""
    decided = read_trace_decisions(text, decisions.name, owner, loaded) if decisions is not None and text else ()
    return TracedPlan(trace_annex(read.annex, owner, loaded, known.registry, decided), search, decisions, text)


def trace_annex(
    annex: Annex, unit: Unit, programme: Programme, registry: Registry, decisions: tuple[Decision, ...] = ()
) -> PlanTrace:
    """The same for an annex that is read already."""
    return trace_plan(
        annex,
        unit=unit,
        programme=programme,
        registry=registry,
        counterparts=load_counterparts(),
        decisions=decisions,
    )


def trace_report(traced: TracedPlan, output_format: str, lang: Lang, *, width: int = 80) -> bytes:
    """The trace as "text" (UTF-8, for a terminal of that width), "json", "html", "xlsx" or "docx"."""
    match output_format:
        case "json":
            from tdn_templates.report.trace_json import trace_json

            return trace_json(traced.trace).encode()
        case "html":
            from tdn_templates.report.trace_html import trace_html

            return trace_html(traced.trace, lang).encode()
        case "xlsx":
            from tdn_templates.excel.trace_report import trace_workbook

            return trace_workbook(traced.trace, lang)
        case "docx":
            from tdn_templates.word.trace import render_trace

            return render_trace(traced.trace, template_with(TRACE_TEMPLATE, traced.search))
        case _:
            from tdn_templates.report.trace_text import trace_text

            return trace_text(traced.trace, lang, width).encode()


def deviates(traced: TracedPlan, fail_on: str) -> bool:
    """Whether there is a deviation of this severity or worse; `fail_on` may be "never". Tasks that are missing and bind
    the unit for certain are errors; a row in doubt and a decision that was not followed are warnings."""
    found = worst(traced.trace)
    return fail_on != "never" and found is not None and found.rank <= Severity(fail_on).rank


def write_questions(traced: TracedPlan) -> Path | None:
    """Put the questions that the file of decisions does not have yet at its end, or begin it; everything in it stays.

    Where it now stands; None when there was nothing to write.
    """
    rows = traced.trace.new_questions
    if traced.decisions is None or not rows:
        return None
    about = (rows, traced.trace.unit, traced.trace.programme)
    if traced.decisions_text:
        text = with_new_questions(traced.decisions_text, traced.decisions.name, *about)
    else:
        text = new_decisions_text(*about)
    write_atomically(traced.decisions, text.encode(), overwrite=bool(traced.decisions_text))
    return traced.decisions


def _whose(source: str) -> TdnError:
    return TdnError(
        f"Không rõ kế hoạch trong tệp “{source}” của đơn vị nào.",
        f'Whose plan "{source}" holds is not clear.',
        hint_vi='Thêm --unit, ví dụ --unit "Tỉnh Bình Định".',
        hint_en='Add --unit, such as --unit "Tỉnh Bình Định".',
    )
