"""Read what a programme file says about units that ended: whose their tasks are, and which have to be asked about."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tdn_templates.load.strict_yaml import Entry
from tdn_templates.model.words import Wording


@dataclass(frozen=True, slots=True)
class SuccessionText:
    """Slugs of units, numbers of tasks and the reason, as they stand in the file."""

    former: str
    heir: str
    ask: tuple[str, ...]
    reason: Wording


def read_list_succession(root: Entry, numbers: Collection[str]) -> Iterator[SuccessionText]:
    """`numbers` are those of the tasks. Raises TdnError for a number that no task has, and for a unit named twice."""
    seen: set[str] = set()
    for entry in root.entries("succession"):
        entry.only("from", "to", "ask", "reason")
        reason, former, ask = entry.entry("reason"), entry.text("from"), entry.texts("ask")
        reason.only("vi", "en")
        if former in seen:
            vi, en = f'đơn vị "{former}" bị lặp lại.', f'the unit "{former}" is repeated.'
            entry.fail(vi, en, key="from")
        seen.add(former)
        for number in ask:
            if number not in numbers:
                vi, en = f'không có nhiệm vụ "{number}".', f'there is no task "{number}".'
                entry.fail(vi, en, key="ask")
        yield SuccessionText(former, entry.text("to"), ask, Wording(reason.text("vi"), reason.text("en")))
