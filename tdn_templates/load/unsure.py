"""Open questions of a programme file: as they are written, with the sentence beside them, and as they are read.

unsure:
  - reason, column, place, facts {name: text}           all but reason may be missing

A question is settled by taking it out. `place` is written as a person says it: "Bảng 2, dòng 14-15".
"""

import json
import re
from collections.abc import Iterator, Mapping

from tdn_templates.core.annex.doubt_wording import COLUMN_WORDS, DOUBTS, place_words, unsure_words
from tdn_templates.load.strict_yaml import Entry
from tdn_templates.model.annex import SourcePlace
from tdn_templates.model.draft import Unsure
from tdn_templates.model.words import Lang

_PLACE = re.compile(r"(?P<sheet>.*), dòng (?P<first>[0-9]{1,9})(?:-(?P<last>[0-9]{1,9}))?")
_UNUSUAL = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not allow in a file, or takes for the end of a line."""


def quoted_scalar(value: str) -> str:
    """A double-quoted scalar: whatever a unit wrote is text, on one line."""
    return _UNUSUAL.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def flow_mapping(pairs: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{quoted_scalar(key)}: {quoted_scalar(value)}' for key, value in pairs.items())}}}"


def unsure_lines(questions: tuple[Unsure, ...], indent: str) -> Iterator[str]:
    """The lines of `unsure`; none where there is no question. Each has its sentence in Vietnamese above it."""
    if not questions:
        return
    yield f"{indent}unsure:"
    for question in questions:
        words = unsure_words(question, Lang.VI)
        yield f"{indent}  # {_UNUSUAL.sub(' ', f'{words.why} {words.remedy}')}"
        yield f"{indent}  - reason: {question.reason}"
        if question.column:
            yield f"{indent}    column: {question.column}"
        if question.place is not None:
            yield f"{indent}    place: {quoted_scalar(place_text(question.place))}"
        if question.facts:
            yield f"{indent}    facts: {flow_mapping(question.facts)}"


def place_text(place: SourcePlace) -> str:
    return place_words(place, Lang.VI)


def read_unsure(entry: Entry) -> tuple[Unsure, ...]:
    """Raises TdnError, naming file and line, for a reason or a place that cannot be."""
    return tuple(_read(item) for item in entry.entries("unsure"))


def _read(entry: Entry) -> Unsure:
    entry.only("reason", "column", "place", "facts")
    column = entry.one_of("column", tuple(COLUMN_WORDS)) if entry.optional_text("column") else ""
    facts = entry.optional_entry("facts")
    return Unsure(
        reason=entry.one_of("reason", tuple(DOUBTS)),
        column=column,
        facts={} if facts is None else {key: facts.optional_text(key) for key in facts.keys()},  # noqa: SIM118
        place=read_place(entry),
    )


def read_place(entry: Entry) -> SourcePlace | None:
    """The `place` of a row or a question; None where there is none."""
    text = entry.optional_text("place")
    if not text:
        return None
    found = _PLACE.fullmatch(text)
    if found is None:
        vi = f'"place" viết như "Bảng 2, dòng 14-15", không phải "{text}".'
        entry.fail(vi, f'"place" is written as "Bảng 2, dòng 14-15", not "{text}".', key="place")
    first = int(found["first"])
    return SourcePlace(found["sheet"], first, int(found["last"] or first))


def read_texts_by_name(entry: Entry, key: str) -> dict[str, str]:
    """A mapping of names to texts, such as `extras`; {} where there is none."""
    found = entry.optional_entry(key)
    return {} if found is None else {name: found.optional_text(name) for name in found.keys()}  # noqa: SIM118
