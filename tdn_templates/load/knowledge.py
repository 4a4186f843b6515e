"""Load everything the package knows: registry, forms, programmes, rules."""

from datetime import date
from pathlib import Path

from tdn_templates.core.inherited_lists import programme_on
from tdn_templates.core.known import Known
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.succession import registry_of_issue
from tdn_templates.files.search_path import FIELDS, SHIPPED_ONLY, UNITS, WORD, WORKBOOK, FoundFile, SearchPath
from tdn_templates.files.shipped import data_folder, read_folder, shipped_folder
from tdn_templates.files.text_file import utf8_text
from tdn_templates.load.layouts import read_named_layout
from tdn_templates.load.lists import Lists, load_lists, load_programme, load_programme_text
from tdn_templates.load.rulebook import read_rulebook
from tdn_templates.load.template_fields import read_template_fields
from tdn_templates.load.units import read_registry
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.template import TemplateFields
from tdn_templates.model.unit import Registry

__all__ = [
    "DEFAULT_PROGRAMME",
    "load_known",
    "load_layout",
    "load_layouts",
    "load_programme",
    "load_programme_text",
    "load_registry",
    "load_rulebook",
    "load_template_fields",
    "load_word_template",
]

DEFAULT_PROGRAMME = "nq47-2024"


def load_registry(search: SearchPath = SHIPPED_ONLY) -> Registry:
    """The shipped units with those that an office lists in its own folder (*.units.yaml, as in data/units); without a
    day, see core.succession."""
    own = {found.name: utf8_text(found.read(), found.path) for found in search.files(UNITS)}
    return read_registry({**read_folder(data_folder("units"), ".yaml"), **own})


def load_layouts(search: SearchPath = SHIPPED_ONLY) -> dict[str, WorkbookLayout]:
    """The forms by name. Raises TdnError for a layout that cannot be used."""
    layouts = (load_layout(found) for found in search.files(WORKBOOK))
    return {layout.name: layout for layout in layouts}


def load_layout(found: FoundFile) -> WorkbookLayout:
    """Raises TdnError, naming file and line; also for a form that is not named after its file."""
    return read_named_layout(utf8_text(found.read(), found.path), found.name)


def load_known(programme: Lists, search: SearchPath = SHIPPED_ONLY, day: date | None = None) -> Known:
    """Everything there is to know, with the lists named by `programme` first and every list above them after these.

    Units are those of the day the first of these lists was issued, or of `day`. Raises TdnError for lists that cannot
    be used; see `load.lists`.
    """
    registry = load_registry(search)
    lists = load_lists(programme, registry)
    issued = registry_of_issue(registry, min(item.issued_on for item in lists.by_code.values()))
    on_issue = lists.by_code
    if issued.day is not None:
        on_issue = {code: programme_on(item, issued, issued.day, on_issue) for code, item in on_issue.items()}
    return Known(issued, load_layouts(search), on_issue, lists.asked).on(day)


def load_rulebook() -> Rulebook:
    return read_rulebook(read_folder(shipped_folder("rules"), ".yaml"))


def load_word_template(name: str, search: SearchPath = SHIPPED_ONLY) -> bytes:
    """The template as it stands; an own one has to be checked before anything opens it."""
    return search.find(name).read()


def load_template_fields(name: str) -> TemplateFields:
    """What a Word template ("phu-luc-5-cot.docx") may use: always what the program offers."""
    fields = name.removesuffix(WORD) + FIELDS
    return read_template_fields(utf8_text(SHIPPED_ONLY.find(fields).read(), Path(fields)), fields)
