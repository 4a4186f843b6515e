"""A round as large as the country: ministries, provinces, and communes that all have the tasks of a province; and their
returns, filled in as units do."""

from collections.abc import Mapping
from itertools import cycle
from pathlib import Path

from tdn_templates.excel.fill import fill_cells
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME, load_known
from tdn_templates.model.words import ClassKey
from tdn_templates.testing import cell_addresses

COMMUNE = "xa-mau-so"
"""In the key of every commune; their forms have the same cells."""
_FORM = f"{DEFAULT_PROGRAMME}_plan_"
_FAULTY = 20
_HEAD = """sources: [made up for measuring]
defaults: {level: department, classes: [localities]}
units:
"""


def own_units(folder: Path, count: int) -> dict[str, str]:
    """Writes into a new folder, for --templates, the communes that are missing to `count`, which is more than there are
    ministries and provinces; all units, name by key."""
    folder.mkdir()
    registry = load_known(DEFAULT_PROGRAMME).registry
    named: dict[str, str] = {unit.slug: unit.name for unit in registry.members(ClassKey("ministries_and_localities"))}
    parents = cycle(unit.slug for unit in registry.members(ClassKey("localities")))
    lines: list[str] = []
    for number in range(1, count - len(named) + 1):
        key, name = f"{COMMUNE}-{number:05}", f"UBND xã Mẫu số {number:05}"
        named[key] = name
        lines.append(f'  - {{name: "{name}", slug: {key}, parent: {next(parents)}}}\n')
    (folder / "xa.units.yaml").write_text(_HEAD + "".join(lines), encoding="utf-8")
    return named


def send_returns(outbox: Path, inbox: Path, named: Mapping[str, str]) -> int:
    """Fills a copy of every form, each in words of its own; their number."""
    cells: dict[str, Mapping[tuple[str, str], str]] = {}
    for number, (key, name) in enumerate(named.items()):
        path = outbox / f"{_FORM}{key}.xlsx"
        content = path.read_bytes()
        same = COMMUNE if COMMUNE in key else key
        if same not in cells:
            cells[same] = cell_addresses(content)
        answers = {cell: answer(task, column, number, name) for (task, column), cell in cells[same].items()}
        texts = {cell: text for cell, text in answers.items() if text}
        (inbox / path.name).write_bytes(fill_cells(content, texts))
    return len(named)


def answer(task: str, column: str, unit: int, name: str) -> str:
    """What the unit of this number writes; one of twenty leaves out who leads, and is late with a task or two."""
    kind = (sum(map(ord, task)) + unit) % 17
    faulty = unit % _FAULTY == 3
    match column:
        case "treatment":
            return "Không áp dụng" if kind == 0 else "Thực hiện"
        case "own_lead":
            return "" if kind == 0 or (faulty and kind < 4) else name
        case "own_text":
            return f"Xây dựng kế hoạch thực hiện nhiệm vụ {task}, phần của đơn vị số {unit}" if kind % 4 == 1 else ""
        case "own_time":
            return "Quý IV/2025" if faulty and kind == 5 else ""
        case "note":
            return f"Không thuộc phạm vi quản lý của đơn vị số {unit}" if kind == 0 else ""
        case _:
            return ""
