"""How a table of units is laid out: which column has the names, which says whose they are, which rows stand above."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tdn_templates.core.fold import fold
from tdn_templates.core.names import NameIndex
from tdn_templates.core.own_unit_names import KINDS_ALONE
from tdn_templates.core.table_text import Line, TableText
from tdn_templates.model.unit import Level, Unit

_FIGURE = re.compile(r"[\W\d_]+|[ivxlcdm]+\W*|[a-zđ]{1,4}[-./]?\d[\w.\-/]*")
# "II. Tỉnh Cà Mau (45 xã)"
_NUMBERING = re.compile(r"\s*(?:[IVXLC]+|[A-ZĐ]|\d+)\s*[.)\-–:]\s*|\s*[-+*•]\s*")
_COUNT = re.compile(r"\s*\([^()]*\)\s*$")
_BEHIND = re.compile(r"\s*[,–(]\s*|\s+-\s+")
_MOTTO = tuple(map(fold, ("Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập - Tự do")))
_CODE_HEAD = re.compile(r"mã(?: số| xã| phường| đặc khu| đơn vị| hành chính| đvhc| cấp| px)*|code")


@dataclass(slots=True)
class Bodies:
    """Ministries and provinces by what a cell says, each text looked up once."""

    index: NameIndex
    _found: dict[str, Unit | None] = field(default_factory=dict)

    def of(self, text: str) -> Unit | None:
        """The body, also behind a number and before a count; None if the text is no certain name of one."""
        if text not in self._found:
            bare = _COUNT.sub("", _NUMBERING.sub("", text, count=1) if _NUMBERING.match(text) else text)
            self._found[text] = self._certain(text) or (self._certain(bare) if bare != text else None)
        return self._found[text]

    def _certain(self, text: str) -> Unit | None:
        unit = self.index.certain(text)
        return unit if unit is not None and unit.level is not Level.DEPARTMENT else None


def words_of(line: Line) -> Iterator[TableText]:
    """The cells that may name a unit."""
    return (cell for cell in line if not _is_figure(cell.text))


def heading_of(line: Line, bodies: Bodies) -> Unit | None:
    """The body that stands alone in its row."""
    words = tuple(words_of(line))
    return bodies.of(words[0].text) if len(words) == 1 else None


def body_columns(body: Sequence[Line], bodies: Bodies) -> frozenset[int]:
    """Columns that name a ministry or province in at least half of the rows that have several texts."""
    rows = [line for line in body if len(line) > 1]
    counts = Counter(cell.column for line in rows for cell in line if bodies.of(cell.text) is not None)
    return frozenset(column for column, count in counts.items() if count * 2 >= len(rows))


def name_column(body: Sequence[Line], bodies: Bodies, whose: frozenset[int]) -> int:
    """The first column of texts that are neither figures nor bodies nor mere kinds of unit; 0 without any."""
    texts = Counter(cell.column for line in body for cell in line if cell.column not in whose)
    others = Counter(
        cell.column
        for line in body
        for cell in words_of(line)
        if cell.column not in whose and bodies.of(cell.text) is None and fold(cell.text) not in KINDS_ALONE
    )
    most = max(others.values(), default=0)
    return min((at for at, count in others.items() if count * 2 > texts[at] and count * 2 >= most), default=0)


def name_and_body(text: str, bodies: Bodies) -> tuple[str, Unit | None]:
    """ "UBND xã Tân Phú, tỉnh Đồng Tháp" as its two parts; the text and None where the last part is no body's name."""
    signs = list(_BEHIND.finditer(text))
    for sign in reversed(signs):
        body = bodies.of(text[sign.end() :].rstrip(") "))
        if body is not None and text[: sign.start()]:
            return text[: sign.start()], body
    return text, None


def codes_by_row(
    rows: Sequence[Line], head: Sequence[Line], other: set[int]
) -> tuple[Mapping[int, str], TableText | None]:
    """Codes by row: the column of digits under the heading "Mã", if all are of one length and no two are equal. Where
    they are not, a spreadsheet has cut leading zeros, or they are those of a province: none, and the first cell."""
    for title in (cell for line in head for cell in line if cell.column not in other):
        if not _CODE_HEAD.fullmatch(" ".join(re.findall(r"\w+", fold(title.text)))):
            continue
        cells = [cell for line in rows for cell in line if cell.column == title.column]
        texts = [cell.text for cell in cells]
        if cells and all(text.isascii() and text.isdigit() for text in texts):
            if len(set(map(len, texts))) == 1 and len(set(texts)) == len(texts):
                return {cell.row: cell.text for cell in cells}, None
            return {}, cells[0]
    return {}, None


def _is_figure(text: str) -> bool:
    """A number, a code, a date, a telephone number, an address for mail, the motto: nothing that could name a unit."""
    folded = fold(text)
    return "@" in text or bool(_FIGURE.fullmatch(folded)) or folded.startswith(_MOTTO)
