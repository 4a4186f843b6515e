"""`tdn init`"""

from datetime import date
from pathlib import Path

import click

from tdn_templates.cli.options import as_of_option, force_option, lang_option, templates_option, typed_day
from tdn_templates.cli.typed_text import as_unicode


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path), metavar="THƯ MỤC")
@click.option(
    "--units",
    multiple=True,
    type=as_unicode,
    metavar="AI",
    help="all, ministries, provinces, press; tên (ngăn bằng “;”); tệp .xlsx, .csv; thư mục một đợt khác. Nêu nhiều lần "
    "được. | Sets, names, a list in a file, another round; may be given several times.",
)
@click.option("--of", metavar="ĐƠN VỊ", help="Các đơn vị trực thuộc của đơn vị này. | Departments of this unit.")
@click.option(
    "--deadline", type=typed_day, required=True, metavar="d/m/yyyy", help="Hạn gửi. | The last day for returns."
)
@click.option(
    "--programme",
    default="nq47-2024",
    show_default=True,
    metavar="MÃ|TỆP",
    help="Chương trình: mã có sẵn, hoặc tệp YAML sẽ chép vào đợt. | A code, or a file to be copied in.",
)
@click.option("--form", default="plan", show_default=True, help="Mẫu: plan, registration, progress. | Form.")
@click.option("--year", type=int, metavar="NĂM", help="Năm của mẫu lập theo năm. | Year of a yearly form.")
@click.option("--closing", type=typed_day, metavar="d/m/yyyy", help="Ngày khóa sổ. | Nothing is taken after this day.")
@click.option("--issuer", type=as_unicode, default="", metavar="TÊN", help="Cơ quan tổ chức đợt. | Who runs the round.")
@click.option("--title", type=as_unicode, default="", metavar="TÊN", help="Tên của đợt. | Title of the round.")
@click.option("--letter-number", type=as_unicode, default="", metavar="SỐ", help="Số công văn. | Number of the letter.")
@click.option("--letter-date", type=typed_day, metavar="d/m/yyyy", help="Ngày công văn. | Date of the letter.")
@click.option(
    "--head",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP",
    help="Phần đầu, phần cuối công văn (YAML; xem tdn letter head). | Letterhead.",
)
@as_of_option
@templates_option
@force_option
@lang_option
def command(
    folder: Path,
    units: tuple[str, ...],
    of: str | None,
    deadline: date,
    programme: str,
    form: str,
    year: int | None,
    closing: date | None,
    issuer: str,
    title: str,
    letter_number: str,
    letter_date: date | None,
    head: Path | None,
    as_of: date | None,
    templates: Path | None,
    force: bool,
    lang: str,
) -> None:
    """Lập một đợt báo cáo: THƯ MỤC với tệp round.yaml; trong đó generate, validate, status, remind, merge không cần
    thêm tùy chọn nào.

    Begin a round: a folder with round.yaml, in which generate, validate, status, remind and merge need no options.

    \b
      tdn init dot-2026 --units provinces --deadline 30/11/2026
      tdn init dot-bo --of "Bộ Tài chính" --programme bo.programme.yaml
        --form registration --deadline 15/12/2026
    """
    from tdn_templates import api

    begun = api.init_round(
        folder,
        deadline=deadline,
        units=units,
        of=of,
        programme=programme,
        form=form,
        year=year,
        as_of=as_of,
        closing=closing,
        issuer=issuer,
        letter_number=letter_number,
        letter_date=letter_date,
        title=title,
        head=head,
        templates=templates,
        force=force,
    )
    click.echo(as_unicode(folder / "round.yaml"))
    count = len(begun.units)
    if lang == "vi":
        click.echo(f"Đợt có {count} đơn vị. Việc tiếp theo: vào thư mục {as_unicode(folder)}, chạy tdn generate.")
    else:
        click.echo(f"The round has {count} unit(s). Next: go to {as_unicode(folder)} and run tdn generate.")
