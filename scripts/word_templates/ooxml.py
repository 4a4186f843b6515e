"""Pieces of WordprocessingML, with their parts in the order the schema wants."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

GREY, AMBER = "F2F2F2", "FFF2CC"
BOLD, ITALIC, CAPITALS, HIDDEN = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>", "<w:caps/>", "<w:vanish/>"
KEPT_WHOLE = "<w:cantSplit/>"
HEADING_ROW = "<w:cantSplit/><w:tblHeader/>"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def twips(mm: float) -> int:
    return round(mm * 1440 / 25.4)


def size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def run(text: str, properties: str = "") -> str:
    marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{marks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(style: str, *runs: str, properties: str = "") -> str:
    """`properties` are those that follow the style in w:pPr."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{"".join(runs)}</w:p>'


def text(style: str, words: str) -> str:
    """A paragraph of one run."""
    return paragraph(style, run(words))


def tag(words: str) -> str:
    """A paragraph that holds only an instruction and leaves nothing behind."""
    return text("TheLenh", words)


def when(condition: str, *paragraphs: str) -> str:
    """Paragraphs or tables that are there when the condition holds."""
    return tag(f"{{%p if {condition} %}}") + "".join(paragraphs) + tag("{%p endif %}")


def cell(width: int, content: str, *, span: int = 1, fill: str = "") -> str:
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{grid}{shade}</w:tcPr>{content}</w:tc>'


def cells_between(opening: str, content: str, closing: str, tag_width: int) -> str:
    """Cells in a loop or condition; the two cells that hold its tags leave nothing behind."""
    return cell(tag_width, tag(f"{{%tc {opening} %}}")) + content + cell(tag_width, tag(f"{{%tc {closing} %}}"))


def row(cells: Iterable[str], properties: str = KEPT_WHOLE) -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tag_row(words: str, width: int, span: int) -> str:
    """A row that holds only an instruction and leaves nothing behind."""
    return row([cell(width, tag(words), span=span)])


def ruled_table(widths: tuple[int, ...], rows: Iterable[str]) -> str:
    """A table with lines around every cell; `widths` are those of its columns, in twips."""
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES)
    return _table(widths, rows, f"<w:tblBorders>{borders}</w:tblBorders>", (28, 85, 28, 85))


def bare_table(widths: tuple[int, ...], rows: Iterable[str]) -> str:
    """A table that only puts things side by side: no lines, no margins."""
    return _table(widths, rows, "", (0, 0, 0, 0))


def _table(widths: tuple[int, ...], rows: Iterable[str], borders: str, margins: tuple[int, int, int, int]) -> str:
    sides = zip(("top", "left", "bottom", "right"), margins, strict=True)
    spaces = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'{borders}<w:tblLayout w:type="fixed"/><w:tblCellMar>{spaces}</w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
