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

import yaml

from tdn_templates.errors import TdnError

# libyaml's parser where it was built in: about ten times the speed of the Python one, the same events
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_DEEPEST = 40
_NULLS = ("", "~", "null", "Null", "NULL")
_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FLAGS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class _Scalar:
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class _Sequence:
    items: list["_Node"]
    line: int


@dataclass(frozen=True, slots=True)
class _Mapping:
    """`items` maps each key to its line and its value."""

    items: dict[str, tuple[int, "_Node"]]
    line: int


_Node = _Scalar | _Sequence | _Mapping


def load_strict(text: str, name: str) -> object:
    """The document as dicts with text keys, lists and text; `name` is the file name for messages.

    Raises TdnError for anything that is not one plain YAML document.
    """
    return _plain(_compose(text, name))


def read_entry(text: str, name: str) -> "Entry":
    """The document, which has to be a mapping, with typed access to its values. Raises TdnError like load_strict."""
    root = _compose(text, name)
    if not isinstance(root, _Mapping):
        _refuse(name, root.line, "tệp phải bắt đầu bằng các dòng “khoá: giá trị”.", 'the file has to be "key: value".')
    return Entry(name, root)


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a file. Every method raises TdnError naming file, line and key when the value does not fit."""

    file: str
    _node: _Mapping

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
                _refuse(self.file, line, vi, en, hint=_did_you_mean(key, known))

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
        if not isinstance(node, _Scalar):
            self.fail(f'"{key}" phải là một đoạn chữ.', f'"{key}" has to be text.', key=key)
        return node.text

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, none of them blank; empty when the key is missing or blank."""
        found: list[str] = []
        for node in self._list(key):
            if not isinstance(node, _Scalar) or not node.text.strip():
                vi, en = f'"{key}" phải là danh sách các đoạn chữ.', f'"{key}" has to be a list of texts.'
                _refuse(self.file, node.line, vi, en)
            found.append(node.text)
        return tuple(found)

    def entry(self, key: str) -> "Entry":
        return self.optional_entry(key) or self._missing(key)

    def optional_entry(self, key: str) -> "Entry | None":
        node = self._value(key)
        if node is None:
            return None
        if not isinstance(node, _Mapping):
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
            _refuse(self.file, self.line_of(key), vi, en, hint=_did_you_mean(text, allowed))
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
        _refuse(self.file, self.line_of(key), vi, en)

    def _value(self, key: str) -> _Node | None:
        """None when the key is missing or its value blank."""
        found = self._node.items.get(key)
        if found is None or (isinstance(found[1], _Scalar) and not found[1].text.strip()):
            return None
        return found[1]

    def _list(self, key: str) -> Sequence[_Node]:
        node = self._value(key)
        if node is None:
            return ()
        if not isinstance(node, _Sequence):
            self.fail(f'"{key}" phải là một danh sách.', f'"{key}" has to be a list.', key=key)
        return node.items

    def _as_entry(self, key: str, node: _Node) -> "Entry":
        if not isinstance(node, _Mapping):
            vi, en = f'mỗi mục của "{key}" phải gồm các dòng “khoá: giá trị”.', f'each item of "{key}" is a mapping.'
            _refuse(self.file, node.line, vi, en)
        return Entry(self.file, node)

    def _missing(self, key: str) -> NoReturn:
        self.fail(f'thiếu "{key}".', f'"{key}" is missing.', key=key)

    def _not_a_date(self, key: str, text: str) -> NoReturn:
        vi = f'"{key}" phải là ngày viết như 2024-04-15, không phải "{text}".'
        self.fail(vi, f'"{key}" has to be a day written as 2024-04-15, not "{text}".', key=key)


def _compose(text: str, name: str) -> _Node:
    illegal = _NOT_YAML.search(text)
    if illegal:
        line, code = text.count("\n", 0, illegal.start()) + 1, f"U+{ord(illegal[0]):04X}"
        _refuse(name, line, f"có ký tự không được phép ({code}).", f"a character that YAML does not allow ({code}).")
    try:
        return _Composer(name, yaml.parse(text, Loader=_LOADER)).document()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        _refuse(name, line, f"sai cú pháp YAML ({error.problem}).", f"not valid YAML ({error.problem}).")
    except (yaml.YAMLError, ValueError) as error:
        _refuse(name, 1, f"sai cú pháp YAML ({error}).", f"not valid YAML ({error}).")


class _Composer:
    """Builds nodes from parser events, so that an alias is refused before anything is unfolded."""

    def __init__(self, name: str, events: Iterable[yaml.Event]) -> None:
        self._name = name
        self._events = (event for event in events if not isinstance(event, yaml.StreamStartEvent))
        self._depth = 0

    def document(self) -> _Node:
        """The only document; an empty file is blank text."""
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return _Scalar("", 1)
        root = self._node(next(self._events))
        next(self._events)  # the end of the document
        extra = next(self._events)
        if not isinstance(extra, yaml.StreamEndEvent):
            _refuse(self._name, _line(extra), "chỉ được có một tài liệu.", "only one document is allowed.")
        return root

    def _node(self, event: yaml.Event) -> _Node:
        self._check(event)
        if isinstance(event, yaml.ScalarEvent):
            blank = not event.style and event.value in _NULLS
            return _Scalar("" if blank else event.value, _line(event))
        self._depth += 1
        if self._depth > _DEEPEST:
            _refuse(self._name, _line(event), "lồng nhau quá sâu.", "nested too deeply.")
        node = self._sequence(event) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(event)
        self._depth -= 1
        return node

    def _sequence(self, start: yaml.Event) -> _Sequence:
        items: list[_Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event))
        return _Sequence(items, _line(start))

    def _mapping(self, start: yaml.Event) -> _Mapping:
        items: dict[str, tuple[int, _Node]] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event)
            if not isinstance(key, _Scalar):
                _refuse(self._name, key.line, "khoá phải là một đoạn chữ.", "a key has to be text.")
            if key.text in items:
                first = items[key.text][0]
                vi = f'khoá "{key.text}" bị lặp lại (lần đầu ở dòng {first}).'
                _refuse(self._name, key.line, vi, f'the key "{key.text}" is repeated (first in line {first}).')
            items[key.text] = (key.line, self._node(next(self._events)))
        return _Mapping(items, _line(start))

    def _check(self, event: yaml.Event) -> None:
        if getattr(event, "anchor", None) is not None:
            vi, en = "không dùng neo và tham chiếu (& và *).", "anchors and aliases (& and *) are not allowed."
            _refuse(self._name, _line(event), vi, en)
        if getattr(event, "tag", None) is not None:
            _refuse(self._name, _line(event), "không dùng thẻ kiểu (!).", "tags (!) are not allowed.")


def _plain(node: _Node) -> object:
    match node:
        case _Scalar():
            return node.text
        case _Sequence():
            return [_plain(item) for item in node.items]
        case _Mapping():
            return {key: _plain(value) for key, (_, value) in node.items.items()}


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _did_you_mean(word: str, known: Sequence[str]) -> tuple[str, str]:
    near = difflib.get_close_matches(word, known, n=1)
    return (f'Có phải là "{near[0]}" không?', f'Did you mean "{near[0]}"?') if near else ("", "")


def _refuse(name: str, line: int, vi: str, en: str, *, hint: tuple[str, str] = ("", "")) -> NoReturn:
    where_vi, where_en = f"{name}, dòng {line}", f"{name}, line {line}"
    raise TdnError(f"{where_vi}: {vi}", f"{where_en}: {en}", hint_vi=hint[0], hint_en=hint[1]) from None
