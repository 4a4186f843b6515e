"""From an annex to a programme file, and what in such a file is still to be looked at."""

from dataclasses import dataclass, replace
from pathlib import Path

from tdn_templates.api.reading_annexes import read_annex_file
from tdn_templates.core.annex.own_list import own_choices
from tdn_templates.core.annex.programme import annex_programme
from tdn_templates.core.annex.unclear_cells import unclear_cells
from tdn_templates.errors import TdnError
from tdn_templates.files.safe_write import write_atomically
from tdn_templates.files.search_path import own_first
from tdn_templates.files.text_file import read_utf8
from tdn_templates.load.knowledge import load_registry
from tdn_templates.load.programme import read_programme
from tdn_templates.load.programme_file import as_draft, read_programme_file
from tdn_templates.load.programme_text import draft_text
from tdn_templates.model.draft import ImportChoices, ListDraft
from tdn_templates.model.programme import Programme

_PROGRAMME_ENDINGS = (".yaml", ".yml")
NO_CHOICES = ImportChoices()


@dataclass(frozen=True, slots=True)
class Imported:
    """The list with its open questions, the programme as every command reads it, and the text of its file."""

    draft: ListDraft
    programme: Programme
    text: str
    name: str


def import_annex(
    file: Path,
    *,
    choices: ImportChoices = NO_CHOICES,
    owner: str | None = None,
    table: int | None = None,
    templates: Path | None = None,
) -> Imported:
    """The list of tasks that an annex holds. What `choices` leave open is taken from the document, or from what our
    own export wrote into the file; `owner` is the unit whose plan it is.

    Raises TdnError for a file without a list of tasks, for a programme file, for an unknown owner, and
    when years are said nowhere.
    """
    if file.suffix.lower() in _PROGRAMME_ENDINGS:
        raise _is_a_list(file)
    registry = load_registry(own_first(templates))
    read = read_annex_file(file, registry, owner=owner, table=table)
    own = own_choices(read.workbook.properties)
    chosen = choices if own is None else _over(choices, own.choices)
    unit = read.owner.slug if read.owner is not None else None
    if own is not None and owner is None:
        unit = own.owner
    draft = annex_programme(read.annex, registry, chosen, unit)
    if own is not None:
        draft = own.completed(draft)  # its questions were asked when the list was made
    else:
        draft = replace(draft, unsure=(*draft.unsure, *unclear_cells(draft, registry)))
    text = draft_text(draft)
    return Imported(draft, read_programme(text, file.name, registry), text, file.name)


def _is_a_list(file: Path) -> TdnError:
    return TdnError(
        f"“{file.name}” đã là tệp danh mục, không phải phụ lục.",
        f'"{file.name}" is a programme file already, no annex.',
        hint_vi="Xem điểm cần xem lại bằng tdn import --review TỆP; dùng danh mục này bằng --programme TỆP.",
        hint_en="See what is open in it with tdn import --review FILE; use it with --programme FILE.",
    )


def _over(said: ImportChoices, found: ImportChoices) -> ImportChoices:
    """What a person said goes before what the file says of itself."""
    fields = {name: getattr(said, name) or getattr(found, name) for name in ImportChoices.__slots__}
    return replace(found, **fields)


def write_import(imported: Imported, output: Path, *, force: bool) -> Path:
    """Raises TdnError when the file exists and `force` is not set, or is a folder."""
    if output.is_dir():
        raise TdnError(
            f"“{output}” là một thư mục.",
            f'"{output}" is a folder.',
            hint_vi="Ghi tên tệp cho -o, ví dụ -o danh-muc.programme.yaml.",
            hint_en="Name a file for -o, such as -o list.programme.yaml.",
        )
    write_atomically(output, imported.text.encode(), overwrite=force)
    return output


def review_file(
    file: Path,
    *,
    choices: ImportChoices = NO_CHOICES,
    owner: str | None = None,
    table: int | None = None,
    templates: Path | None = None,
) -> ListDraft:
    """The open questions of a programme file (.yaml), or of an annex as it would be imported.

    Raises TdnError as `import_annex` does, and for a programme file with a mistake in it.
    """
    if file.suffix.lower() in _PROGRAMME_ENDINGS:
        return as_draft(read_programme_file(read_utf8(file), file.name))
    return import_annex(file, choices=choices, owner=owner, table=table, templates=templates).draft
