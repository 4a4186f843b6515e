"""`tdn merge`"""

from pathlib import Path

import click

from tdn_templates.cli.options import force_option, lang_option, programme_option, terminal_width


@click.command("merge")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="ĐƯỜNG DẪN...")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="THƯ MỤC",
    help="Nơi ghi phu-luc.docx và tong-hop.xlsx. | Where phu-luc.docx and tong-hop.xlsx go.",
)
@click.option("--draft", is_flag=True, help="Tổng hợp cả bản còn lỗi, có đánh dấu. | Merge faulty returns too, marked.")
@click.option(
    "--columns",
    type=click.Choice(["5", "7"]),
    help="Số cột của phụ lục một đơn vị; mặc định 7 cho bộ, 5 cho tỉnh. | Columns of one unit's annex.",
)
@click.option(
    "--use",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="TỆP",
    help="Bản được dùng khi một đơn vị nộp nhiều bản. | The return to take when a unit sent several.",
)
@programme_option
@force_option
@lang_option
def command(
    paths: tuple[Path, ...],
    output: Path,
    draft: bool,
    columns: str | None,
    use: tuple[Path, ...],
    programme: str,
    force: bool,
    lang: str,
) -> int:
    """Tổng hợp các bản nộp thành một phụ lục Word và một bảng Excel.

    Merge returns into one Word annex and one workbook. Returns with errors are refused unless --draft.
    """
    from tdn_templates import api
    from tdn_templates.cli.exit_codes import COULD_NOT_RUN, FINDINGS, FINE
    from tdn_templates.model.words import Lang
    from tdn_templates.report.text import findings_text, validation_text

    merged = api.merge(
        paths,
        output,
        programme=programme,
        draft=draft,
        columns=int(columns) if columns else None,
        use=use,
        force=force,
    )
    validation, width = merged.validation, terminal_width()
    if not merged.files:
        verdicts, batch = validation.verdicts, validation.batch_findings
        click.echo(validation_text(verdicts, batch, validation.rulebook, Lang(lang), width))
        click.echo(_refusal(lang), err=True)
        return COULD_NOT_RUN if validation.nothing_readable else FINDINGS
    if merged.findings:
        click.echo(findings_text(merged.findings, validation.rulebook, Lang(lang), width))
    for path in merged.files:
        click.echo(path)
    readable = sum(verdict.submission.unreadable is None for verdict in validation.verdicts)
    left_out = [verdict.submission.source.name for verdict in validation.verdicts if not verdict.submission.rows]
    click.echo(f"Đã tổng hợp {readable} bản nộp." if lang == "vi" else f"{readable} return(s) merged.")
    for name in left_out:
        click.echo(f"Không tổng hợp được / Left out: {name}", err=True)
    return FINDINGS if left_out else FINE


def _refusal(lang: str) -> str:
    if lang == "vi":
        return "Chưa tổng hợp: hãy sửa các lỗi trên, hoặc dùng --draft để lập bản dự thảo có đánh dấu."
    return "Nothing was merged: mend the errors above, or use --draft for a marked draft."
