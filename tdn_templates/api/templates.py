"""Templates and layouts: which there are, copies to change, and what is wrong with a changed one."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tdn_templates.api.own_files import Complaint, in_words, layout_complaints, template_complaints, units_complaints
from tdn_templates.api.shared import output_folder, shown_name
from tdn_templates.errors import TdnError
from tdn_templates.files.inbox import no_such_file
from tdn_templates.files.search_path import (
    SHIPPED_ONLY,
    UNITS,
    WORD,
    WORKBOOK,
    FoundFile,
    SearchPath,
    nearest_template,
    own_files,
    own_first,
)
from tdn_templates.load.knowledge import load_layout, load_rulebook, load_template_fields
from tdn_templates.model.template import FaultKind, TemplateFault
from tdn_templates.model.words import Severity, Wording


class TemplateKind(StrEnum):
    WORD = "word"
    WORKBOOK = "workbook"
    UNITS = "units"
    """A list of an office's own units; there is no shipped one to copy."""


@dataclass(frozen=True, slots=True)
class ListedTemplate:
    """A template or layout, what it is for, and the file that is used."""

    kind: TemplateKind
    purpose: Wording
    file: FoundFile


@dataclass(frozen=True, slots=True)
class TemplateList:
    """`unused` are Word files of the own folder that no template is called like."""

    templates: tuple[ListedTemplate, ...]
    unused: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class CheckedTemplate:
    path: Path
    kind: TemplateKind
    complaints: tuple[Complaint, ...]

    @property
    def has_errors(self) -> bool:
        return any(complaint.severity is Severity.ERROR for complaint in self.complaints)


def list_templates(templates: Path | None = None) -> TemplateList:
    """Every template and layout, Word ones first. `templates` is an office's own folder, whose files come first.

    Raises TdnError for a folder that is not there or holds none, and for an own layout that cannot be read.
    """
    search = own_first(templates)
    word = [
        ListedTemplate(TemplateKind.WORD, load_template_fields(file.name).purpose, file) for file in search.files(WORD)
    ]
    forms = [ListedTemplate(TemplateKind.WORKBOOK, load_layout(file).title, file) for file in search.files(WORKBOOK)]
    return TemplateList((*word, *forms), search.unused())


def template_files(names: Sequence[str], templates: Path | None = None) -> tuple[FoundFile, ...]:
    """The files that are used for these templates; `templates` is an office's own folder."""
    search = own_first(templates)
    return tuple(search.find(name) for name in names)


def copy_templates(names: Sequence[str], output: Path, *, force: bool = False) -> tuple[Path, ...]:
    """Shipped templates as files to change, each with a list of what may stand in it.

    A name may leave out its ending ("phu-luc-5-cot", "plan"). Raises TdnError, before anything is written, for a name
    that does not exist and for files in the way unless `force`.
    """
    from tdn_templates.report.templates import columns_text, fields_text

    copies: dict[str, bytes] = {}
    for name in names:
        found = _shipped(name)
        copies[found.name] = found.read()
        if found.name.endswith(WORD):
            copies[f"{found.name.removesuffix(WORD)}.fields.txt"] = fields_text(
                load_template_fields(found.name)
            ).encode()
        else:
            text = columns_text(load_layout(found), load_rulebook())
            copies[f"{found.name.removesuffix(WORKBOOK)}.columns.txt"] = text.encode()
    folder = output_folder(output, force)
    folder.check_free(copies)
    return tuple(folder.write(name, content) for name, content in copies.items())


def check_templates(paths: Sequence[Path]) -> tuple[CheckedTemplate, ...]:
    """What is wrong with these files, and with every template in these folders.

    A template that goes out with a form is checked against the form beside it, else against the shipped one. Raises
    TdnError for a path that is not there, holds no template or is none.
    """
    checked = []
    files = dict.fromkeys(file for path in paths for file in _files(path))
    for path in files:
        search = SearchPath((path.parent,))
        if path.name.lower().endswith(WORKBOOK):
            found = next(file for file in search.files(WORKBOOK) if file.path == path)
            checked.append(CheckedTemplate(path, TemplateKind.WORKBOOK, layout_complaints(found)))
        elif path.name.lower().endswith(UNITS):
            checked.append(CheckedTemplate(path, TemplateKind.UNITS, units_complaints(search)))
        else:
            checked.append(CheckedTemplate(path, TemplateKind.WORD, _word_complaints(path, search)))
    return tuple(checked)


def _word_complaints(path: Path, search: SearchPath) -> tuple[Complaint, ...]:
    found = next((file for file in search.files(WORD) if file.path == path), None)
    if found is None:
        fault = TemplateFault(FaultKind.NO_SUCH_TEMPLATE, path.name, nearest_template(path.name))
        return in_words((fault,), shown_name(path))
    return template_complaints(found, search)


def _files(path: Path) -> tuple[Path, ...]:
    if path.is_dir():
        own_first(path)
        return tuple(own_files(path))
    if not path.is_file():
        raise no_such_file(path)
    if not path.name.lower().endswith((WORD, WORKBOOK, UNITS)):
        raise TdnError(
            f"“{path}” không phải mẫu (.docx), biểu mẫu (.workbook.yaml) hoặc danh mục đơn vị (.units.yaml).",
            f'"{path}" is no template (.docx), form (.workbook.yaml) or list of units (.units.yaml).',
            hint_vi="Nêu tệp mẫu, hoặc thư mục chứa các mẫu.",
            hint_en="Name a template, or a folder of templates.",
        )
    return (path,)


def _shipped(name: str) -> FoundFile:
    names = {file.name for file in (*SHIPPED_ONLY.files(WORD), *SHIPPED_ONLY.files(WORKBOOK))}
    full = [f"{name}{ending}" for ending in ("", WORD, WORKBOOK) if f"{name}{ending}" in names]
    return SHIPPED_ONLY.find(full[0] if full else name)
