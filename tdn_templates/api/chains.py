"""Show how the tasks of lists hang together, up to the list that was made from no plan and down as far as is known."""

from dataclasses import dataclass
from pathlib import Path

from tdn_templates.api.own_files import known_with
from tdn_templates.core.chains import chains_of, links_below
from tdn_templates.core.known import Known
from tdn_templates.errors import TdnError
from tdn_templates.files.search_path import own_first
from tdn_templates.load.lists import Lists
from tdn_templates.model.chain import Chain, Link
from tdn_templates.model.programme import Programme
from tdn_templates.model.task import Task


@dataclass(frozen=True, slots=True)
class TaskChains:
    """A task with every way from the top down to it, and every way on into the lists below."""

    task: Task
    chains: tuple[Chain, ...]
    below: tuple[tuple[Link, ...], ...]


@dataclass(frozen=True, slots=True)
class ListChains:
    programme: Programme
    rows: tuple[TaskChains, ...]


def list_chains(programme: Lists, *, task: str | None = None, templates: Path | None = None) -> tuple[ListChains, ...]:
    """The chains of all tasks of the lists meant by `programme` (those of a folder, the first of several names), or of
    the tasks with the number `task`; `templates` is an office's own folder, with its units. Raises TdnError for lists
    that cannot be used and a number that none of them has.
    """
    known = known_with(programme, own_first(templates))
    meant = [known.programmes[code] for code in known.asked]
    if task is not None and all(item.numbered(task) is None for item in meant):
        codes = ", ".join(known.asked)
        raise TdnError(
            f"Không có nhiệm vụ số “{task}” trong danh mục {codes}.",
            f'There is no task "{task}" in the list {codes}.',
            hint_vi="Xem số các nhiệm vụ: tdn tasks --programme TỆP.",
            hint_en="See the numbers: tdn tasks --programme FILE.",
        )
    found = (ListChains(item, tuple(_rows(item, task, known))) for item in meant)
    return tuple(each for each in found if each.rows)


def _rows(programme: Programme, number: str | None, known: Known) -> list[TaskChains]:
    return [
        TaskChains(task, chains_of(task, programme, known), links_below(task, programme, known))
        for task in programme.tasks
        if number is None or task.number == number
    ]
