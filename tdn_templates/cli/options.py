"""Options that several commands share."""

import shutil
from datetime import date

import click

from tdn_templates.core.date_words import read_day

programme_option = click.option(
    "--programme",
    default="nq47-2024",
    show_default=True,
    metavar="MÃ|TỆP",
    help="Chương trình: mã có sẵn hoặc tệp YAML. | Programme: a code at hand or a YAML file.",
)
lang_option = click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    default="vi",
    show_default=True,
    help="Ngôn ngữ của kết quả. | Language of the messages.",
)
force_option = click.option("--force", is_flag=True, help="Ghi đè tệp đã có. | Overwrite existing files.")


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
