"""Chains of tasks for people and programs."""

from collections.abc import Iterable, Sequence

from tdn_templates.core.chains import STEP, chain_text
from tdn_templates.core.wording import quoted
from tdn_templates.model.chain import Chain, Link
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task
from tdn_templates.report.json_pieces import dump
from tdn_templates.report.tables import rendered, table

Row = tuple[Task, Sequence[Chain], Sequence[tuple[Link, ...]]]
"""A task, the ways from the top down to it, the ways on into the lists below."""


def chains_table(programme: Programme, rows: Sequence[Row], *, width: int) -> str:
    shown = table(f"{programme.code}: {quoted(programme.title)}")
    shown.add_column("STT", no_wrap=True)
    shown.add_column("Nhiệm vụ", ratio=2)
    shown.add_column("Chuỗi nhiệm vụ", ratio=3)
    below_known = any(below for _, _, below in rows)
    if below_known:
        shown.add_column("Cấp dưới", ratio=2)
    for task, chains, below in rows:
        cells = (task.number, quoted(task.text), _lines(map(chain_text, chains)))
        shown.add_row(*cells, *((_lines(map(_way, below)),) if below_known else ()))
    return rendered(shown, width)


def chains_json(lists: Sequence[tuple[Programme, Sequence[Row]]]) -> str:
    """Each list with its tasks; `chains` run from the top down, `whole` is false where one begins with an own task."""
    return dump(
        {
            "lists": [
                {
                    "programme": programme.code,
                    "owner": programme.owner,
                    "parent": programme.parent,
                    "tasks": [_task(*row) for row in rows],
                }
                for programme, rows in lists
            ]
        }
    )


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(map(quoted, dict.fromkeys(texts)))


def _way(links: Sequence[Link]) -> str:
    return STEP.join(f"{link.number} ({link.holder})" for link in links)


def _task(task: Task, chains: Sequence[Chain], below: Sequence[tuple[Link, ...]]) -> dict[str, object]:
    return {
        "number": task.number,
        "text": task.text,
        "chains": [{"whole": chain.whole, "links": list(map(_link, chain.links))} for chain in chains],
        "below": [list(map(_link, links)) for links in below],
    }


def _link(link: Link) -> dict[str, object]:
    return {"programme": link.programme, "number": link.number, "owner": link.owner, "holder": link.holder}
