"""`tdn merge`"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

import click

from tdn_templates.cli.in_round import is_whole, near, returns_argument, round_option
from tdn_templates.cli.options import (
    Reading,
    as_of_option,
    force_option,
    lang_option,
    programme_option,
    reading_options,
    register_option,
    say_used,
    settings_option,
    show_files_option,
    templates_option,
    terminal_width,
)
from tdn_templates.cli.typed_text import as_unicode

if TYPE_CHECKING:
    from tdn_templates.api import Merged, RoundFolder, Validation
    from tdn_templates.model.words import Lang, Wording


@click.command("merge")
@returns_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="THƯ MỤC",
    help="Nơi ghi phu-luc.docx, tong-hop.xlsx và tong-hop.html. | Where the annex, workbook and page go.",
)
@click.option("--to", metavar="MÃ", help="Danh mục cấp trên để xếp các dòng vào. | List above to place the rows under.")
@click.option("--draft", is_flag=True, help="Tổng hợp cả bản còn lỗi, có đánh dấu. | Merge faulty returns too, marked.")
@click.option(
    "--columns",
    type=click.Choice(["5", "7"]),
    help="Số cột của phụ lục một đơn vị; mặc định 7 cho bộ, 5 cho tỉnh. | Columns of one unit's annex.",
)
@click.option(
    "--head",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP",
    help="Phần đầu, cuối của báo cáo (YAML). | Letterhead of a progress report.",
)
@click.option(
    "--use",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="TỆP",
    help="Bản được dùng khi một đơn vị nộp nhiều bản. | The return to take when a unit sent several.",
)
@settings_option
@register_option
@click.option(
    "--previous",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="ĐƯỜNG DẪN",
    help="Bản nộp của đợt trước, để so sánh. | Returns of the round before, to compare with.",
)
@click.option(
    "--decisions",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP",
    help="Tệp quyết định về xung đột; xung đột mới được ghi thêm vào. | Decisions about conflicts; new ones are added.",
)
@programme_option
@round_option
@as_of_option
@templates_option
@show_files_option
@reading_options
@force_option
@lang_option
@click.pass_obj
def command(
    found: "RoundFolder | None",
    paths: tuple[Path, ...],
    output: Path,
    to: str | None,
    draft: bool,
    columns: str | None,
    head: Path | None,
    use: tuple[Path, ...],
    settings: Path | None,
    register: Path | None,
    previous: tuple[Path, ...],
    decisions: Path | None,
    programme: str | tuple[str, ...],
    as_of: date | None,
    templates: Path | None,
    show_files: bool,
    reading: Reading,
    force: bool,
    lang: str,
) -> int:
    """Tổng hợp các bản nộp thành một phụ lục Word và một bảng Excel.

    Merge returns into one Word annex and one workbook. Returns with errors are refused unless --draft.

    Trong thư mục của một đợt (tdn init): bản được tính của mỗi đơn vị, kết quả ở merged/. | In the folder of a round:
    the return that counts of each unit, into merged/.
    """
    from tdn_templates import api
    from tdn_templates.cli.progress import progress_on_terminal
    from tdn_templates.model.words import Lang

    with progress_on_terminal(reading.progress, quiet=reading.quiet) as report_progress:
        merged = api.merge(
            paths,
            output,
            programme=programme,
            to=to,
            draft=draft,
            columns=int(columns) if columns else None,
            head=head,
            use=use,
            settings=settings,
            register=register,
            decisions=decisions,
            previous=previous,
            templates=templates,
            as_of=as_of,
            force=force,
            lang=Lang(lang),
            report_progress=report_progress,
            jobs=reading.jobs,
            store=reading.store,
            that_count=api.counting_in(found) if found is not None and is_whole(found, paths) else None,
        )
    if show_files:
        say_used(merged.used_files)
    if not merged.files:
        return _refuse(merged.validation, Lang(lang))
    return _say_merged(merged, Lang(lang), near if found is not None else as_unicode)


def _refuse(validation: "Validation", lang: "Lang") -> int:
    """Why nothing was merged; the exit code."""
    from tdn_templates.cli.complaints import complain_of_unreadable
    from tdn_templates.cli.exit_codes import COULD_NOT_RUN, FINDINGS
    from tdn_templates.report.text import validation_text

    verdicts, batch = validation.verdicts, validation.batch_findings
    click.echo(validation_text(verdicts, batch, validation.rulebook, lang, terminal_width()))
    if validation.nothing_readable:
        complain_of_unreadable(validation)
        return COULD_NOT_RUN
    click.echo(_refusal(validation).in_lang(lang), err=True)
    return FINDINGS


def _say_merged(merged: "Merged", lang: "Lang", path_words: Callable[[Path], str]) -> int:
    """What came of it, the files as `path_words` writes them; the exit code."""
    from tdn_templates.report.text import findings_text

    validation, width = merged.validation, terminal_width()
    said = (*validation.batch_findings, *merged.findings)
    if said:
        click.echo(findings_text(said, validation.rulebook, lang, width))
    _say_conflicts(merged, lang, width)
    _say_earlier(merged, lang, width)
    for path in merged.files:
        click.echo(path_words(path))
    _say_totals(merged, lang, width)
    return _say_count(validation, lang)


def _say_totals(merged: "Merged", lang: "Lang", width: int) -> None:
    from tdn_templates.core.totals import totals_of
    from tdn_templates.core.totals_words import totals_sentence

    if merged.consolidation is not None and len(merged.consolidation.parts) > 1:
        totals = totals_sentence(totals_of(merged.consolidation), merged.consolidation, lang)
        click.echo(fill(totals, width, subsequent_indent="  ", break_on_hyphens=False))


def _say_count(validation: "Validation", lang: "Lang") -> int:
    from tdn_templates.cli.exit_codes import FINDINGS, FINE
    from tdn_templates.core.wording import quoted
    from tdn_templates.model.words import State, Wording

    left_out = [verdict for verdict in validation.verdicts if verdict.state is State.REJECTED]
    count = len(validation.verdicts) - len(left_out)
    click.echo(Wording(f"Đã tổng hợp {count} bản nộp.", f"{count} return(s) merged.").in_lang(lang))
    for verdict in left_out:
        click.echo(f"Không tổng hợp được / Left out: {quoted(verdict.submission.source.name)}", err=True)
    return FINDINGS if left_out else FINE


def _say_conflicts(merged: "Merged", lang: "Lang", width: int) -> None:
    from tdn_templates.report.conflicts import conflicts_text

    if merged.settling is None:
        return
    detailed = merged.settling.file is not None
    text = conflicts_text(merged.settling.untold, merged.settling.result.unfitting, lang, width, detailed=detailed)
    if text:
        click.echo(text)
    if merged.asked is not None:
        click.echo(f"Xung đột cần quyết định / Conflicts to decide: → {as_unicode(merged.asked)}", err=True)


def _say_earlier(merged: "Merged", lang: "Lang", width: int) -> None:
    if merged.earlier is None:
        return
    click.echo(merged.earlier.text(lang, width))
    for source in merged.earlier.unread:
        name = as_unicode(source.name)
        click.echo(f"Không đọc được bản nộp đợt trước / Not read, of the round before: {name}", err=True)


def _refusal(validation: "Validation") -> "Wording":
    from tdn_templates.model.words import Severity, Wording

    if any(finding.severity is Severity.ERROR for finding in validation.batch_findings):
        return Wording(
            "Chưa tổng hợp: hãy chọn bản được dùng bằng --use TỆP.",
            "Nothing was merged: choose the return to take with --use FILE.",
        )
    return Wording(
        "Chưa tổng hợp: hãy sửa các lỗi trên, hoặc dùng --draft để lập bản dự thảo có đánh dấu.",
        "Nothing was merged: mend the errors above, or use --draft for a marked draft.",
    )
