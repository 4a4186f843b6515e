"""Styles: the typeface for everything, and what every template uses."""

from collections.abc import Iterable

from tdn_templates.word.short_lines import LINES_MM
from word_templates.ooxml import size, twips
from word_templates.package import HEAD, WORD

CENTRED, JUSTIFIED, RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="both"/>', '<w:jc w:val="right"/>'
WITH_NEXT = "<w:keepNext/>"


def style(key: str, name: str, paragraphs: str, runs: str, based_on: str = "Normal") -> str:
    """A comma in `name` would part it from an alias."""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:qFormat/><w:pPr>{paragraphs}</w:pPr><w:rPr>{runs}</w:rPr></w:style>'
    )


def spacing(before: float = 0, after: float = 0) -> str:
    """Points above and below; lines stay single."""
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"/>'


def line_style(key: str, name: str, column: int, line_mm: float, after: float = 0) -> str:
    """An empty paragraph that draws a line of this length in the middle of a column of so many twips."""
    indent = (column - twips(line_mm)) // 2
    border = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    height = f'<w:spacing w:before="0" w:after="{round(after * 20)}" w:line="80" w:lineRule="exact"/>'
    sides = f'<w:ind w:left="{indent}" w:right="{indent}"/>'
    return style(key, name, WITH_NEXT + border + height + sides, size(4))


def fitting_line_styles(key: str, name: str, column: int, numbers: Iterable[int], after: float = 0) -> str:
    """One style for each of LINES_MM that a text in the column may need: KEY1, KEY2, ..."""
    return "".join(
        line_style(f"{key}{number}", f"{name} {number}", column, LINES_MM[number - 1], after) for number in numbers
    )


def styles_xml(*custom: str) -> str:
    """The part word/styles.xml; the styles of page numbers and tags are always in it."""
    fonts = "".join(f' w:{script}="Times New Roman"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    always = (
        style("DauTrang", "Số trang", CENTRED, size(13)),
        style("TheLenh", "Thẻ lệnh", "", '<w:color w:val="808080"/>' + size(8)),
    )
    return (
        f"{HEAD}<w:styles {WORD}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/>{size(14)}"
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:rPr><w:rFonts{fonts}/></w:rPr></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        f"{''.join((*always, *custom))}</w:styles>"
    )
