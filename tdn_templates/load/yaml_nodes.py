"""One plain YAML document as nodes that know their lines.

Built from parser events, so that an alias is refused before anything is unfolded.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

import yaml

from tdn_templates.errors import TdnError

# libyaml's parser where it was built in: about ten times the speed of the Python one, the same events
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_DEEPEST = 40
_NULLS = ("", "~", "null", "Null", "NULL")
_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class ScalarNode:
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class SequenceNode:
    items: list["Node"]
    line: int


@dataclass(frozen=True, slots=True)
class MappingNode:
    """`items` maps each key to its line and its value."""

    items: dict[str, tuple[int, "Node"]]
    line: int


Node = ScalarNode | SequenceNode | MappingNode


def compose(text: str, name: str) -> Node:
    """The root of the only document; `name` is the file name for messages. Raises TdnError for anything else."""
    illegal = _NOT_YAML.search(text)
    if illegal:
        line, code = text.count("\n", 0, illegal.start()) + 1, f"U+{ord(illegal[0]):04X}"
        refuse(name, line, f"có ký tự không được phép ({code}).", f"a character that YAML does not allow ({code}).")
    try:
        return _Composer(name, yaml.parse(text, Loader=_LOADER)).document()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        refuse(name, line, f"sai cú pháp YAML ({error.problem}).", f"not valid YAML ({error.problem}).")
    except (yaml.YAMLError, ValueError) as error:
        refuse(name, 1, f"sai cú pháp YAML ({error}).", f"not valid YAML ({error}).")


class _Composer:
    """Builds nodes from parser events, so that an alias is refused before anything is unfolded."""

    def __init__(self, name: str, events: Iterable[yaml.Event]) -> None:
        self._name = name
        self._events = (event for event in events if not isinstance(event, yaml.StreamStartEvent))
        self._depth = 0

    def document(self) -> Node:
        """The only document; an empty file is blank text."""
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return ScalarNode("", 1)
        root = self._node(next(self._events))
        next(self._events)  # the end of the document
        extra = next(self._events)
        if not isinstance(extra, yaml.StreamEndEvent):
            refuse(self._name, _line(extra), "chỉ được có một tài liệu.", "only one document is allowed.")
        return root

    def _node(self, event: yaml.Event) -> Node:
        self._check(event)
        if isinstance(event, yaml.ScalarEvent):
            blank = not event.style and event.value in _NULLS
            return ScalarNode("" if blank else event.value, _line(event))
        self._depth += 1
        if self._depth > _DEEPEST:
            refuse(self._name, _line(event), "lồng nhau quá sâu.", "nested too deeply.")
        node = self._sequence(event) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(event)
        self._depth -= 1
        return node

    def _sequence(self, start: yaml.Event) -> SequenceNode:
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event))
        return SequenceNode(items, _line(start))

    def _mapping(self, start: yaml.Event) -> MappingNode:
        items: dict[str, tuple[int, Node]] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event)
            if not isinstance(key, ScalarNode):
                refuse(self._name, key.line, "khoá phải là một đoạn chữ.", "a key has to be text.")
            if key.text in items:
                first = items[key.text][0]
                vi = f'khoá "{key.text}" bị lặp lại (lần đầu ở dòng {first}).'
                refuse(self._name, key.line, vi, f'the key "{key.text}" is repeated (first in line {first}).')
            items[key.text] = (key.line, self._node(next(self._events)))
        return MappingNode(items, _line(start))

    def _check(self, event: yaml.Event) -> None:
        if getattr(event, "anchor", None) is not None:
            vi, en = "không dùng neo và tham chiếu (& và *).", "anchors and aliases (& and *) are not allowed."
            refuse(self._name, _line(event), vi, en)
        if getattr(event, "tag", None) is not None:
            refuse(self._name, _line(event), "không dùng thẻ kiểu (!).", "tags (!) are not allowed.")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def refuse(name: str, line: int, vi: str, en: str, *, hint: tuple[str, str] = ("", "")) -> NoReturn:
    """Raises TdnError that names file and line; `hint` is a did-you-mean in Vietnamese and English."""
    where_vi, where_en = f"{name}, dòng {line}", f"{name}, line {line}"
    raise TdnError(f"{where_vi}: {vi}", f"{where_en}: {en}", hint_vi=hint[0], hint_en=hint[1]) from None
