"""`tdn templates list | copy NAME... -o FOLDER | check FILE|FOLDER...`"""

from pathlib import Path

import click

from tdn_templates.cli.options import force_option, lang_option, templates_option, terminal_width
from tdn_templates.cli.typed_text import as_unicode

_MOST_SHOWN = 50


@click.group("templates")
def command() -> None:
    """Mẫu Word và biểu mẫu Excel: liệt kê, chép ra để sửa, kiểm tra mẫu đã sửa.

    Word templates and workbook layouts: list them, copy them to change, check changed ones.
    """


@command.command("list")
@templates_option
@lang_option
def list_all(templates: Path | None, lang: str) -> None:
    """Mọi mẫu, dùng để làm gì, tệp nào được dùng. | Every template, what for, and the file used."""
    from tdn_templates import api
    from tdn_templates.model.words import Lang
    from tdn_templates.report.templates import templates_table

    found = api.list_templates(templates)
    rows = [(item.file.name, item.purpose, as_unicode(item.file.path), item.file.is_own) for item in found.templates]
    click.echo(templates_table(rows, Lang(lang), width=terminal_width()))
    for path in found.unused:
        click.echo(f"Không có mẫu tên này / No template of this name: {as_unicode(path)}", err=True)


@command.command("copy")
@click.argument("names", nargs=-1, required=True, type=as_unicode, metavar="TÊN...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="THƯ MỤC",
    help="Nơi chép mẫu. | Where the copies go.",
)
@force_option
def copy(names: tuple[str, ...], output: Path, force: bool) -> None:
    """Chép mẫu có sẵn ra để sửa, kèm danh sách các trường được dùng. | Copy templates to change, with their fields."""
    from tdn_templates import api

    for path in api.copy_templates(names, output, force=force):
        click.echo(as_unicode(path))


@command.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="ĐƯỜNG DẪN...")
@lang_option
def check(paths: tuple[Path, ...], lang: str) -> int:
    """Kiểm tra mẫu đã sửa: trường lạ, trường thiếu, vòng lặp hỏng, kèm tên gần đúng. | Check changed templates.

    Mã thoát / exit code: 0 dùng được, 1 có lỗi, 2 không chạy được.
    """
    from tdn_templates import api
    from tdn_templates.cli.exit_codes import FINDINGS, FINE
    from tdn_templates.core.wording import SEVERITY_WORDS
    from tdn_templates.model.words import Lang

    checked = api.check_templates(paths)
    for item in checked:
        for complaint in item.complaints[:_MOST_SHOWN]:
            severity = SEVERITY_WORDS[complaint.severity].in_lang(Lang(lang))
            click.echo(as_unicode(f"{severity}: {complaint.words.sentence(Lang(lang))}"))
        if len(item.complaints) > _MOST_SHOWN:
            more = len(item.complaints) - _MOST_SHOWN
            click.echo(f"… và {more} lỗi nữa." if lang == "vi" else f"… and {more} more.")
        if not item.complaints:
            fine = "dùng được." if lang == "vi" else "can be used."
            click.echo(f"{as_unicode(item.path.name)}: {fine}")
    return FINDINGS if any(item.has_errors for item in checked) else FINE
