"""Paper, margins and page numbers (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I)."""

from dataclasses import dataclass

from word_templates.ooxml import twips

_NUMBER_FROM_EDGE = 510  # 9 mm: the page number stands in the middle of the top margin


@dataclass(frozen=True, slots=True)
class Page:
    """Everything in twips; the defaults are the decree's smallest margins: 20, 20, 30 and 15 mm."""

    width: int
    height: int
    top: int = 1134
    bottom: int = 1134
    left: int = 1701
    right: int = 851

    @property
    def text_width(self) -> int:
        return self.width - self.left - self.right

    def section(self) -> str:
        """The section with this page: it counts from 1, and its first page shows no number."""
        turned = ' w:orient="landscape"' if self.width > self.height else ""
        return (
            '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>'
            f'<w:pgSz w:w="{self.width}" w:h="{self.height}"{turned}/>'
            f'<w:pgMar w:top="{self.top}" w:right="{self.right}" w:bottom="{self.bottom}" w:left="{self.left}"'
            f' w:header="{_NUMBER_FROM_EDGE}" w:footer="{_NUMBER_FROM_EDGE}" w:gutter="0"/>'
            '<w:pgNumType w:start="1"/><w:cols w:space="708"/><w:titlePg/></w:sectPr>'
        )

    def widths(self, *columns_mm: float | None) -> tuple[int, ...]:
        """Columns of a table as wide as the text; None takes what the others leave."""
        fixed = [0 if mm is None else twips(mm) for mm in columns_mm]
        return tuple(width or self.text_width - sum(fixed) for width in fixed)


PORTRAIT = Page(11906, 16838)
LANDSCAPE = Page(16838, 11906)
