"""The command `tdn`: a table of commands, each loaded only when it is called; errors and exit codes in one place.

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 could not run, 130 interrupted.
"""

import contextlib
import importlib
import io
import os
import sys
from collections.abc import Mapping
from typing import NoReturn

import click

from tdn_templates.cli.typed_text import as_unicode
from tdn_templates.errors import TdnError

_COMMANDS: Mapping[str, str] = {
    "tasks": "Danh mục nhiệm vụ, hoặc nhiệm vụ của một đơn vị. | List tasks, or a unit's.",
    "import": "Lập danh mục từ phụ lục của văn bản. | Make a list from any annex.",
    "programme": "Danh mục từ kế hoạch, chuỗi nhiệm vụ, xuất phụ lục. | Lists from plans, chains, export.",
    "units": "Tra cứu đơn vị theo mọi cách gọi. | Find units by any name.",
    "time": "Hiểu cụm từ chỉ thời gian thế nào. | How time phrases are read.",
    "init": "Lập một đợt báo cáo thành một thư mục. | Begin a round: a folder.",
    "generate": "Tạo biểu mẫu Excel và phụ lục Word cho đơn vị. | Make forms for units.",
    "validate": "Kiểm tra các bản nộp. | Check returned workbooks.",
    "fix": "Sửa lỗi an toàn trong bản sao, đề xuất phần còn lại. | Mend copies safely.",
    "rules": "Các quy tắc kiểm tra: liệt kê, giải thích. | List and explain the rules.",
    "status": "Đợt báo cáo đến đâu. | How the round stands.",
    "remind": "Công văn cho đơn vị chậm, bản nộp cần sửa. | Chase who is late.",
    "merge": "Tổng hợp các bản nộp. | Merge returns into one annex and report.",
    "explain": "Mỗi chữ của một dòng lấy từ đâu. | Where each word of a row is from.",
    "trace": "Đối chiếu kế hoạch với danh mục. | Trace a published plan to its list.",
    "overlaps": "Đối chiếu kế hoạch của nhiều đơn vị. | Compare units' plans.",
    "letter": "Công văn đề nghị gửi, công văn đôn đốc. | Letters: ask for returns, remind.",
    "drill": "Diễn tập cả một đợt với lỗi cài sẵn. | A practice round.",
    "templates": "Mẫu: liệt kê, chép ra để sửa, kiểm tra. | List, copy and check templates.",
}
"""Each command is the function `command` of the module of its name in this folder."""

_MODULES: Mapping[str, str] = {"import": "import_annex"}
"""But for names that Python keeps for itself."""


class _Commands(click.Group):
    """Shows the help of all commands without loading any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"tdn_templates.cli.{_MODULES.get(cmd_name, cmd_name)}")
        command = module.command
        if not isinstance(command, click.Command):
            raise TypeError(f"{module.__name__}.command is not a click command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Lệnh / Commands"):
            formatter.write_dl([(name, text) for name, text in _COMMANDS.items()])


def _show_version(ctx: click.Context, parameter: click.Parameter, asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        click.echo(f"tdn {version('tdn-templates')}")
        ctx.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_show_version, help="Phiên bản. | Version."
)
def tdn() -> None:
    """Giao nhiệm vụ bằng biểu mẫu Excel và Word, kiểm tra bản nộp, tổng hợp thành một phụ lục.

    Send out a task list as prefilled Excel and Word forms, check what comes back, merge it into one annex.
    """


def main() -> NoReturn:
    """Run the command line and end the process."""
    _set_up_streams()
    try:
        result = tdn.main(standalone_mode=False)
    except TdnError as error:
        _complain(error)
        sys.exit(2)
    except click.ClickException as error:
        if len(sys.argv) > 1:
            click.echo("Lỗi: Lệnh chưa đúng; xem cách dùng với --help.", err=True)
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nĐã dừng theo yêu cầu. / Interrupted.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # the reader went away (`| head`): nothing more to say, and the flush at exit must not say it either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    sys.exit(result if isinstance(result, int) else 0)


def _complain(error: TdnError) -> None:
    click.echo(f"Lỗi: {_sentence(error.vi, error.hint_vi)}", err=True)
    click.echo(f"Error: {_sentence(error.en, error.hint_en)}", err=True)


def _sentence(text: str, hint: str) -> str:
    return as_unicode(f"{text} {hint}".strip())


def _set_up_streams() -> None:
    """Files and pipes get UTF-8 whatever the locale; a terminal that lacks a letter gets an escape, not a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(OSError, ValueError):
                if stream.isatty():
                    stream.reconfigure(errors="backslashreplace")
                else:
                    stream.reconfigure(encoding="utf-8", errors="backslashreplace")
