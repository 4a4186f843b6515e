"""Strict YAML: text stays text, keys come once, every complaint names the file and the line.

Plain YAML loaders read `01` as 1 and `no` as False, let the last of two equal keys win, and unfold aliases without
limit. Here every scalar is text ("" for `null`, `~` and nothing), repeated keys, anchors, aliases and tags are refused.
"""

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NoReturn

from tdn_templates.load.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, compose, refuse

_FLAGS = {"true": True, "false": False}


def load_strict(text: str, name: str) -> object:
    """The document as dicts with text keys, lists and text; `name` is the file name for messages.

    Raises TdnError for anything that is not one plain YAML document.
    """
    return _plain(compose(text, name))


def read_entry(text: str, name: str) -> "Entry":
    """The document, which has to be a mapping, with typed access to its values. Raises TdnError like load_strict."""
    root = compose(text, name)
    if not isinstance(root, MappingNode):
        refuse(name, root.line, "tệp phải bắt đầu bằng các dòng “khoá: giá trị”.", 'the file has to be "key: value".')
    return Entry(name, root)


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a file. Every method raises TdnError naming file, line and key when the value does not fit."""

    file: str
    _node: MappingNode

    @property
    def line(self) -> int:
        """Where the mapping begins, from 1."""
        return self._node.line

    def keys(self) -> tuple[str, ...]:
        return tuple(self._node.items)

    def only(self, *known: str) -> None:
        """Refuses every key that is not listed, with the nearest known one."""
        for key, (line, _) in self._node.items.items():
            if key not in known:
                vi, en = f'khoá "{key}" không được dùng ở đây.', f'the key "{key}" is not used here.'
                refuse(self.file, line, vi, en, hint=_did_you_mean(key, known))

    def require(self, *keys: str) -> None:
        """Refuses the mapping when one of the keys is missing or blank."""
        for key in keys:
            if self._value(key) is None:
                self._missing(key)

    def text(self, key: str) -> str:
        return self.optional_text(key) or self._missing(key)

    def optional_text(self, key: str) -> str:
        """ "" when the key is missing or blank."""
        node = self._value(key)
        if node is None:
            return ""
        if not isinstance(node, ScalarNode):
            self.fail(f'"{key}" phải là một đoạn chữ.', f'"{key}" has to be text.', key=key)
        return node.text

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, none of them blank; empty when the key is missing or blank."""
        return tuple(text for _, text in self.lined_texts(key))

    def lined_texts(self, key: str) -> tuple[tuple[int, str], ...]:
        """As `texts`, each with its line, for `refuse_line`."""
        found: list[tuple[int, str]] = []
        for node in self._list(key):
            if not isinstance(node, ScalarNode) or not node.text.strip():
                vi, en = f'"{key}" phải là danh sách các đoạn chữ.', f'"{key}" has to be a list of texts.'
                refuse(self.file, node.line, vi, en)
            found.append((node.line, node.text))
        return tuple(found)

    def entry(self, key: str) -> "Entry":
        return self.optional_entry(key) or self._missing(key)

    def optional_entry(self, key: str) -> "Entry | None":
        node = self._value(key)
        if node is None:
            return None
        if not isinstance(node, MappingNode):
            self.fail(f'"{key}" phải gồm các dòng “khoá: giá trị”.', f'"{key}" has to be a mapping.', key=key)
        return Entry(self.file, node)

    def entries(self, key: str) -> tuple["Entry", ...]:
        """A list of mappings; empty when the key is missing or blank."""
        return tuple(self._as_entry(key, node) for node in self._list(key))

    def named_entries(self, key: str) -> Iterator[tuple[str, "Entry"]]:
        """A mapping of mappings, in the order of the file; nothing when the key is missing or blank."""
        outer = self.optional_entry(key)
        if outer is None:
            return
        for name in outer.keys():  # noqa: SIM118 - Entry is no dict
            yield name, outer.entry(name)

    def date(self, key: str) -> dt.date:
        return self.optional_date(key) or self._missing(key)

    def optional_date(self, key: str) -> dt.date | None:
        """A day written as 2024-04-15."""
        text = self.optional_text(key)
        if not text:
            return None
        try:
            return dt.date.fromisoformat(text) if len(text) == 10 else self._not_a_date(key, text)
        except ValueError:
            self._not_a_date(key, text)

    def whole(self, key: str) -> int:
        """A whole number, not negative."""
        text = self.text(key)
        if not (text.isascii() and text.isdecimal()):
            vi, en = f'"{key}" phải là số nguyên, không phải "{text}".', f'"{key}" has to be a whole number.'
            self.fail(vi, en, key=key)
        return int(text)

    def decimal(self, key: str) -> float:
        """A number with an optional decimal point."""
        text = self.text(key)
        if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", text, re.ASCII):
            self.fail(f'"{key}" phải là số, không phải "{text}".', f'"{key}" has to be a number.', key=key)
        return float(text)

    def flag(self, key: str) -> bool:
        """`true` or `false`; false when the key is missing or blank."""
        text = self.optional_text(key) or "false"
        if text not in _FLAGS:
            vi, en = f'"{key}" phải là true hoặc false, không phải "{text}".', f'"{key}" has to be true or false.'
            self.fail(vi, en, key=key)
        return _FLAGS[text]

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        text = self.text(key)
        if text not in allowed:
            listed = ", ".join(allowed)
            vi = f'"{key}" không nhận "{text}"; được dùng: {listed}.'
            en = f'"{key}" does not take "{text}"; allowed: {listed}.'
            refuse(self.file, self.line_of(key), vi, en, hint=_did_you_mean(text, allowed))
        return text

    def plain(self, key: str) -> object:
        """The value as load_strict would give it; "" when the key is missing."""
        found = self._node.items.get(key)
        return "" if found is None else _plain(found[1])

    def line_of(self, key: str) -> int:
        """The line of the key, or of the mapping if it has no such key."""
        found = self._node.items.get(key)
        return self._node.line if found is None else found[0]

    def fail(self, vi: str, en: str, *, key: str = "") -> NoReturn:
        """Raises TdnError at the line of the key, or of the mapping."""
        refuse(self.file, self.line_of(key), vi, en)

    def fail_near(self, vi: str, en: str, *, key: str, word: str, known: Iterable[str]) -> NoReturn:
        """As `fail`, with the known word that is nearest to the one found."""
        refuse(self.file, self.line_of(key), vi, en, hint=_did_you_mean(word, tuple(known)))

    def refuse_line(self, line: int, vi: str, en: str, *, near: tuple[str, str] = ("", "")) -> NoReturn:
        """Raises TdnError at a line of the file; `near` says in both languages what may have been meant."""
        refuse(self.file, line, vi, en, hint=near)

    def _value(self, key: str) -> Node | None:
        """None when the key is missing or its value blank."""
        found = self._node.items.get(key)
        if found is None or (isinstance(found[1], ScalarNode) and not found[1].text.strip()):
            return None
        return found[1]

    def _list(self, key: str) -> Sequence[Node]:
        node = self._value(key)
        if node is None:
            return ()
        if not isinstance(node, SequenceNode):
            self.fail(f'"{key}" phải là một danh sách.', f'"{key}" has to be a list.', key=key)
        return node.items

    def _as_entry(self, key: str, node: Node) -> "Entry":
        if not isinstance(node, MappingNode):
            vi, en = f'mỗi mục của "{key}" phải gồm các dòng “khoá: giá trị”.', f'each item of "{key}" is a mapping.'
            refuse(self.file, node.line, vi, en)
        return Entry(self.file, node)

    def _missing(self, key: str) -> NoReturn:
        self.fail(f'thiếu "{key}".', f'"{key}" is missing.', key=key)

    def _not_a_date(self, key: str, text: str) -> NoReturn:
        vi = f'"{key}" phải là ngày viết như 2024-04-15, không phải "{text}".'
        self.fail(vi, f'"{key}" has to be a day written as 2024-04-15, not "{text}".', key=key)


def _plain(node: Node) -> object:
    match node:
        case ScalarNode():
            return node.text
        case SequenceNode():
            return [_plain(item) for item in node.items]
        case MappingNode():
            return {key: _plain(value) for key, (_, value) in node.items.items()}


def _did_you_mean(word: str, known: Sequence[str]) -> tuple[str, str]:
    near = difflib.get_close_matches(word, known, n=1)
    return (f'Có phải là "{near[0]}" không?', f'Did you mean "{near[0]}"?') if near else ("", "")
