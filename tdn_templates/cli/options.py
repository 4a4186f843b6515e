"""Options that several commands share."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tdn_templates.cli.typed_text import as_unicode
from tdn_templates.core.date_words import read_any_day, read_day

if TYPE_CHECKING:
    from tdn_templates.files.search_path import FoundFile
    from tdn_templates.load.lists import Lists

Function = TypeVar("Function", bound=Callable[..., Any])
"""A command in the making, as click types its own options."""


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

settings_option = click.option(
    "--settings",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP",
    help="Mức độ và miễn trừ (YAML). | Severities and waivers.",
)
register_option = click.option(
    "--register",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP",
    help="Sổ phát hành (so-phat-hanh.jsonl). | Register of forms.",
)
result_file_option = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP",
    help="Ghi kết quả vào tệp này. | Write the result here.",
)


def format_option(*kinds: str, text: str = "Dạng kết quả. | Kind of result.") -> Callable[[Function], Function]:
    """--format, as `output_format`; the first kind is the default."""
    return click.option(
        "--format", "output_format", type=click.Choice(kinds), default=kinds[0], show_default=True, help=text
    )


def fail_on_option(text: str) -> Callable[[Function], Function]:
    return click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "note", "never"]),
        default="error",
        show_default=True,
        help=text,
    )


def need_file_for(output_format: str, output: Path | None, *, files_only: Iterable[str]) -> None:
    """Raises UsageError for a format that a terminal cannot show, without -o."""
    if output_format in files_only and output is None:
        raise click.UsageError(f"--format {output_format} cần -o TỆP. | --format {output_format} needs -o FILE.")


def show_or_write(result: bytes, output: Path | None, *, force: bool) -> None:
    """The result on the screen, or in the file, whose name is told on the error output."""
    from tdn_templates import api

    if output is None:
        click.echo(result.decode(), nl=not result.endswith(b"\n"))
        return
    api.write_report(output, result, force=force)
    click.echo(f"→ {as_unicode(output)}", err=True)


@dataclass(frozen=True, slots=True)
class Reading:
    """How returns are read or forms made; `jobs` None is one process on each core, `store` None keeps nothing."""

    jobs: int | None = None
    store: Path | None = None
    progress: str = "auto"
    quiet: bool = False


def reading_options(command: Function) -> Function:
    """--jobs, --store, --progress and --quiet, which a command takes together as `reading`."""
    for option in reversed(_READING):
        command = option(command)
    return command


def working_options(command: Function) -> Function:
    """As `reading_options`, without --store."""
    for option in reversed((_READING[0], *_READING[2:])):
        command = option(command)
    return command


def _gather(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    reading = context.params.get("reading", Reading())
    context.params["reading"] = replace(reading, **{str(parameter.name): value})


_READING = (
    click.option(
        "--jobs",
        type=click.IntRange(1, 256),
        expose_value=False,
        callback=_gather,
        metavar="N",
        help="Số tiến trình; mặc định là số lõi máy. | Processes; one on each core by default.",
    ),
    click.option(
        "--store",
        type=click.Path(file_okay=False, path_type=Path),
        expose_value=False,
        callback=_gather,
        metavar="THƯ MỤC",
        help="Giữ kết quả đọc ở đây; tệp không đổi thì lần sau không đọc lại. | "
        "Keep what was read: unchanged files are not read again.",
    ),
    click.option(
        "--progress",
        type=click.Choice(["auto", "bar", "log", "none"]),
        default="auto",
        show_default=True,
        expose_value=False,
        callback=_gather,
        help="Tiến độ: thanh trên màn hình, hoặc mỗi 10 % một dòng. | A bar on a terminal, or a line for each 10 %.",
    ),
    click.option(
        "--quiet", is_flag=True, expose_value=False, callback=_gather, help="Không báo tiến độ. | No progress."
    ),
)
