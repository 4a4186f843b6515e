"""Write a list of tasks as the YAML file that `read_programme` reads back."""

from collections.abc import Iterator

from tdn_templates.load.unsure import flow_mapping, place_text, quoted_scalar, unsure_lines
from tdn_templates.model.draft import DraftGroup, DraftTask, ListDraft
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task

PROGRAMME_ENDING = ".programme.yaml"

_FROM_PLAN = ("# Danh mục lập từ kế hoạch của một đơn vị; sửa được bằng tay, trừ các mã.", "# A list of tasks.")
_IMPORTED = (
    "# Danh mục nhập từ phụ lục. Chỗ nào cần xem lại có “unsure” và lý do; xem xong thì xóa mục đó.",
    "# Imported from an annex. What to look at has “unsure” with the reason; take it out when settled.",
)


def programme_text(programme: Programme, source: str) -> str:
    """A list made from a plan. `source` says where it comes from. The same programme gives the same text."""
    return "\n".join((*_FROM_PLAN, *_lines(programme_draft(programme, source)))) + "\n"


def draft_text(draft: ListDraft) -> str:
    """An imported list, with its open questions. The same draft gives the same text."""
    return "\n".join((*_IMPORTED, *_lines(draft))) + "\n"


def programme_draft(programme: Programme, source: str) -> ListDraft:
    """The texts of a programme, without how they are read."""
    groups = (
        DraftGroup(
            group.number,
            group.title,
            tuple(_draft_task(task) for task in programme.tasks if task.group == group.number),
        )
        for group in programme.groups
    )
    return ListDraft(
        code=programme.code,
        prefix=programme.tasks[0].code.partition(":")[0] if programme.tasks else programme.code,
        title=programme.title,
        annex_title=programme.annex_title,
        reference=programme.reference,
        issuer=programme.issuer,
        issued_on=programme.issued_on,
        first=programme.first,
        last=programme.last,
        source=source,
        groups=tuple(groups),
        owner=programme.owner or "",
        parent=programme.parent or "",
    )


def _draft_task(task: Task) -> DraftTask:
    return DraftTask(
        number=task.number,
        printed=task.printed,
        text=task.text,
        lead=task.lead.wording,
        supporting=task.supporting.wording,
        time=task.time.wording,
        issued_lead=task.issued_lead,
        issued_supporting=task.issued_supporting,
        carries=task.carries,
        extras=task.extras,
    )


def _lines(draft: ListDraft) -> Iterator[str]:
    head = (
        ("code", draft.code),
        ("code_prefix", draft.prefix),
        *((("owner", draft.owner),) if draft.owner else ()),
        *((("parent", draft.parent),) if draft.parent else ()),
        ("title", draft.title),
        ("annex_title", draft.annex_title),
        ("reference", draft.reference),
        ("issuer", draft.issuer),
        ("issued_on", draft.issued_on.isoformat()),
        ("source", draft.source),
    )
    yield from (f"{key}: {quoted_scalar(value)}" for key, value in head)
    yield f"period: {{first: {draft.first.isoformat()}, last: {draft.last.isoformat()}}}"
    yield from unsure_lines(draft.unsure, "")
    of_plan = bool(draft.parent) or any(task.issued_lead or task.issued_supporting for task in draft.tasks)
    yield "groups:"
    for group in draft.groups:
        yield f"  - number: {quoted_scalar(group.number)}"
        yield f"    title: {quoted_scalar(group.title)}"
        yield "    tasks:"
        for task in group.tasks:
            yield from _task_lines(task, of_plan=of_plan)


def _task_lines(task: DraftTask, *, of_plan: bool) -> Iterator[str]:
    yield f"      - number: {quoted_scalar(task.number)}"
    if task.printed:
        yield f"        printed: {quoted_scalar(task.printed)}"
    cells = (
        ("text", task.text),
        ("lead", task.lead),
        ("supporting", task.supporting),
        ("time", task.time),
        *((("issued_lead", task.issued_lead),) if of_plan or task.issued_lead else ()),
        *((("issued_supporting", task.issued_supporting),) if of_plan or task.issued_supporting else ()),
    )
    yield from (f"        {key}: {quoted_scalar(value)}" for key, value in cells)
    if task.carries:
        yield f"        carries: [{', '.join(quoted_scalar(number) for number in task.carries)}]"
    if task.extras:
        yield f"        extras: {flow_mapping(task.extras)}"
    if task.place is not None:
        yield f"        place: {quoted_scalar(place_text(task.place))}"
    yield from unsure_lines(task.unsure, "        ")
