"""Load everything the package knows: registry, forms, programmes, rules."""

from datetime import date
from pathlib import Path

from tdn_templates.core.inherited_lists import programme_on
from tdn_templates.core.known import Known
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.succession import registry_of_issue
from tdn_templates.errors import TdnError
from tdn_templates.files.search_path import FIELDS, SHIPPED_ONLY, UNITS, WORD, WORKBOOK, FoundFile, SearchPath
from tdn_templates.files.shipped import data_folder, read_folder, shipped_folder
from tdn_templates.files.text_file import read_utf8, utf8_text
from tdn_templates.load.layouts import read_named_layout
from tdn_templates.load.programme import read_programme
from tdn_templates.load.programme_text import PROGRAMME_ENDING
from tdn_templates.load.rulebook import read_rulebook
from tdn_templates.load.template_fields import read_template_fields
from tdn_templates.load.units import read_registry
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.template import TemplateFields
from tdn_templates.model.unit import Registry

DEFAULT_PROGRAMME = "nq47-2024"


def load_registry(search: SearchPath = SHIPPED_ONLY) -> Registry:
    """The shipped units with those that an office lists in its own folder (*.units.yaml, as in data/units); without a
    day, see core.succession."""
    own = {found.name: utf8_text(found.read(), found.path) for found in search.files(UNITS)}
    return read_registry({**read_folder(data_folder("units"), ".yaml"), **own})


def load_programme(name: str, registry: Registry) -> Programme:
    """A programme of the package by its code, or one from a YAML file. Raises TdnError when there is neither."""
    shipped = read_folder(data_folder("programmes"), ".yaml")
    if f"{name}.yaml" in shipped:
        return read_programme(shipped[f"{name}.yaml"], f"{name}.yaml", registry)
    path = Path(name)
    if not path.is_file():
        codes = ", ".join(file.removesuffix(".yaml") for file in shipped)
        raise TdnError(
            f"Không có chương trình “{name}”.",
            f'There is no programme "{name}".',
            hint_vi=f"Chương trình có sẵn: {codes}; hoặc ghi đường dẫn tới một tệp YAML.",
            hint_en=f"Programmes at hand: {codes}; or give the path of a YAML file.",
        )
    return read_programme(read_utf8(path), path.name, registry)


def load_layouts(search: SearchPath = SHIPPED_ONLY) -> dict[str, WorkbookLayout]:
    """The forms by name. Raises TdnError for a layout that cannot be used."""
    layouts = (load_layout(found) for found in search.files(WORKBOOK))
    return {layout.name: layout for layout in layouts}


def load_layout(found: FoundFile) -> WorkbookLayout:
    """Raises TdnError, naming file and line; also for a form that is not named after its file."""
    return read_named_layout(utf8_text(found.read(), found.path), found.name)


def load_known(programme: str, search: SearchPath = SHIPPED_ONLY, day: date | None = None) -> Known:
    """`programme` is a code, a YAML file, or a folder whose *.programme.yaml files are all meant. The list above one
    that was made from a plan comes last, where the package has it.

    Units are those of the day the first of these lists was issued, or of `day`.
    """
    registry = load_registry(search)
    folder = Path(programme)
    names = sorted(str(path) for path in folder.glob(f"*{PROGRAMME_ENDING}")) if folder.is_dir() else []
    loaded = [load_programme(name, registry) for name in names or [programme]]
    above = {item.parent for item in loaded if item.parent} - {item.code for item in loaded}
    shipped = read_folder(data_folder("programmes"), ".yaml")
    loaded += [load_programme(code, registry) for code in sorted(above) if f"{code}.yaml" in shipped]
    issued = registry_of_issue(registry, min(item.issued_on for item in loaded))
    lists: dict[str, Programme] = {item.code: item for item in loaded}
    if issued.day is not None:
        lists = {code: programme_on(item, issued, issued.day, lists) for code, item in lists.items()}
    return Known(issued, load_layouts(search), lists).on(day)


def load_rulebook() -> Rulebook:
    return read_rulebook(read_folder(shipped_folder("rules"), ".yaml"))


def load_word_template(name: str, search: SearchPath = SHIPPED_ONLY) -> bytes:
    """The template as it stands; an own one has to be checked before anything opens it."""
    return search.find(name).read()


def load_template_fields(name: str) -> TemplateFields:
    """What a Word template ("phu-luc-5-cot.docx") may use: always what the program offers."""
    fields = name.removesuffix(WORD) + FIELDS
    return read_template_fields(utf8_text(SHIPPED_ONLY.find(fields).read(), Path(fields)), fields)
