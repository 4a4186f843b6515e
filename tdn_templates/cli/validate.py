"""`tdn validate`"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tdn_templates.cli.in_round import is_whole, near, returns_argument, round_option
from tdn_templates.cli.options import (
    Reading,
    as_of_option,
    fail_on_option,
    force_option,
    format_option,
    lang_option,
    need_file_for,
    programme_option,
    reading_options,
    register_option,
    say_used,
    settings_option,
    show_files_option,
    templates_option,
    terminal_width,
)

if TYPE_CHECKING:
    from tdn_templates.api import RoundFolder, Validation
    from tdn_templates.model.words import Lang

_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("validate")
@returns_argument
@programme_option
@format_option("text", "json", "html", "xlsx", text="Dạng báo cáo. | Kind of report.")
@click.option("-o", "--output", type=_FILE, metavar="TỆP", help="Ghi báo cáo vào tệp này. | Write the report here.")
@click.option(
    "--mark", "mark_folder", type=_FOLDER, metavar="THƯ MỤC", help="Trả lại bản nộp có đánh dấu lỗi. | Marked copies."
)
@click.option(
    "--since", type=_FILE, metavar="TỆP", help="Báo cáo JSON lần trước: đã sửa, còn, mới. | Last JSON report."
)
@register_option
@settings_option
@click.option("--rules", "own_rules", type=_FOLDER, metavar="THƯ MỤC", help="Quy tắc riêng (YAML). | Own rules.")
@click.option("--unit", metavar="TÊN", help="Đơn vị của tệp đã mất dấu nhận dạng. | Whose a file without stamp is.")
@round_option
@as_of_option
@templates_option
@show_files_option
@reading_options
@force_option
@lang_option
@fail_on_option("Mức làm mã thoát bằng 1. | Severity from which the exit code is 1.")
@click.pass_obj
def command(
    found: "RoundFolder | None",
    paths: tuple[Path, ...],
    programme: str | tuple[str, ...],
    output_format: str,
    output: Path | None,
    mark_folder: Path | None,
    since: Path | None,
    register: Path | None,
    settings: Path | None,
    own_rules: Path | None,
    unit: str | None,
    as_of: date | None,
    templates: Path | None,
    show_files: bool,
    reading: Reading,
    force: bool,
    lang: str,
    fail_on: str,
) -> int:
    """Kiểm tra các bản nộp: tệp hoặc thư mục. Nêu mọi lỗi, đúng ô, kèm cách sửa.

    Check returns, files or folders: every fault at its cell, with the remedy.

    Trong thư mục của một đợt (tdn init): đọc inbox/, ghi báo cáo vào reports/ và bản có đánh dấu vào to-return/.

    In the folder of a round: reads inbox/, writes reports/ and marked copies in to-return/.

    Mã thoát / exit code: 0 không có lỗi, 1 có lỗi, 2 không chạy được.
    """
    from tdn_templates import api
    from tdn_templates.cli.progress import progress_on_terminal
    from tdn_templates.model.words import Lang

    need_file_for(output_format, output, files_only=("xlsx",))
    with progress_on_terminal(reading.progress, quiet=reading.quiet) as report_progress:
        result = api.validate(
            paths,
            programme=programme,
            own_rules=own_rules,
            settings=settings,
            register=register,
            unit=unit,
            templates=templates,
            as_of=as_of,
            report_progress=report_progress,
            jobs=reading.jobs,
            store=reading.store,
        )
    check = api.standing_of(found, result, api.today()) if found is not None and is_whole(found, paths) else None
    result = check.current if check is not None else result
    if show_files:
        say_used(result.checking.form_files)
    _show(api.validation_report(result, output_format, Lang(lang), since=since, width=terminal_width()), output, force)
    if check is not None:
        for path in api.write_round_reports(check, Lang(lang)).files:
            click.echo(near(path), err=True)
    if mark_folder is not None:
        _mark(result, mark_folder, Lang(lang), force=force)
    return _end(result, fail_on)


def _show(report: bytes, output: Path | None, force: bool) -> None:
    """On the screen, or in a file whose name is said instead."""
    from tdn_templates import api

    if output is None:
        click.echo(report.decode())
        return
    api.write_report(output, report, force=force)
    click.echo(output)


def _mark(result: "Validation", folder: Path, lang: "Lang", *, force: bool) -> None:
    from tdn_templates import api
    from tdn_templates.core.wording import quoted

    marked = api.mark(result, folder, lang=lang, force=force)
    for path in marked.files:
        click.echo(path, err=True)
    for path in marked.not_marked:
        click.echo(f"Không đánh dấu được / Not marked: {quoted(path.name)}", err=True)


def _end(result: "Validation", fail_on: str) -> int:
    """What could not be read is said last; the exit code."""
    from tdn_templates.cli.complaints import complain_of_unreadable
    from tdn_templates.cli.exit_codes import exit_code
    from tdn_templates.core.wording import quoted

    for path in result.skipped:
        click.echo(f"Bỏ qua / Skipped: {quoted(path.name)}", err=True)
    if result.nothing_readable:
        complain_of_unreadable(result)
    return exit_code(result, fail_on)
