"""Begin a round: its folder with round.yaml, and everything it needs copied in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tdn_templates.api.letters import load_letterhead
from tdn_templates.api.own_files import DEFAULT_FORM, known_with
from tdn_templates.api.round_folder import ADDRESS_FILE, FOLDERS, RoundFolder
from tdn_templates.api.round_units import RoundUnits, round_units
from tdn_templates.api.shared import only_programme, output_folder
from tdn_templates.api.unit_files import find_layout, form_period
from tdn_templates.core.form_wording import worded_for
from tdn_templates.core.known import Known
from tdn_templates.core.letter_words import returned_words
from tdn_templates.core.mail_list import address_list
from tdn_templates.errors import TdnError
from tdn_templates.files.file_names import safe_stem
from tdn_templates.files.search_path import own_files, own_first
from tdn_templates.files.text_file import read_utf8
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME
from tdn_templates.load.programme_text import PROGRAMME_ENDING
from tdn_templates.load.round_file import ROUND_FILE
from tdn_templates.load.round_text import round_text
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.round import RoundSetup
from tdn_templates.model.unit import Unit

_HEAD, _TEMPLATES = "letterhead.yaml", "templates"


@dataclass(frozen=True, slots=True)
class Begun:
    """A new round; `units` are in the order of round.yaml."""

    folder: RoundFolder
    units: tuple[Unit, ...]


def init_round(
    folder: Path,
    *,
    deadline: date,
    units: Sequence[str] = (),
    of: str | None = None,
    programme: str = DEFAULT_PROGRAMME,
    form: str = DEFAULT_FORM,
    year: int | None = None,
    as_of: date | None = None,
    closing: date | None = None,
    issuer: str = "",
    letter_number: str = "",
    letter_date: date | None = None,
    title: str = "",
    head: Path | None = None,
    templates: Path | None = None,
    force: bool = False,
) -> Begun:
    """Write round.yaml and the folders of a round.

    `units` are sets ("provinces"), names, lists of names (.xlsx, .csv) and folders of other rounds; none with `of`, or
    with a list that a unit owns, means all departments of that unit. A programme file, with the lists above it that
    stand beside it, the letterhead `head` and the office's own `templates` are copied in; e-mail addresses in a list of
    units go into dia-chi.csv. Raises TdnError, before
    anything is written, for names that are no unit's and whatever else cannot be used, and for a folder that is a round
    already unless `force`.
    """
    search = own_first(templates)
    known = known_with(programme, search, as_of)
    asked = only_programme(known)
    layout = worded_for(find_layout(known, form), asked)
    form_period(layout, asked, year)
    _check_closing(deadline, closing)
    load_letterhead(head)
    chosen = round_units(units, known, of, asked.owner)
    copies = dict(_copies(programme, known, head, templates, chosen))
    setup = RoundSetup(
        code=safe_stem(asked.code, form, deadline.isoformat(), *([str(year)] if year else ())),
        title=title or _title(layout, asked, year),
        programme=_name_of(Path(programme), asked.code) if _is_path(programme) else programme,
        form=form,
        year=year,
        as_of=as_of,
        deadline=deadline,
        units=tuple(unit.slug for unit in chosen.units),
        closing=closing,
        issuer=issuer,
        letter_number=letter_number,
        letter_date=letter_date,
        head=_HEAD if head is not None else "",
        templates=_TEMPLATES if templates is not None else "",
    )
    _write(folder, {**copies, ROUND_FILE: round_text(setup, chosen.units).encode()}, force=force)
    return Begun(RoundFolder(folder.absolute(), setup), chosen.units)


def _write(folder: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """All files or, where one is in the way, none; then the folders of a round."""
    target = output_folder(folder, force)
    target.check_free(files)
    for name, content in files.items():
        target.write(name, content)
    for name in FOLDERS:
        (folder / name).mkdir(exist_ok=True)


def _check_closing(deadline: date, closing: date | None) -> None:
    if closing is not None and closing < deadline:
        raise TdnError(
            "Ngày khóa sổ trước hạn gửi.",
            "The closing day is before the deadline.",
            hint_vi="Ngày khóa sổ là hạn gửi hoặc một ngày sau đó.",
            hint_en="It is the deadline, or a later day.",
        )


def _title(layout: WorkbookLayout, programme: Programme, year: int | None) -> str:
    returned = returned_words(layout)
    about = f"{returned[:1].upper()}{returned[1:]}"
    return f"{about}, {programme.reference}" + (f", năm {year}" if year else "")


def _copies(
    programme: str, known: Known, head: Path | None, templates: Path | None, chosen: RoundUnits
) -> Iterator[tuple[str, bytes]]:
    """What goes into the folder beside round.yaml, by name."""
    if chosen.addresses:
        yield ADDRESS_FILE, address_list(chosen.units, chosen.addresses)
    if _is_path(programme):
        for file in _list_files(Path(programme), known):
            yield file.name, file.read_bytes()
    if head is not None:
        yield _HEAD, head.read_bytes()
    if templates is not None:
        for file in own_files(templates):
            yield f"{_TEMPLATES}/{file.name}", file.read_bytes()


def _list_files(path: Path, known: Known) -> list[Path]:
    """The file of the list, and those beside it with lists that it needs."""
    folder, named = (path, []) if path.is_dir() else (path.parent, [path])
    needed = [file for file in sorted(folder.glob(f"*{PROGRAMME_ENDING}")) if _code_in(file) in known.programmes]
    return list(dict.fromkeys((*named, *needed)))


def _code_in(file: Path) -> str:
    found = re.search(r"""^code:\s*["']?([^"'\s]+)["']?\s*$""", read_utf8(file), re.MULTILINE)
    return found[1] if found else ""


def _is_path(programme: str) -> bool:
    """Whether the list is a file or a folder of lists, rather than a code."""
    path = Path(programme)
    return path.is_file() or (path.is_dir() and any(path.glob(f"*{PROGRAMME_ENDING}")))


def _name_of(path: Path, code: str) -> str:
    """The name of the list's own file in the round; for a folder the file that holds the list that was asked for."""
    if path.is_file():
        return path.name
    return next((file.name for file in sorted(path.glob(f"*{PROGRAMME_ENDING}")) if _code_in(file) == code), "")
