"""What a round shows: its status in four shapes, and the reports of a check where they belong."""

from dataclasses import dataclass, replace
from pathlib import Path

from tdn_templates.api.marking import Marked, mark
from tdn_templates.api.picture import round_picture
from tdn_templates.api.reporting import validation_report, write_report
from tdn_templates.api.round_checking import RoundCheck
from tdn_templates.api.validating import Validation
from tdn_templates.files.file_names import safe_stem
from tdn_templates.model.round import RoundStatus
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Lang, State

_REPORT = "kiem-tra"
_TO_CORRECT = frozenset({State.NEEDS_CORRECTION, State.ACCEPTED_WITH_WARNINGS, State.REJECTED})
_FORMATS = ("html", "xlsx", "json")


@dataclass(frozen=True, slots=True)
class RoundReports:
    """`files` are the reports of a check; `marked` what stands in to-return/."""

    files: tuple[Path, ...]
    marked: Marked


def round_report(check: RoundCheck, output_format: str, lang: Lang, *, width: int = 80) -> bytes:
    """How a round stands: "html" is its picture (`round_picture`), the others are those of `status_report`."""
    if output_format == "html":
        return round_picture(check, lang)
    return status_report(check.status, output_format, lang, width=width)


def status_report(status: RoundStatus, output_format: str, lang: Lang, *, width: int = 80) -> bytes:
    """The status as "table" (UTF-8, for a terminal of that width), "json" or "xlsx"."""
    match output_format:
        case "json":
            from tdn_templates.report.round_json import round_json

            return round_json(status).encode()
        case "xlsx":
            from tdn_templates.excel.round_report import round_workbook

            return round_workbook(status, lang)
        case "table":
            from tdn_templates.report.round_table import round_table

            return round_table(status, lang, width).encode()
        case _:
            raise ValueError(output_format)


def write_round_reports(check: RoundCheck, lang: Lang) -> RoundReports:
    """reports/kiem-tra.html, .xlsx and .json, of all returns that no later version replaced, and in to-return/ marked
    copies of those in which there is something to correct: notes are for whoever reads the report. What earlier checks
    wrote there is overwritten."""
    folder = check.folder
    files = []
    for output_format in _FORMATS:
        path = folder.reports / f"{_REPORT}.{output_format}"
        write_report(path, validation_report(check.current, output_format, lang), force=True)
        files.append(path)
    marked = mark(_to_correct(check.counting), folder.to_return, lang=lang, force=True, named=marked_name)
    return RoundReports(tuple(files), marked)


def _to_correct(validation: Validation) -> Validation:
    both = zip(validation.verdicts, validation.paths, strict=True)
    kept = [(verdict, path) for verdict, path in both if verdict.state in _TO_CORRECT]
    return replace(validation, verdicts=tuple(one for one, _ in kept), paths=tuple(path for _, path in kept))


def marked_name(verdict: Verdict) -> str:
    """The name of the marked copy of the return that counts of a unit."""
    return f"{safe_stem(verdict.unit.slug if verdict.unit else '', 'danh-dau')}.xlsx"
