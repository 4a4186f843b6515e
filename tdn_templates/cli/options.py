"""Options that several commands share."""

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tdn_templates.cli.typed_text import as_unicode
from tdn_templates.core.date_words import read_any_day, read_day

if TYPE_CHECKING:
    from tdn_templates.files.search_path import FoundFile
    from tdn_templates.load.lists import Lists


def _one_or_several(context: click.Context, parameter: click.Parameter, names: tuple[str, ...]) -> "Lists":
    return names[0] if len(names) == 1 else names


programme_option = click.option(
    "--programme",
    default=("nq47-2024",),
    show_default="nq47-2024",
    multiple=True,
    callback=_one_or_several,
    metavar="MÃ|TỆP",
    help="Chương trình: mã có sẵn, tệp YAML hoặc thư mục; nêu nhiều lần được. | "
    "Programme: a code at hand, a YAML file or a folder; may be given several times.",
)
lang_option = click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    default="vi",
    show_default=True,
    help="Ngôn ngữ của kết quả. | Language of the messages.",
)
force_option = click.option("--force", is_flag=True, help="Ghi đè tệp đã có. | Overwrite existing files.")

templates_option = click.option(
    "--templates",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="THƯ MỤC",
    help="Mẫu, biểu mẫu, danh mục đơn vị riêng của cơ quan. | Own templates, forms, units.",
)
show_files_option = click.option(
    "--show-files", is_flag=True, help="Cho biết mẫu và biểu mẫu nào được dùng. | Say which templates were used."
)


def say_used(files: "Iterable[FoundFile]") -> None:
    """What --show-files shows, beside the results."""
    for file in files:
        click.echo(f"Mẫu dùng / Template used: {as_unicode(file.name)} <- {as_unicode(file.path)}", err=True)


def terminal_width() -> int:
    """Columns of the terminal, 80 at most when it is not one; never under 40."""
    return max(40, min(shutil.get_terminal_size((80, 24)).columns, 120))


def typed_day(text: str) -> date:
    """The type of an option that takes a day as d/m/yyyy."""
    day = read_day(text)
    if day is None:
        raise click.BadParameter(
            f"“{text}” không phải ngày dạng d/m/yyyy. | Not a day as d/m/yyyy, such as 30/11/2026."
        )
    return day


def typed_or_iso_day(text: str) -> date:
    """As `typed_day`; yyyy-mm-dd will do too."""
    return read_any_day(text) or typed_day(text)


as_of_option = click.option(
    "--as-of",
    type=typed_or_iso_day,
    metavar="d/m/yyyy",
    help="Đơn vị, tên và nhiệm vụ kế thừa của ngày này. | Units, names, inherited tasks of that day.",
)


jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Số tiến trình; mặc định là số lõi máy. | Processes; one on each core by default.",
)
store_option = click.option(
    "--store",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="THƯ MỤC",
    help="Giữ kết quả đọc ở đây; tệp không đổi thì lần sau không đọc lại. | "
    "Keep what was read: unchanged files are not read again.",
)
progress_option = click.option(
    "--progress",
    type=click.Choice(["auto", "bar", "log", "none"]),
    default="auto",
    show_default=True,
    help="Tiến độ: thanh trên màn hình, hoặc mỗi 10 % một dòng. | A bar on a terminal, or a line for each 10 %.",
)
quiet_option = click.option("--quiet", is_flag=True, help="Không báo tiến độ. | No progress.")
