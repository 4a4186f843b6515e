"""Compare the plans of several units with each other."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from tdn_templates.api.lookup import find_unit, unit_still_there
from tdn_templates.api.reading_annexes import ReadAnnex, read_annex_file
from tdn_templates.api.shared import only_programme, shown_name
from tdn_templates.api.tracing import trace_annex
from tdn_templates.core.assign import assign
from tdn_templates.core.names import NameIndex
from tdn_templates.core.overlaps import compare_plans
from tdn_templates.core.timeframes import read_time
from tdn_templates.errors import TdnError
from tdn_templates.files.inbox import find_files
from tdn_templates.files.search_path import own_first
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME, load_known
from tdn_templates.model.annex import Annex
from tdn_templates.model.overlap import PlanRow, PlansCompared, UnitPlan
from tdn_templates.model.programme import Programme
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.model.words import Binding, Lang, Role, Severity


def overlaps(
    plans: Sequence[Path],
    *,
    programme: str = DEFAULT_PROGRAMME,
    units: Mapping[str, str] | None = None,
    within: str | None = None,
    as_of: date | None = None,
    templates: Path | None = None,
) -> PlansCompared:
    """The plans in these files and folders, held against each other.

    `units` says for names of files whose plan they are; else it is the body that the annex names as its issuer, or,
    with `within`, the department of that body that it names. Units and tasks are those of the day
    `as_of`, None for the day of the list; `templates` is an office's own folder, whose units count too.

    Raises TdnError for fewer than two plans, for a file without a list of tasks, for a plan whose unit is not clear or
    had ended by then, and for two plans of one unit.
    """
    known = load_known(programme, own_first(templates), as_of)
    loaded = only_programme(known)
    body = find_unit(known.registry, within) if within else None
    given = dict(units or {})
    read: list[UnitPlan] = []
    for file in find_files(plans).files:
        annex, unit = _whose(file, known.registry, given, body)
        twin = next((plan for plan in read if plan.unit == unit), None)
        if twin is not None:
            raise _two_of_one(unit, twin.annex.source, annex.source)
        read.append(unit_plan(annex, unit, loaded, known.registry))
    if len(read) < 2:
        raise TdnError(
            "Cần ít nhất hai kế hoạch để đối chiếu.",
            "Comparing takes at least two plans.",
            hint_vi="Ghi tệp kế hoạch của từng đơn vị, hoặc thư mục chứa chúng.",
            hint_en="Name the file of each unit's plan, or the folder that holds them.",
        )
    return compare_plans(read, loaded, known.registry)


def unit_plan(annex: Annex, unit: Unit, programme: Programme, registry: Registry) -> UnitPlan:
    """A plan that is read, traced to the list. Rows whose task is in doubt count with the nearest one, and say so."""
    traced = trace_annex(annex, unit, programme, registry)
    rows = tuple(
        PlanRow(
            row.local,
            row.row,
            row.match.tasks,
            read_time(row.row.time, period_first=programme.first, period_last=programme.last),
            row.match.doubtful,
        )
        for row in traced.rows
    )
    bound = [item for item in assign(programme, registry, unit) if item.binding is not Binding.CONDITIONAL]
    leads = frozenset(item.task.code for item in bound if item.role is Role.LEAD)
    return UnitPlan(unit, annex, rows, leads, frozenset(item.task.code for item in bound) - leads)


def overlap_report(compared: PlansCompared, output_format: str, lang: Lang, *, width: int = 80) -> bytes:
    """The comparison as "text" (UTF-8, for a terminal of that width), "json" or "xlsx"."""
    match output_format:
        case "json":
            from tdn_templates.report.overlaps import overlaps_json

            return overlaps_json(compared).encode()
        case "xlsx":
            from tdn_templates.excel.overlap_report import overlap_workbook

            return overlap_workbook(compared, lang)
        case _:
            from tdn_templates.report.overlaps import overlaps_text

            return overlaps_text(compared, lang, width).encode()


def contradicts(compared: PlansCompared, fail_on: str) -> bool:
    """Whether there is a contradiction of this severity or worse; `fail_on` may be "never"."""
    if fail_on == "never":
        return False
    return any(overlap.kind.severity.rank <= Severity(fail_on).rank for overlap in compared.overlaps)


def _whose(file: Path, registry: Registry, given: dict[str, str], body: Unit | None) -> tuple[Annex, Unit]:
    named = given.get(file.name)
    if named is not None:
        owner = find_unit(registry, named, body)
        return read_annex_file(file, registry, owner=owner.slug).annex, owner
    read = read_annex_file(file, registry)
    unit = _issuer(read, registry, body)
    if unit is None:
        raise TdnError(
            f"Không rõ kế hoạch trong tệp “{shown_name(file)}” của đơn vị nào.",
            f'Whose plan "{shown_name(file)}" holds is not clear.',
            hint_vi=f'Thêm --unit "{file.name}=TÊN ĐƠN VỊ".',
            hint_en=f'Add --unit "{file.name}=NAME OF THE UNIT".',
        )
    unit_still_there(registry, unit)
    annex = read.annex if read.owner == unit else read_annex_file(file, registry, owner=unit.slug).annex
    return annex, unit


def _issuer(read: ReadAnnex, registry: Registry, body: Unit | None) -> Unit | None:
    """With a body, a department of it that the head names; a plan of the body itself is nobody's then."""
    if body is None:
        return read.owner
    found = NameIndex(registry).find(read.annex.head.issuer, body.slug).unit if read.annex.head.issuer else None
    return found if found is not None and found.parent == body.slug else None


def _two_of_one(unit: Unit, first: str, second: str) -> TdnError:
    return TdnError(
        f"“{first}” và “{second}” đều là kế hoạch của {unit.name}.",
        f'"{first}" and "{second}" are both plans of {unit.name}.',
        hint_vi="Bỏ bản cũ ra, hoặc ghi rõ đơn vị bằng --unit TỆP=TÊN.",
        hint_en="Leave the old one out, or say whose they are with --unit FILE=NAME.",
    )
