"""Read the patterns of departments that bodies of a kind usually have.

    sources: [text]
    patterns:
      - of: [ministry | agency | province | city]          for every unit of this block, as are the next three
        classes: [key]
        valid_from, valid_to
        units:
          - {name, short_names, aliases, of, classes, valid_from, valid_to}

Only `name` is required of a unit. Names may hold <area>, <party>, <bare> and <body>; what a unit says itself goes
before what its block says. The file is read when a body's departments are first asked for: most runs never do.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tdn_templates.core.generic_departments import (
    PLACEHOLDERS,
    BodyKind,
    DepartmentPattern,
    generic_departments,
    slug_prefix,
)
from tdn_templates.load.strict_yaml import Entry, read_entry
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import ClassKey

PATTERNS_FILE = "generic-departments.yaml"

_SHARED = ("of", "classes", "valid_from", "valid_to")
_UNIT = ("name", "short_names", "aliases", *_SHARED)
_PLACEHOLDER = re.compile("<([^<>]*)>")
_KINDS = tuple(kind.value for kind in BodyKind)


@dataclass(frozen=True, slots=True)
class GenericDepartments:
    """The patterns of one file, `text`, for a registry."""

    text: str
    name: str = PATTERNS_FILE

    def units_of(self, body: Unit, listed: Sequence[Unit]) -> tuple[Unit, ...]:
        """As `core.generic_departments`. Raises TdnError for a file that cannot be used."""
        patterns, sources = read_patterns(self.text, self.name)
        return generic_departments(patterns, body, listed, sources)

    def slug_prefix(self, body: Unit, listed: Sequence[Unit]) -> str:
        return slug_prefix(body, listed)


@lru_cache(maxsize=4)
def read_patterns(text: str, name: str = PATTERNS_FILE) -> tuple[tuple[DepartmentPattern, ...], tuple[str, ...]]:
    """The patterns in the order of the file, and its sources. Raises TdnError, naming file and line."""
    root = read_entry(unicodedata.normalize("NFC", text), name)
    root.only("sources", "patterns")
    return tuple(pattern for block in root.entries("patterns") for pattern in _block(block)), root.texts("sources")


def _block(block: Entry) -> Iterator[DepartmentPattern]:
    block.only(*_SHARED, "units")
    for entry in block.entries("units"):
        entry.only(*_UNIT)
        yield _pattern(entry, block)


def _pattern(entry: Entry, block: Entry) -> DepartmentPattern:
    def holder(key: str) -> Entry:
        return entry if key in entry.keys() else block  # noqa: SIM118 - Entry is no dict

    texts = (entry.text("name"), *entry.texts("short_names"), *entry.texts("aliases"))
    for text in texts:
        _check_placeholders(text, entry)
    return DepartmentPattern(
        name=entry.text("name"),
        short_names=entry.texts("short_names"),
        aliases=entry.texts("aliases"),
        of=frozenset(_kinds(holder("of"))),
        classes=frozenset(ClassKey(key) for key in holder("classes").texts("classes")),
        valid_from=holder("valid_from").optional_date("valid_from"),
        valid_to=holder("valid_to").optional_date("valid_to"),
    )


def _kinds(entry: Entry) -> Iterator[BodyKind]:
    for word in entry.texts("of"):
        if word not in _KINDS:
            listed = ", ".join(_KINDS)
            vi, en = f'"of" chỉ nhận: {listed}; không phải "{word}".', f'"of" takes {listed}, not "{word}".'
            entry.fail_near(vi, en, key="of", word=word, known=_KINDS)
        yield BodyKind(word)


def _check_placeholders(text: str, entry: Entry) -> None:
    for word in sorted(set(_PLACEHOLDER.findall(text)) - PLACEHOLDERS):
        vi, en = f'không có trường "<{word}>".', f'there is no placeholder "<{word}>".'
        entry.fail_near(vi, en, key="name", word=word, known=PLACEHOLDERS)
