"""What our own export of a list writes into the properties of a file, so that nothing has to be typed on import."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from tdn_templates.model.draft import DraftTask, ImportChoices, ListDraft
from tdn_templates.model.words import UnitSlug

_NAME = "tdn_list_"
_PIECE_CHARS = 240
"""A custom property of a workbook holds 255 characters. Each piece stands between bars: blanks at an end get lost."""

_HEAD = ("code", "prefix", "title", "annex_title", "reference", "issuer", "source", "parent", "owner")
_DAYS = ("issued_on", "first", "last")


@dataclass(frozen=True, slots=True)
class OwnList:
    """`carries` are the numbers above a task by its own number, `printed` what an annex prints instead of it, `extras`
    cells for which the table has no room."""

    choices: ImportChoices
    owner: UnitSlug | None
    carries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    printed: Mapping[str, str] = field(default_factory=dict)
    extras: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def completed(self, draft: ListDraft) -> ListDraft:
        """The imported list with what no column of the table holds."""
        groups = tuple(
            replace(group, tasks=tuple(self._completed(task) for task in group.tasks)) for group in draft.groups
        )
        return replace(draft, groups=groups)

    def _completed(self, task: DraftTask) -> DraftTask:
        return replace(
            task,
            carries=self.carries.get(task.number, ()),
            printed=self.printed.get(task.number, task.printed),
            extras=task.extras or self.extras.get(task.number, {}),
            place=None,
        )


def own_properties(draft: ListDraft, *, with_extras: bool) -> tuple[tuple[str, str], ...]:
    """The properties of an exported list: one JSON text in pieces. Cells of other columns (`with_extras`) only where
    the table does not show them."""
    content: dict[str, object] = {name: getattr(draft, name) for name in _HEAD if getattr(draft, name)}
    content |= {name: getattr(draft, name).isoformat() for name in _DAYS}
    content["carries"] = {task.number: list(task.carries) for task in draft.tasks if task.carries}
    content["printed"] = {task.number: task.printed for task in draft.tasks if task.printed}
    if with_extras:
        content["extras"] = {task.number: dict(task.extras) for task in draft.tasks if task.extras}
    text = json.dumps({key: value for key, value in content.items() if value}, ensure_ascii=True)
    pieces = [text[at : at + _PIECE_CHARS] for at in range(0, len(text), _PIECE_CHARS)]
    return tuple((f"{_NAME}{number:03}", f"|{piece}|") for number, piece in enumerate(pieces, 1))


def is_own_list(properties: Mapping[str, str]) -> bool:
    return f"{_NAME}001" in properties


def own_choices(properties: Mapping[str, str]) -> OwnList | None:
    """What an exported list says of itself; None for a file that is none, or whose properties were changed."""
    pieces = [properties[name].strip()[1:-1] for name in sorted(properties) if name.startswith(_NAME)]
    try:
        content = json.loads("".join(pieces)) if pieces else None
        return _own_list(content) if isinstance(content, dict) else None
    except (ValueError, TypeError):
        return None


def _own_list(content: Mapping[str, object]) -> OwnList:
    texts = {name: str(content.get(name, "")) for name in _HEAD}
    owner = texts.pop("owner")
    issued_on, first, last = (date.fromisoformat(str(content[name])) if name in content else None for name in _DAYS)
    carries, printed, extras = (_mapping(content.get(key)) for key in ("carries", "printed", "extras"))
    return OwnList(
        ImportChoices(**texts, issued_on=issued_on, first=first, last=last),
        UnitSlug(owner) if owner else None,
        {key: tuple(map(str, value)) for key, value in carries.items() if isinstance(value, list)},
        {key: str(value) for key, value in printed.items()},
        {key: {name: str(text) for name, text in _mapping(value).items()} for key, value in extras.items()},
    )


def _mapping(value: object) -> dict[str, object]:
    return {str(key): part for key, part in value.items()} if isinstance(value, dict) else {}
