"""Load everything the package knows: registry, forms, programmes, rules."""

from pathlib import Path

from tdn_templates.core.known import Known
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.errors import TdnError
from tdn_templates.files.shipped import data_folder, read_folder, shipped_folder
from tdn_templates.files.text_file import read_utf8
from tdn_templates.load.layouts import read_layout
from tdn_templates.load.programme import read_programme
from tdn_templates.load.programme_text import PROGRAMME_ENDING
from tdn_templates.load.rulebook import read_rulebook
from tdn_templates.load.units import read_registry
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.unit import Registry

DEFAULT_PROGRAMME = "nq47-2024"


def load_registry() -> Registry:
    return read_registry(read_folder(data_folder("units"), ".yaml"))


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


def load_layouts() -> dict[str, WorkbookLayout]:
    """The forms by name."""
    files = read_folder(shipped_folder("templates"), ".workbook.yaml")
    return {layout.name: layout for layout in (read_layout(text, name) for name, text in files.items())}


def load_known(programme: str) -> Known:
    """`programme` is a code, a YAML file, or a folder whose *.programme.yaml files are all meant. The list above one
    that was made from a plan comes last, where the package has it."""
    registry = load_registry()
    folder = Path(programme)
    names = sorted(str(path) for path in folder.glob(f"*{PROGRAMME_ENDING}")) if folder.is_dir() else []
    loaded = [load_programme(name, registry) for name in names or [programme]]
    above = {item.parent for item in loaded if item.parent} - {item.code for item in loaded}
    shipped = read_folder(data_folder("programmes"), ".yaml")
    loaded += [load_programme(code, registry) for code in sorted(above) if f"{code}.yaml" in shipped]
    return Known(registry, load_layouts(), {item.code: item for item in loaded})


def load_rulebook() -> Rulebook:
    return read_rulebook(read_folder(shipped_folder("rules"), ".yaml"))


def load_word_template(name: str) -> bytes:
    return (shipped_folder("templates") / name).read_bytes()
