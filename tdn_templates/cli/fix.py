"""`tdn fix`"""

from datetime import date
from pathlib import Path

import click

from tdn_templates.cli.options import (
    as_of_option,
    force_option,
    programme_option,
    say_used,
    show_files_option,
    templates_option,
)


@click.command("fix")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="ĐƯỜNG DẪN...")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="THƯ MỤC",
    help="Nơi ghi bản đã sửa và tệp đề xuất. | Where copies and proposals go.",
)
@click.option(
    "--decisions",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP",
    help="Tệp quyết định về các đề xuất. | Decisions about proposals.",
)
@programme_option
@as_of_option
@templates_option
@show_files_option
@force_option
def command(
    paths: tuple[Path, ...],
    output: Path,
    decisions: Path | None,
    programme: str | tuple[str, ...],
    as_of: date | None,
    templates: Path | None,
    show_files: bool,
    force: bool,
) -> int:
    """Sửa những lỗi sửa được an toàn, trong bản sao; những lỗi khác được đề xuất để người quyết định.

    Mend what is safe to mend, in copies; the rest is proposed.

    Mã thoát / exit code: 0 không còn gì cần quyết định, 1 còn đề xuất, 2 không tệp nào sửa được.
    """
    from tdn_templates import api
    from tdn_templates.cli.exit_codes import COULD_NOT_RUN, FINDINGS, FINE
    from tdn_templates.core.wording import quoted

    fixed = api.fix(
        paths, output, programme=programme, decisions=decisions, templates=templates, as_of=as_of, force=force
    )
    if show_files:
        say_used(fixed.used_files)
    for file in fixed.files:
        click.echo(f"{quoted(file.source.name)}: {len(file.repairs)} ô đã sửa / cells mended")
        for repair in file.repairs:
            place = f"{repair.place.sheet}!{repair.place.cell}"
            click.echo(f"  {quoted(place)}: “{quoted(repair.before)}” → “{quoted(repair.after)}”")
        if file.copy is not None:
            click.echo(f"  → {file.copy}")
    for path in fixed.left_alone:
        click.echo(f"Không sửa được / Left alone: {quoted(path.name)}", err=True)
    if not fixed.files:
        return COULD_NOT_RUN
    if not fixed.proposals:
        return FINE
    click.echo("Cần quyết định / To decide:")
    for proposal in fixed.proposals:
        near = " / ".join(f"“{quoted(value)}”" for value in (proposal.after, *proposal.others))
        click.echo(f"  {proposal.count} × “{quoted(proposal.before)}” → {near}")
    click.echo(f"  → {api.write_proposals(fixed, output, force=force)}")
    return FINDINGS
