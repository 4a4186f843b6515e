"""`tdn letter request | remind | head`"""

from datetime import date
from pathlib import Path

import click

from tdn_templates.cli.options import (
    as_of_option,
    force_option,
    lang_option,
    programme_option,
    say_used,
    show_files_option,
    templates_option,
    typed_day,
)
from tdn_templates.cli.typed_text import as_unicode

_FILE = click.Path(dir_okay=False, path_type=Path)

_head_option = click.option(
    "--head", type=_FILE, metavar="TỆP", help="Phần đầu, phần cuối công văn (YAML; xem tdn letter head). | Letterhead."
)
_form_option = click.option("--form", default="plan", show_default=True, help="Mẫu biểu. | Form.")
_output_option = click.option(
    "-o", "--output", type=_FILE, required=True, metavar="TỆP.docx", help="Tệp Word cần ghi. | The Word file to write."
)


@click.group("letter")
def command() -> None:
    """Công văn của đợt báo cáo: đề nghị gửi, đôn đốc; thể thức theo Nghị định số 30/2020/NĐ-CP.

    The letters of a round: ask for returns, remind those who are late.
    """


@command.command("request")
@click.argument("units", nargs=-1, type=as_unicode, metavar="[ĐƠN VỊ]...")
@click.option(
    "--all-in",
    type=click.Choice(["ministries", "provinces", "press", "all"]),
    help="Mọi đơn vị của một khối. | All units of a set.",
)
@_form_option
@click.option(
    "--deadline", type=typed_day, metavar="d/m/yyyy", required=True, help="Hạn gửi. | The last day for returns."
)
@_head_option
@programme_option
@as_of_option
@templates_option
@show_files_option
@_output_option
@force_option
@lang_option
def request_command(
    units: tuple[str, ...],
    all_in: str | None,
    form: str,
    deadline: date,
    head: Path | None,
    programme: str | tuple[str, ...],
    as_of: date | None,
    templates: Path | None,
    show_files: bool,
    output: Path,
    force: bool,
    lang: str,
) -> None:
    """Công văn đề nghị các ĐƠN VỊ gửi kế hoạch, báo cáo theo biểu mẫu. | Ask units for their returns.

    \b
      tdn letter request --all-in provinces --deadline 30/11/2026
        --head co-quan.yaml -o cong-van.docx
    """
    from tdn_templates import api

    letter = api.write_request_letter(
        units,
        output,
        deadline=deadline,
        all_in=all_in,
        form=form,
        head=head,
        programme=programme,
        templates=templates,
        as_of=as_of,
        force=force,
    )
    if show_files:
        say_used(api.template_files(["cong-van.docx"], templates))
    click.echo(as_unicode(output))
    recipients = "; ".join(letter.recipients)
    click.echo(f"Kính gửi: {recipients}." if lang == "vi" else f"Addressed to: {recipients}.")


@command.command("remind")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[ĐƯỜNG DẪN]...")
@click.option(
    "--register", type=_FILE, required=True, metavar="TỆP", help="Sổ phát hành (so-phat-hanh.jsonl). | Register."
)
@_form_option
@click.option(
    "--deadline", type=typed_day, metavar="d/m/yyyy", help="Hạn gửi; quá hạn thì ghi số ngày. | The deadline."
)
@click.option(
    "--on",
    type=typed_day,
    metavar="d/m/yyyy",
    help="Ngày tính số liệu; mặc định là hôm nay. | Day counted to; today by default.",
)
@_head_option
@programme_option
@as_of_option
@templates_option
@show_files_option
@_output_option
@force_option
@lang_option
def remind_command(
    paths: tuple[Path, ...],
    register: Path,
    form: str,
    deadline: date | None,
    on: date | None,
    head: Path | None,
    programme: str | tuple[str, ...],
    as_of: date | None,
    templates: Path | None,
    show_files: bool,
    output: Path,
    force: bool,
    lang: str,
) -> None:
    """Công văn đôn đốc: ai đã gửi, ai chưa gửi, bản nộp nào cần sửa. | Remind those who are late.

    ĐƯỜNG DẪN là các bản nộp đã nhận, tệp hoặc thư mục; bỏ qua nếu chưa nhận được bản nào.

    PATHS are the returns received; leave them out if there are none.

    \b
      tdn letter remind nhan-ve --register gui-di/so-phat-hanh.jsonl
        --deadline 30/11/2026 -o don-doc.docx
    """
    from tdn_templates import api
    from tdn_templates.cli.progress import progress_on_terminal

    with progress_on_terminal() as report_progress:
        reminded = api.write_reminder_letter(
            paths,
            output,
            register=register,
            deadline=deadline,
            on=on,
            form=form,
            head=head,
            programme=programme,
            templates=templates,
            as_of=as_of,
            force=force,
            report_progress=report_progress,
        )
    if show_files:
        say_used(api.template_files(["don-doc.docx"], templates))
    click.echo(as_unicode(output))
    letter = reminded.letter
    sent, asked, missing, faulty = letter.units_received, letter.units_asked, len(letter.missing), len(letter.faulty)
    if lang == "vi":
        click.echo(f"{sent}/{asked} đơn vị đã gửi, {missing} chưa gửi, {faulty} bản nộp cần sửa.")
    else:
        click.echo(f"{sent} of {asked} units have reported, {missing} have not, {faulty} return(s) need correction.")
    for name in reminded.left_out:
        click.echo(f"Không đưa vào công văn / Not in the letter: {name}", err=True)


@command.command("head")
@click.option("-o", "--output", type=_FILE, metavar="TỆP.yaml", help="Ghi vào tệp này. | Write it to this file.")
@force_option
def head_command(output: Path | None, force: bool) -> None:
    """Tệp mẫu phần đầu, phần cuối công văn để điền. | An example of a letterhead file, to fill in.

    \b
      tdn letter head -o co-quan.yaml
    """
    from tdn_templates import api

    example = api.letterhead_example()
    if output is None:
        click.echo(example, nl=False)
        return
    api.write_report(output, example.encode("utf-8"), force=force)
    click.echo(as_unicode(output))
