"""Say where each word of a row comes from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tdn_templates.api.lookup import find_unit
from tdn_templates.api.merging import target_list
from tdn_templates.api.validating import ReportProgress, Validation, prepare, validate_with
from tdn_templates.core.conflicts import find_conflicts
from tdn_templates.core.conflicts.decide import decided
from tdn_templates.core.conflicts.stances import AgencyWords
from tdn_templates.core.conflicts.three_way import Comparison
from tdn_templates.core.explain import explain as explain_row
from tdn_templates.core.merge import consolidate
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.errors import TdnError
from tdn_templates.files.search_path import own_first
from tdn_templates.files.text_file import read_utf8
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME
from tdn_templates.load.lists import Lists
from tdn_templates.load.merge_decisions import read_merge_decisions
from tdn_templates.model.consolidation import Consolidation
from tdn_templates.model.explanation import Explanation
from tdn_templates.model.words import Lang, State


@dataclass(frozen=True, slots=True)
class Explained:
    """`rulebook` words the findings."""

    explanation: Explanation
    rulebook: Rulebook


def explain(
    number: str,
    paths: Sequence[Path],
    *,
    programme: Lists = DEFAULT_PROGRAMME,
    to: str | None = None,
    unit: str | None = None,
    settings: Path | None = None,
    register: Path | None = None,
    decisions: Path | None = None,
    templates: Path | None = None,
    as_of: date | None = None,
    report_progress: ReportProgress | None = None,
    jobs: int | None = None,
    store: Path | None = None,
    that_count: Callable[[Validation], Validation] | None = None,
) -> Explained:
    """Every return's row about the task of that number in the list the returns merge into: what was issued, what the
    unit wrote, what stands, with file, sheet, cell and hash.

    With `unit` the number may also be one of that unit's own plan. `decisions` is a file of decisions of `merge`, all
    else that of `merge`. Faulty returns count as in a draft. Raises TdnError for a number that neither
    the list nor a return has, and where no return can be read.
    """
    checking = prepare(programme, settings=settings, register=register, search=own_first(templates), as_of=as_of)
    validation = validate_with(paths, checking, report_progress, jobs=jobs, store=store)
    validation = that_count(validation) if that_count is not None else validation
    readable = [verdict for verdict in validation.verdicts if verdict.state is not State.REJECTED]
    if not readable:
        raise TdnError(
            "Không có bản nộp nào đọc được.",
            "None of the returns can be read.",
            hint_vi="Xem vì sao bằng tdn validate.",
            hint_en="See why with tdn validate.",
        )
    known = checking.known.of(verdict.submission.stamp for verdict in validation.verdicts)
    submitted = consolidate(validation.verdicts, known, target_list(readable, known, to), draft=True)
    read = read_merge_decisions(read_utf8(decisions), decisions.name, submitted.programme) if decisions else ()
    words = AgencyWords(known.registry)
    result = decided(submitted, find_conflicts(submitted, known, words), read)
    compared = Comparison(result.merged, submitted, words)
    whose = find_unit(known.registry, unit) if unit is not None else None
    found = explain_row(number.strip().rstrip("."), result.merged, compared, result.conflicts, whose)
    if found.task is None and not found.rows:
        raise _no_such_number(number, submitted)
    return Explained(found, checking.rulebook)


def explanation_report(explained: Explained, output_format: str, lang: Lang, *, width: int = 80) -> str:
    """The explanation as "text", for a terminal of that width, or "json"."""
    from tdn_templates.report.explanation import explanation_json, explanation_text

    if output_format == "json":
        return explanation_json(explained.explanation, explained.rulebook)
    return explanation_text(explained.explanation, explained.rulebook, lang, width)


def _no_such_number(number: str, merged: Consolidation) -> TdnError:
    numbers = [task.number for task in merged.programme.tasks]
    group = number.partition(".")[0]
    near = ", ".join([each for each in numbers if each.partition(".")[0] == group][:12] or numbers[:12])
    return TdnError(
        f"Không có nhiệm vụ số “{number}” trong danh mục {merged.programme.code}.",
        f'There is no task "{number}" in the list {merged.programme.code}.',
        hint_vi=f"Các số có trong danh mục: {near}. Số trong kế hoạch của một đơn vị thì thêm --unit TÊN.",
        hint_en=f"Numbers of the list: {near}. For a number of a unit's own plan add --unit NAME.",
    )
