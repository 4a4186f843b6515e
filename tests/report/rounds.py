"""A round of many units for the tests of the page: every unit answers every task in its own words."""

from dataclasses import replace

from tdn_templates.api.validating import Checking
from tdn_templates.core.known import Known
from tdn_templates.model.consolidation import Consolidation, Entry, Origin, Traced, UnitPart
from tdn_templates.model.finding import Place
from tdn_templates.model.submission import SourceFile, Submission
from tdn_templates.model.task import Task
from tdn_templates.model.unit import Level, Unit
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import State, UnitSlug

TIMES = ("2024 - 2026", "Hằng năm", "2025", "Quý II/2026")
WORDS = "Ban hành kế hoạch thực hiện nhiệm vụ thông tin đối ngoại được giao, bảo đảm đúng tiến độ tại tỉnh số"


def many_units(checking: Checking, count: int) -> tuple[Consolidation, Known]:
    """Provinces in name only, with all the tasks of the list. Every seventh row is left, some have an error."""
    known = checking.known
    programme = next(iter(known.programmes.values()))
    classes = known.registry.unit(UnitSlug("tinh-binh-dinh")).classes
    units = tuple(
        Unit(UnitSlug(f"tinh-{index}"), f"Tỉnh thử nghiệm số {index}", Level.PROVINCE, index + 1, classes=classes)
        for index in range(count)
    )
    registry = replace(known.registry, units=(*known.registry.units, *units))
    parts = tuple(_part(unit, index, programme.tasks) for index, unit in enumerate(units))
    verdicts = tuple(Verdict(Submission(part.source), part.unit, State.ACCEPTED, ()) for part in parts)
    return Consolidation(programme, parts, verdicts, True, known.layouts["plan"]), replace(known, registry=registry)


def _part(unit: Unit, index: int, tasks: tuple[Task, ...]) -> UnitPart:
    source = SourceFile(f"nq47-2024_plan_{unit.slug}.xlsx", f"{index:064x}", "xlsx")
    entries = [_entry(unit, index, task, place, source) for place, task in enumerate(tasks)]
    plan = tuple(entry for entry in entries if entry.choice == "carry_out")
    return UnitPart(unit, source, plan, tuple(entry for entry in entries if entry.choice != "carry_out"))


def _entry(unit: Unit, index: int, task: Task, place: int, source: SourceFile) -> Entry:
    def typed(letter: str, text: str) -> Traced:
        return Traced(text, Origin(source.name, Place("Kế hoạch", f"{letter}{place + 9}"), source.sha256))

    texts = {
        "text": typed("J", f"{WORDS} {index}, việc {task.number}"),
        "lead": typed("K", "Phòng Văn hóa - Xã hội"),
        "supporting": typed("L", "Các phòng, ban; UBND các xã, phường, thị trấn"),
        "time": typed("M", TIMES[(index + place) % len(TIMES)]),
        "note": Traced(""),
    }
    choice = "carry_out" if (index + place) % 7 else "not_applicable"
    marked = (index * place) % 31 == 3
    return Entry(unit, place + 9, task, (task,), choice, task.group, task.number, texts, marked=marked)
