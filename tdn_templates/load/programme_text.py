"""Write a list of tasks as the YAML file that `read_programme` reads back."""

import json
import re
from collections.abc import Iterator

from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task

_UNUSUAL = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not allow in a file, or takes for the end of a line."""

PROGRAMME_ENDING = ".programme.yaml"


def programme_text(programme: Programme, source: str) -> str:
    """`source` says where the list comes from. The same programme gives the same text."""
    prefix = programme.tasks[0].code.partition(":")[0] if programme.tasks else programme.code
    head = (
        ("code", programme.code),
        ("code_prefix", prefix),
        *((("owner", programme.owner),) if programme.owner else ()),
        *((("parent", programme.parent),) if programme.parent else ()),
        ("title", programme.title),
        ("annex_title", programme.annex_title),
        ("reference", programme.reference),
        ("issuer", programme.issuer),
        ("issued_on", programme.issued_on.isoformat()),
        ("source", source),
    )
    lines = ["# Danh mục lập từ kế hoạch của một đơn vị; sửa được bằng tay, trừ các mã.", "# A list of tasks."]
    lines += [f"{key}: {_text(value)}" for key, value in head]
    lines += [f"period: {{first: {programme.first.isoformat()}, last: {programme.last.isoformat()}}}", "groups:"]
    for group in programme.groups:
        lines += [f"  - number: {_text(group.number)}", f"    title: {_text(group.title)}", "    tasks:"]
        for task in programme.tasks:
            if task.group == group.number:
                lines += _task_lines(task)
    return "\n".join(lines) + "\n"


def _task_lines(task: Task) -> Iterator[str]:
    yield f"      - number: {_text(task.number)}"
    cells = (
        ("text", task.text),
        ("lead", task.lead.wording),
        ("supporting", task.supporting.wording),
        ("time", task.time.wording),
        ("issued_lead", task.issued_lead),
        ("issued_supporting", task.issued_supporting),
    )
    yield from (f"        {key}: {_text(value)}" for key, value in cells)
    if task.carries:
        yield f"        carries: [{', '.join(_text(number) for number in task.carries)}]"


def _text(value: str) -> str:
    """A double-quoted scalar: whatever a unit wrote is text, on one line."""
    return _UNUSUAL.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
