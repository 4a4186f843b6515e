"""Commands inside a round: what round.yaml says stands where an option is left out."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tdn_templates.cli.typed_text import as_unicode

if TYPE_CHECKING:
    from tdn_templates.api import RoundFolder


def _enter(context: click.Context, parameter: click.Parameter, given: Path | None) -> None:
    """Sets what `click.pass_obj` hands on, the round or None, and what options default to inside it."""
    from tdn_templates import api

    found = api.find_round(given)
    context.obj = found
    if found is not None:
        context.default_map = _defaults(found, context.info_name or "")


def _inbox(context: click.Context, parameter: click.Parameter, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    if paths:
        return paths
    if context.obj is None:
        raise click.MissingParameter(ctx=context, param=parameter)
    return (context.obj.inbox,)


round_option = click.option(
    "--round",
    type=click.Path(path_type=Path),
    metavar="THƯ MỤC",
    is_eager=True,
    expose_value=False,
    callback=_enter,
    help="Thư mục của đợt; mặc định là đợt chứa thư mục hiện tại. | Folder of the round; else the one you are in.",
)

returns_argument = click.argument(
    "paths", nargs=-1, type=click.Path(path_type=Path), metavar="[ĐƯỜNG DẪN]...", callback=_inbox
)
"""The returns; inside a round its inbox where none are named."""


def near(path: Path) -> str:
    """The path as one would type it here: from the current folder where it lies below it."""
    here = Path.cwd()
    return as_unicode(path.relative_to(here) if path.is_relative_to(here) and path != here else path)


def is_whole(found: "RoundFolder | None", paths: tuple[Path, ...]) -> bool:
    """Whether the paths are the inbox of the round, and nothing else."""
    return found is not None and paths == (found.inbox,)


def _defaults(found: "RoundFolder", command: str) -> dict[str, object]:
    setup = found.setup
    shared: dict[str, object] = {"programme": (found.programme,)}
    if setup.as_of is not None:
        shared["as_of"] = setup.as_of.isoformat()
    if found.templates is not None:
        shared["templates"] = str(found.templates)
    if command == "generate":
        year = {"year": setup.year} if setup.year is not None else {}
        return {**shared, "output": str(found.outbox), "form": setup.form, **year}
    shared |= {"settings": str(found.file), "store": str(found.store)}
    if found.register is not None:
        shared["register"] = str(found.register)
    if command != "merge":
        return shared
    head = {"head": str(found.head)} if found.head is not None else {}
    return {**shared, "output": str(found.merged), **head}
