"""`tdn generate`"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tdn_templates.cli.in_round import near, round_option
from tdn_templates.cli.options import (
    Reading,
    as_of_option,
    force_option,
    lang_option,
    programme_option,
    say_used,
    show_files_option,
    templates_option,
    terminal_width,
    working_options,
)
from tdn_templates.cli.typed_text import as_unicode

if TYPE_CHECKING:
    from tdn_templates.api import Generated, RoundFolder
    from tdn_templates.model.words import Lang

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("generate")
@click.argument("units", nargs=-1, type=as_unicode, metavar="[ĐƠN VỊ]...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="THƯ MỤC",
    help="Nơi ghi các tệp. | Where the files go.",
)
@click.option(
    "--all-in",
    type=click.Choice(["ministries", "provinces", "press", "all", "departments"]),
    help="Mọi đơn vị của một khối; departments: thuộc chủ danh mục. | Units of a set, or of the list's owner.",
)
@click.option("--of", metavar="ĐƠN VỊ", help="Các đơn vị trực thuộc của đơn vị này. | Departments of this unit.")
@programme_option
@click.option("--form", default="plan", show_default=True, help="Mẫu: plan, registration, progress. | Form.")
@click.option("--year", type=int, metavar="NĂM", help="Năm của mẫu lập theo năm. | Year of a yearly form.")
@click.option("--plan", type=_FILE, metavar="TỆP", help="Kế hoạch đã nộp để điền sẵn. | Returned plan to prefill from.")
@click.option("--draft", is_flag=True, help="Dùng cả kế hoạch còn lỗi. | Take a plan with faults too.")
@click.option("--rules", "own_rules", type=_FOLDER, metavar="THƯ MỤC", help="Quy tắc riêng (YAML). | Own rules.")
@click.option("--zip", "zipped", is_flag=True, help="Trong đợt: nén các tệp của từng đơn vị. | A zip for each unit.")
@round_option
@as_of_option
@templates_option
@show_files_option
@working_options
@force_option
@lang_option
@click.pass_obj
def command(
    found: "RoundFolder | None",
    units: tuple[str, ...],
    output: Path,
    all_in: str | None,
    of: str | None,
    programme: str | tuple[str, ...],
    form: str,
    year: int | None,
    plan: Path | None,
    draft: bool,
    own_rules: Path | None,
    zipped: bool,
    as_of: date | None,
    templates: Path | None,
    show_files: bool,
    reading: Reading,
    force: bool,
    lang: str,
) -> None:
    """Tạo biểu mẫu Excel điền sẵn và phụ lục Word cho từng ĐƠN VỊ (tên đầy đủ, tên tắt đều được).

    Make a prefilled workbook and a Word annex for each unit, by any of its names.

    \b
      tdn generate "Bộ Tài chính" "Tỉnh Bình Định" -o gui-di
      tdn generate --all-in provinces -o gui-di
      tdn generate --of "Bộ Tài chính" --form registration -o gui-di
      tdn generate "Bộ Tài chính" --form progress --year 2025
        --plan bo-tai-chinh.xlsx -o gui-di

    Trong thư mục của một đợt (tdn init) không cần tùy chọn nào: mọi đơn vị của đợt, kèm công văn cho từng đơn vị; tệp
    đã có và không đổi thì giữ nguyên, nên chạy lại là làm tiếp. --lang en cũng làm biểu mẫu tiếng Anh.

    In the folder of a round no options are needed: all its units, with a letter to each. What is there and unchanged is
    kept, so that a run that was stopped goes on. With --lang en the forms are English too.
    """
    from tdn_templates import api
    from tdn_templates.cli.progress import progress_on_terminal
    from tdn_templates.model.words import Lang

    in_round = api.issue_in(found, programme=programme, form=form, plan=plan, output=output, zipped=zipped)
    with progress_on_terminal(reading.progress, quiet=reading.quiet, doing="Đang tạo / Making") as report_progress:
        made = api.generate(
            api.asked_units(found, units, all_in=all_in, of=of),
            output,
            all_in=all_in,
            of=of,
            programme=programme,
            form=form,
            year=year,
            plan=plan,
            draft=draft,
            own_rules=own_rules,
            templates=templates,
            as_of=as_of,
            lang=Lang(lang),
            force=force,
            in_round=in_round,
            jobs=reading.jobs,
            report_progress=report_progress,
        )
    if show_files:
        say_used(made.used_files)
    _say(made, found, output, Lang(lang))


def _say(made: "Generated", found: "RoundFolder | None", output: Path, lang: "Lang") -> None:
    """What was made: every file where there are few, in a round how many."""
    from tdn_templates.model.words import Lang
    from tdn_templates.report.text import findings_text, generic_units_text

    if made.findings:
        click.echo(findings_text(made.findings, made.rulebook, lang, terminal_width()))
    if note := generic_units_text(made.units, lang, terminal_width()):
        click.echo(note)
    for path in made.files if found is None else ():
        click.echo(as_unicode(path))
    count, files, kept = len(made.units) - made.kept, len(made.files), made.kept
    where = near(output) if found else as_unicode(output)
    if lang is Lang.VI:
        click.echo(f"Đã tạo {files} tệp cho {count} đơn vị trong {where}.")
    else:
        click.echo(f"{files} files for {count} unit(s) written to {where}.")
    if kept:
        click.echo(f"{kept} đơn vị đã có, giữ nguyên." if lang is Lang.VI else f"{kept} unit(s) were there already.")
