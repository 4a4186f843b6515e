"""`tdn import`"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tdn_templates.cli.options import force_option, lang_option, templates_option, terminal_width, typed_day
from tdn_templates.cli.typed_text import as_unicode
from tdn_templates.core.english import with_plurals

if TYPE_CHECKING:
    from tdn_templates.model.draft import ListDraft


@click.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="TỆP")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="TỆP", help="Tệp danh mục ghi ra. | Output.")
@click.option("--review", is_flag=True, help="Liệt kê điểm cần xem lại. | List what is to be looked at.")
@click.option("--code", type=as_unicode, default="", metavar="MÃ", help="Mã danh mục. | Code of the list.")
@click.option("--prefix", type=as_unicode, default="", metavar="MÃ", help="Phần đầu mã nhiệm vụ. | Prefix of codes.")
@click.option("--title", type=as_unicode, default="", metavar="TÊN", help="Tên văn bản. | Title.")
@click.option("--reference", type=as_unicode, default="", metavar="SỐ", help="Số, ký hiệu. | Number, 47/NQ-CP.")
@click.option("--issuer", type=as_unicode, default="", metavar="CƠ QUAN", help="Cơ quan ban hành. | Issuing body.")
@click.option("--issued-on", type=typed_day, metavar="NGÀY", help="Ngày ban hành, d/m/yyyy. | Day of issue.")
@click.option("--first", type=typed_day, metavar="NGÀY", help="Ngày đầu giai đoạn. | First day of the period.")
@click.option("--last", type=typed_day, metavar="NGÀY", help="Ngày cuối giai đoạn. | Last day of the period.")
@click.option("--owner", type=as_unicode, metavar="ĐƠN VỊ", help="Kế hoạch của đơn vị nào. | Whose plan it is.")
@click.option("--table", type=click.IntRange(1), metavar="N", help="Lấy bảng thứ N. | Take table N.")
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@lang_option
@templates_option
@force_option
def command(
    file: Path,
    output: Path | None,
    review: bool,
    code: str,
    prefix: str,
    title: str,
    reference: str,
    issuer: str,
    issued_on: date | None,
    first: date | None,
    last: date | None,
    owner: str | None,
    table: int | None,
    output_format: str,
    lang: str,
    templates: Path | None,
    force: bool,
) -> None:
    """Lập danh mục nhiệm vụ từ phụ lục của một văn bản; chỗ chưa chắc được đánh dấu trong tệp.

    Make a list of tasks from the annex of a document; what is not certain is marked in the file. With --review, list
    what is to be looked at, of an annex or of a file made from one.

    \b
      tdn import phu-luc.docx -o danh-muc.programme.yaml
      tdn import --review danh-muc.programme.yaml
    """
    from tdn_templates import api
    from tdn_templates.model.draft import ImportChoices
    from tdn_templates.model.words import Lang
    from tdn_templates.report.review import review_json, review_text

    if output is None and not review:
        raise click.UsageError("Cần -o TỆP để ghi danh mục, hoặc --review. | Give -o FILE to write to, or --review.")
    choices = ImportChoices(
        code=code,
        prefix=prefix,
        title=title,
        reference=reference,
        issuer=issuer,
        issued_on=issued_on,
        first=first,
        last=last,
    )
    path: Path | None = None
    if output is None:
        draft = api.review_file(file, choices=choices, owner=owner, table=table, templates=templates)
    else:
        imported = api.import_annex(file, choices=choices, owner=owner, table=table, templates=templates)
        path = api.write_import(imported, output, force=force)
        draft = imported.draft
    if output_format == "json":
        click.echo(review_json(draft))
        return
    if path is not None:
        _say_written(path, draft)
    if review:
        click.echo(review_text(draft, lang=Lang(lang), width=terminal_width()))


def _say_written(path: Path, draft: "ListDraft") -> None:
    click.echo(as_unicode(path))
    tasks, groups, open_ = len(draft.tasks), len(draft.groups), draft.questions
    click.echo(with_plurals(f"{tasks} nhiệm vụ, {groups} nhóm. / {tasks} task(s), {groups} group(s)."))
    if open_:
        click.echo(f"{open_} điểm cần xem lại: tdn import --review TỆP. / To look at: {open_}, see --review.")
