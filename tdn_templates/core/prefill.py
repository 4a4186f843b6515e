"""Fill a form with what is known before the unit sees it."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date

from tdn_templates.core.cell_text import fits_cell
from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.row_keys import own_key, task_key
from tdn_templates.core.succession_words import role_words
from tdn_templates.model.assignment import Assignment
from tdn_templates.model.form import Form, FormBand, FormRow
from tdn_templates.model.layout import Block, Column, ColumnKind, WorkbookLayout
from tdn_templates.model.mention import MentionKind
from tdn_templates.model.programme import Programme
from tdn_templates.model.stamp import Stamp
from tdn_templates.model.task import Task, TaskGroup
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.model.words import Binding, Lang, UnitSlug


def prefill(
    layout: WorkbookLayout,
    programme: Programme,
    registry: Registry,
    unit: Unit,
    assignments: Sequence[Assignment],
    *,
    period: str = "",
    as_of: date | None = None,
    lang: Lang = Lang.VI,
) -> Form:
    """The form of one unit: inherited tasks and free rows by group, then the tasks it has to confirm.

    `assignments` are those of `core.assign.form_tasks`; `period` is the year of a yearly form; `registry` and
    `programme` are those of the day `as_of`, None for the list's own. `lang` is the language
    of everything but the issued text and the names of units.
    """
    return Form(
        layout=layout,
        programme=programme,
        unit=unit,
        stamp=make_stamp(layout, programme, unit.slug, period, as_of),
        lines=tuple(_lines(layout, programme, assignments, lang)),
        lists=dropdown_lists(layout, registry, unit, lang),
        known_names=_known_names(registry, unit),
        lang=lang,
    )


def make_stamp(
    layout: WorkbookLayout, programme: Programme, unit: UnitSlug, period: str = "", as_of: date | None = None
) -> Stamp:
    """The same layout, programme text, unit, period and day of the units give the same issue id."""
    day = as_of.isoformat() if as_of is not None else ""
    optional = (period, day) if day else (period,) if period else ()
    identity = "\n".join((layout.name, layout.version, programme.code, programme.edition, unit, *optional))
    return Stamp(
        layout=layout.name,
        layout_version=layout.version,
        programme=programme.code,
        edition=programme.edition,
        unit=unit,
        issue=hashlib.sha256(identity.encode()).hexdigest()[:12],
        period=period,
        as_of=day,
    )


def block_of(assignment: Assignment) -> Block:
    return Block.CONDITIONAL if assignment.binding is Binding.CONDITIONAL else Block.INHERITED


def given_values(task: Task, assignment: Assignment | None, lang: Lang = Lang.VI) -> dict[str, str]:
    """The locked cells of a task's row by column key, in full length."""
    values = {
        "number": task.number,
        "text": task.text,
        "lead": task.lead.wording,
        "supporting": task.supporting.wording,
        "time": task.time.wording,
    }
    if assignment is not None:
        values["role"] = role_words(assignment, lang)
    return values


def dropdown_lists(
    layout: WorkbookLayout, registry: Registry, unit: Unit, lang: Lang = Lang.VI
) -> dict[str, tuple[str, ...]]:
    """The entries offered for choice and unit columns. A unit without registered departments is offered itself as lead;
    a department also its neighbours, for support."""
    lists: dict[str, tuple[str, ...]] = {}
    for column in layout.asked:
        if column.kind is ColumnKind.CHOICE:
            lists[column.key] = tuple(choice.label.in_lang(lang) for choice in column.choices)
        elif column.kind is ColumnKind.UNIT or (column.kind is ColumnKind.UNITS and len(layout.parts(column.key)) > 1):
            lists[column.key] = tuple(_unit_names(registry, unit, column.kind))
    return lists


def _unit_names(registry: Registry, unit: Unit, kind: ColumnKind) -> Iterator[str]:
    children = registry.children(unit.slug)
    if not children:
        yield unit.name
        if kind is ColumnKind.UNITS and unit.parent is not None:
            yield from (other.name for other in registry.children(unit.parent) if other != unit)
        return
    yield from (child.name for child in children)
    for unit_class in registry.classes:
        if unit_class.of_parent and any(registry.members(unit_class.key, within=unit.slug)):
            yield unit_class.title.vi


def _known_names(registry: Registry, unit: Unit) -> tuple[str, ...]:
    """Every name of the unit's departments and of their classes that is read without a doubt, each spelling once."""
    departments = registry.children(unit.slug)
    if not departments:
        return ()
    names = [name for department in departments for name in department.all_names]
    names += [phrase for kind in registry.classes if kind.of_parent for phrase in (kind.title.vi, *kind.phrases)]
    reader = MentionReader(registry, unit.slug)
    return tuple({name.casefold(): name for name in names if _is_certain(reader, name)}.values())


def _is_certain(reader: MentionReader, name: str) -> bool:
    mentions = reader.read(name).mentions
    return len(mentions) == 1 and mentions[0].kind is not MentionKind.UNKNOWN


def band_title(layout: WorkbookLayout, name: str, number: str, title: str, lang: Lang = Lang.VI) -> str:
    """The heading line of a band of the layout, as forms show it."""
    return layout.bands[name].in_lang(lang).format(number=number, title=title)


def _lines(
    layout: WorkbookLayout, programme: Programme, assignments: Sequence[Assignment], lang: Lang
) -> Iterator[FormBand | FormRow]:
    for group in programme.groups:
        yield _band(layout, "group", group, lang)
        for assignment in assignments:
            if assignment.task.group == group.number and block_of(assignment) is Block.INHERITED:
                yield _task_row(layout, assignment, lang)
        if layout.own_rows:
            yield _band(layout, "own", group, lang)
        for index in range(1, layout.own_rows + 1):
            yield FormRow(own_key(group.number, index), Block.OWN, group.number, None, {})
    conditional = [assignment for assignment in assignments if block_of(assignment) is Block.CONDITIONAL]
    if conditional:
        yield _band(layout, "conditional", TaskGroup("", ""), lang)
        for assignment in conditional:
            yield _task_row(layout, assignment, lang)


def _band(layout: WorkbookLayout, name: str, group: TaskGroup, lang: Lang) -> FormBand:
    return FormBand(name, group.number, band_title(layout, name, group.number, group.title, lang))


def _task_row(layout: WorkbookLayout, assignment: Assignment, lang: Lang) -> FormRow:
    task, block = assignment.task, block_of(assignment)
    values = given_values(task, assignment, lang)
    for column in layout.asked:
        default = values.get(column.default_from or "", "")
        if default and _can_be_edited(column, default):
            values[column.key] = default
    return FormRow(task_key(task.code, block), block, task.group, task, values)


def _can_be_edited(column: Column, default: str) -> bool:
    """A default too long for a cell is not prefilled: blank stands for it, a cut text would not."""
    return column.default_from is not None and fits_cell(default)
