"""Write a list of tasks as an annex, in Word and in Excel, that imports as the same list again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tdn_templates.api.own_files import template_with
from tdn_templates.api.shared import output_folder
from tdn_templates.core.annex.printed_list import printed_list
from tdn_templates.files.search_path import SearchPath, own_first
from tdn_templates.load.knowledge import load_programme_text, load_registry
from tdn_templates.load.programme_file import as_draft
from tdn_templates.model.draft import ListDraft

_Writer = Callable[[ListDraft, str, SearchPath], bytes]


@dataclass(frozen=True, slots=True)
class ExportedList:
    """`open_questions` are those of the list: the annex shows none of them."""

    files: tuple[Path, ...]
    open_questions: int


def export_programme(
    programme: str,
    output: Path,
    *,
    formats: tuple[str, ...] = ("docx", "xlsx"),
    templates: Path | None = None,
    force: bool,
) -> ExportedList:
    """CODE.docx and CODE.xlsx in the folder. `programme` is a code at hand or a file.

    Raises TdnError for an unknown programme, and for files that exist unless `force`: then nothing is written.
    """
    search = own_first(templates)
    draft = as_draft(load_programme_text(programme))
    owner = load_registry(search).find(draft.owner) if draft.owner else None
    unit = owner.name if owner is not None else draft.issuer
    folder = output_folder(output, force)
    names = {kind: f"{draft.code}.{kind}" for kind in formats}
    folder.check_free(names.values())
    files = tuple(folder.write(name, _WRITERS[kind](draft, unit, search)) for kind, name in names.items())
    return ExportedList(files, draft.questions)


def _word(draft: ListDraft, unit: str, search: SearchPath) -> bytes:
    from tdn_templates.word.annex import render_annex
    from tdn_templates.word.list_annex import list_annex

    annex, template = list_annex(printed_list(draft, unit, with_extras=False))
    return render_annex(annex, template_with(template, search))


def _excel(draft: ListDraft, unit: str, _: SearchPath) -> bytes:
    from tdn_templates.excel.list_annex import write_list_annex

    return write_list_annex(printed_list(draft, unit, with_extras=True), draft.issued_on)


_WRITERS: Mapping[str, _Writer] = {"docx": _word, "xlsx": _excel}
