"""Reports of a validation, for people and for programs."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from tdn_templates.api.validating import Validation
from tdn_templates.core.since import Since, compare_since
from tdn_templates.files.safe_write import write_atomically
from tdn_templates.files.text_file import read_utf8
from tdn_templates.model.words import Lang


def validation_report(
    validation: Validation, output_format: str, lang: Lang, *, since: Path | None = None, width: int = 80
) -> bytes:
    """The report as "text" (UTF-8, for a terminal of that width), "json", "html" or "xlsx".

    `since` is an earlier JSON report; the new one then says what was fixed, what is still there and what is new.
    Raises TdnError for a file that is no such report.
    """
    past = _since(validation, since) if since is not None else None
    verdicts, batch, rulebook, missing = (
        validation.verdicts,
        validation.batch_findings,
        validation.rulebook,
        validation.missing,
    )
    match output_format:
        case "json":
            from tdn_templates.report.json import validation_json_pieces

            return _in_bytes(validation_json_pieces(verdicts, batch, rulebook, lang, missing=missing, since=past))
        case "html":
            from tdn_templates.report.html import validation_html_pieces

            return _in_bytes(validation_html_pieces(verdicts, batch, rulebook, lang, missing=missing, since=past))
        case "xlsx":
            from tdn_templates.excel.validation_report import validation_workbook

            return validation_workbook(verdicts, batch, rulebook, lang, missing=missing, since=past)
        case _:
            from tdn_templates.report.text import validation_text

            return validation_text(verdicts, batch, rulebook, lang, width, missing=missing, since=past).encode()


def _in_bytes(pieces: Iterable[str]) -> bytes:
    """The report of a large round is held once, and never as text."""
    report = BytesIO()
    for piece in pieces:
        report.write(piece.encode())
    return report.getvalue()


def write_report(path: Path, report: bytes, *, force: bool) -> None:
    """Raises TdnError when the file exists and `force` is not set."""
    write_atomically(path, report, overwrite=force)


def _since(validation: Validation, file: Path) -> Since:
    previous = read_utf8(
        file,
        hint_vi="Ghi báo cáo bằng --format json -o TỆP.",
        hint_en="Write the report with --format json -o FILE.",
    )
    return compare_since(previous, validation.verdicts, validation.batch_findings)
