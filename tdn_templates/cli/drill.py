"""`tdn drill`"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tdn_templates.cli.options import lang_option, terminal_width, typed_day
from tdn_templates.cli.typed_text import as_unicode

if TYPE_CHECKING:
    from tdn_templates.api import Drill


@click.command("drill")
@click.argument("folder", type=click.Path(path_type=Path), metavar="THƯ MỤC")
@click.option(
    "--units",
    type=click.IntRange(min=1),
    default=100,
    show_default=True,
    metavar="SỐ",
    help="Số đơn vị: bộ, ngành, rồi tỉnh, rồi xã tưởng tượng. | How many: ministries, provinces, made-up communes.",
)
@click.option(
    "--seed", type=int, default=1, show_default=True, metavar="SỐ", help="Số khác: bài khác. | Another: another drill."
)
@click.option(
    "--programme",
    default="nq47-2024",
    show_default=True,
    metavar="MÃ|TỆP",
    help="Chương trình: mã có sẵn, hoặc tệp YAML. | A code, or a file.",
)
@click.option("--form", default="plan", show_default=True, help="Mẫu; chỉ có plan. | Form; plan is the only one.")
@click.option(
    "--deadline",
    type=typed_day,
    default="30/6/2026",
    show_default=True,
    metavar="d/m/yyyy",
    help="Hạn gửi trong bài. | The last day for returns in the drill.",
)
@click.option(
    "--answer-reminders",
    is_flag=True,
    help="Trong đợt đã có: các đơn vị được đôn đốc gửi lại. | In a drill: those who were reminded send again.",
)
@click.option(
    "--check",
    is_flag=True,
    help="Trong đợt đã có: so với đáp án, bước nào đã làm. | In a drill: compare with the answer, show the steps.",
)
@lang_option
def command(
    folder: Path,
    units: int,
    seed: int,
    programme: str,
    form: str,
    deadline: date,
    answer_reminders: bool,
    check: bool,
    lang: str,
) -> int:
    """Diễn tập: lập một đợt báo cáo để tập, có lỗi cài sẵn, với bài tập (bai-tap.md) và đáp án (dap-an.json).

    A drill: a practice round with seeded faults, the exercise and the answer to it.

    \b
      tdn drill dien-tap --units 100
      tdn drill dien-tap --answer-reminders
      tdn drill dien-tap --check

    Mã thoát của --check / exit code: 0 đúng như đáp án, 1 có chỗ khác, 2 không chạy được.
    """
    from tdn_templates import api
    from tdn_templates.cli.exit_codes import FINDINGS, FINE
    from tdn_templates.cli.progress import progress_on_terminal
    from tdn_templates.model.words import Lang
    from tdn_templates.report.drill import drill_text

    if answer_reminders and check:
        raise click.UsageError("Dùng --answer-reminders hoặc --check. | One of --answer-reminders and --check.")
    if check:
        with progress_on_terminal() as report_progress:
            answer, found = api.check_drill(folder, report_progress=report_progress)
        click.echo(drill_text(answer, found, Lang(lang), terminal_width()))
        return FINDINGS if found.differences else FINE
    if answer_reminders:
        _say_answered(api.answer_reminders(folder), lang)
        return FINE
    made = api.make_drill(folder, units=units, seed=seed, programme=programme, form=form, deadline=deadline)
    for path in made.papers:
        click.echo(as_unicode(path))
    count, files = len(made.units), len(made.files)
    if lang == "vi":
        click.echo(f"Đợt diễn tập có {count} đơn vị; {files} tệp đã về. Việc tiếp theo: đọc bai-tap.md.")
    else:
        click.echo(f"The drill has {count} unit(s); {files} file(s) have come in. Next: read bai-tap.md.")
    return FINE


def _say_answered(drill: "Drill", lang: str) -> None:
    count = len(drill.files)
    if lang == "vi":
        click.echo(f"{count} đơn vị đã trả lời đôn đốc. Việc tiếp theo: tdn status, rồi tdn merge --force.")
    else:
        click.echo(f"{count} unit(s) have answered the reminders. Next: tdn status, then tdn merge --force.")
