"""Load the lists that were named, and every list above them: beside them, or in the package."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tdn_templates.errors import TdnError
from tdn_templates.files.shipped import data_folder, read_folder
from tdn_templates.files.text_file import read_utf8
from tdn_templates.load.programme import read_programme
from tdn_templates.load.programme_file import ProgrammeText, read_programme_file
from tdn_templates.load.programme_text import PROGRAMME_ENDING
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Registry
from tdn_templates.model.words import ProgrammeCode

Lists = str | tuple[str, ...]
"""What `--programme` takes, once or several times: a code of the package, a YAML file, a folder of *.programme.yaml."""


@dataclass(frozen=True, slots=True)
class LoadedLists:
    """`asked` are the codes of what was named first, the highest first; all other lists follow in `by_code`."""

    by_code: Mapping[str, Programme]
    asked: tuple[ProgrammeCode, ...]


def load_lists(names: Lists, registry: Registry) -> LoadedLists:
    """Raises TdnError for a name that is no list, two lists of one code, a list above that is nowhere, a task that
    points to none above, and for lists that stand above each other in a circle."""
    first, *further = [_files(name) for name in ((names,) if isinstance(names, str) else names)]
    files = [*first, *(file for more in further for file in more)]
    folders = tuple(dict.fromkeys(Path(file).parent for file in files if Path(file).is_file()))
    found: dict[ProgrammeCode, Programme] = {}
    asked: list[ProgrammeCode] = []
    for file in dict.fromkeys(files):
        programme = load_programme(file, registry)
        if found.setdefault(programme.code, programme) != programme:
            raise _two_of_one_code(programme.code, file)
        if file in first and programme.code not in asked:
            asked.append(programme.code)
    waiting = list(found.values())
    while waiting:
        parent = waiting.pop().parent
        if parent is not None and parent not in found:
            found[parent] = _list_above(parent, folders, registry, found)
            waiting.append(found[parent])
    depth = {code: len(list(_line(code, found))) for code in found}
    _check_tasks(found)
    ordered = sorted(asked, key=lambda code: (depth[code], asked.index(code)))
    others = [code for code in found if code not in asked]
    return LoadedLists({code: found[code] for code in (*ordered, *others)}, tuple(ordered))


def load_programme(name: str, registry: Registry) -> Programme:
    """A programme of the package by its code, or one from a YAML file. Raises TdnError when there is neither."""
    text, file = programme_source(name)
    return read_programme(text, file, registry)


def load_programme_text(name: str) -> ProgrammeText:
    """The same as the file has it, before agencies and time frames are read."""
    return read_programme_file(*programme_source(name))


def programme_source(name: str) -> tuple[str, str]:
    """The text of a programme file and the file's own name. Raises TdnError for a name that is none."""
    shipped = _shipped()
    if f"{name}.yaml" in shipped:
        return shipped[f"{name}.yaml"], f"{name}.yaml"
    path = Path(name)
    if not path.is_file():
        codes = ", ".join(file.removesuffix(".yaml") for file in shipped)
        raise TdnError(
            f"Không có chương trình “{name}”.",
            f'There is no programme "{name}".',
            hint_vi=f"Chương trình có sẵn: {codes}; hoặc ghi đường dẫn tới một tệp YAML.",
            hint_en=f"Programmes at hand: {codes}; or give the path of a YAML file.",
        )
    return read_utf8(path), path.name


def _shipped() -> Mapping[str, str]:
    return read_folder(data_folder("programmes"), ".yaml")


def _files(name: str) -> list[str]:
    folder = Path(name)
    return (sorted(str(path) for path in folder.glob(f"*{PROGRAMME_ENDING}")) if folder.is_dir() else []) or [name]


def _list_above(
    code: ProgrammeCode, folders: Sequence[Path], registry: Registry, found: Mapping[ProgrammeCode, Programme]
) -> Programme:
    """From beside the lists that were named, else from the package."""
    says_so = re.compile(rf"""^code:\s*["']?{re.escape(code)}["']?\s*$""", re.MULTILINE)
    for folder in folders:
        for path in sorted(folder.glob(f"*{PROGRAMME_ENDING}")):
            text = read_utf8(path)
            if says_so.search(text):
                return read_programme(text, path.name, registry)
    if f"{code}.yaml" in _shipped():
        return load_programme(code, registry)
    below = ", ".join(each for each, programme in found.items() if programme.parent == code)
    raise TdnError(
        f"Thiếu danh mục cấp trên “{code}”; danh mục {below} được lập từ danh mục đó.",
        f'The list above, "{code}", is missing; {below} was made from it.',
        hint_vi=f"Để tệp {code}{PROGRAMME_ENDING} cạnh danh mục này, hoặc nêu thêm --programme TỆP.",
        hint_en=f"Put {code}{PROGRAMME_ENDING} beside the list, or name it with one more --programme FILE.",
    )


def _line(code: ProgrammeCode, found: Mapping[ProgrammeCode, Programme]) -> Iterator[ProgrammeCode]:
    """The codes above, the next one first. Raises TdnError for a circle."""
    seen = [code]
    while (parent := found[seen[-1]].parent) is not None:
        if parent in seen:
            circle = " → ".join([*seen[seen.index(parent) :], parent])
            raise TdnError(
                f"Các danh mục là cấp trên của nhau theo vòng: {circle}.",
                f"These lists stand above each other in a circle: {circle}.",
                hint_vi="Sửa dòng parent của một trong các tệp.",
                hint_en='Mend the line "parent" of one of the files.',
            )
        seen.append(parent)
        yield parent


def _check_tasks(found: Mapping[ProgrammeCode, Programme]) -> None:
    """Every number in `carries` has to be one of the list above."""
    for programme in found.values():
        for task in programme.tasks if programme.parent is not None else ():
            for number in task.carries:
                if found[programme.parent or programme.code].numbered(number) is None:
                    raise _no_such_task(programme, task, number)


def _no_such_task(programme: Programme, task: Task, number: str) -> TdnError:
    code, above = programme.code, programme.parent
    return TdnError(
        f"{code}: nhiệm vụ {task.number} ghi carries “{number}”, nhưng danh mục {above} không có số đó.",
        f'{code}: task {task.number} has "{number}" in "carries", but the list {above} has no such number.',
        hint_vi="Sửa dòng carries của nhiệm vụ đó, hoặc dùng đúng bản của danh mục cấp trên.",
        hint_en='Mend the line "carries" of that task, or use the right edition of the list above.',
    )


def _two_of_one_code(code: ProgrammeCode, file: str) -> TdnError:
    return TdnError(
        f"Hai danh mục khác nhau có cùng mã “{code}”; một trong số đó là tệp “{Path(file).name}”.",
        f'Two different lists have the code "{code}"; one of them is the file "{Path(file).name}".',
        hint_vi="Chỉ giữ một bản của danh mục trong thư mục.",
        hint_en="Keep one edition of the list in the folder.",
    )
