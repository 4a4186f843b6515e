"""The values of `values.tsv`, which are put into cells."""

import csv
import re
import string
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tdn_templates.model.layout import ColumnKind
from tests.office.calc import Typed

PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Value:
    """One line of the table. `how` is as in `Typed`, or "nfd", or "blank"."""

    kind: str
    merit: str
    how: str
    template: str

    @property
    def is_plain(self) -> bool:
        return self.merit == PLAIN

    def fits(self, kind: ColumnKind) -> bool:
        return self.kind in (kind.value, "any")

    def filled_in(self, words: Mapping[str, str]) -> Typed | None:
        """What goes into the cell; a blank text clears it. None when the row knows no word for one of the names."""
        names = [name for _, name, _, _ in string.Formatter().parse(self.template) if name]
        if any(not words.get(name) for name in names):
            return None
        text = self.template.format_map(words)
        match self.how:
            case "number" | "date":
                return Typed(self.how, float(text))
            case "formula":
                return Typed("formula", text)
            case "nfd":
                return Typed("text", unicodedata.normalize("NFD", text))
            case _:
                return Typed("text", text)


def read_values() -> tuple[Value, ...]:
    lines = Path(__file__).with_name("values.tsv").read_text(encoding="utf-8").split("\n")
    table = csv.DictReader(
        (line for line in lines if line and not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    return tuple(Value(line["kind"], line["merit"], line["how"], _unescaped(line["value"])) for line in table)


def _unescaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text).replace(r"\n", "\n")


VALUES = read_values()
