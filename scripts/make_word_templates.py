"""Builds the Word templates of templates/, each with its text image and its list of fields.

    python scripts/make_word_templates.py [FOLDER]

The same script gives the same bytes. Layout: Nghị định 30/2020/NĐ-CP, Phụ lục I and III, and the habits of offices for
wide tables (landscape, repeated heading row, rows kept whole, agency columns of 35 mm and more).
"""

import io
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from tdn_templates.files.stable_zip import restamp_zip
from tdn_templates.word.properties import app_xml, core_xml
from tdn_templates.word.template_text import template_text

PAGE_WIDTH, PAGE_HEIGHT = 16838, 11906  # twips: A4 lying on its side
TOP, BOTTOM, LEFT, RIGHT = 1134, 1134, 1701, 851  # 20, 20, 30 and 15 mm
HEADER_FROM_EDGE = 510  # 9 mm: the page number stands in the middle of the top margin
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
SHORT_LINE = 2268  # 40 mm
GREY, AMBER = "F2F2F2", "FFF2CC"
MADE_ON = datetime(2026, 1, 1, tzinfo=UTC)

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PART_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FIXED_PARTS = Path(__file__).parent / "word_parts"
"""Fonts and theme, the same in every template: Word writes both into every file, and validators ask for them."""


@dataclass(frozen=True, slots=True)
class Column:
    """`mm` is the width; None takes what the other columns leave. `asked` columns are for the unit to fill in."""

    key: str
    mm: float | None
    style: str = "OBang"
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """`is_form` for an annex that a unit fills in and returns: instructions, hidden row keys, hidden stamp."""

    name: str
    purpose: str
    columns: tuple[Column, ...]
    table_half_points: int
    has_unit_rows: bool = False
    is_form: bool = False


NUMBER = Column("number", 13, "OBangGiua")
TEXT = Column("text", None)
LEAD, SUPPORTING, TIME = Column("lead", 48), Column("supporting", 54), Column("time", 31, "OBangGiua")

TEMPLATES = (
    Template("phu-luc-5-cot", "Phụ lục tổng hợp, 5 cột", (NUMBER, TEXT, LEAD, SUPPORTING, TIME), 24),
    Template(
        "phu-luc-7-cot",
        "Phụ lục tổng hợp, 7 cột: thêm đơn vị thuộc Bộ chủ trì, phối hợp",
        (
            NUMBER,
            TEXT,
            Column("lead", 37),
            Column("supporting", 41),
            Column("time", 23, "OBangGiua"),
            Column("own_lead", 36),
            Column("own_supporting", 38),
        ),
        22,
    ),
    Template(
        "phu-luc-nhieu-don-vi",
        "Phụ lục tổng hợp nhiều đơn vị: dưới mỗi nhiệm vụ, mỗi đơn vị một dòng",
        (
            NUMBER,
            Column("unit", 40),
            TEXT,
            Column("lead", 44),
            Column("supporting", 48),
            Column("time", 28, "OBangGiua"),
        ),
        22,
        has_unit_rows=True,
    ),
    Template(
        "phu-luc-don-vi",
        "Phụ lục gửi đơn vị điền",
        (
            Column("number", 11, "OBangGiua"),
            TEXT,
            Column("lead", 26),
            Column("supporting", 29),
            Column("time", 17, "OBangGiua"),
            Column("treatment", 21, asked=True),
            Column("own_lead", 36, asked=True),
            Column("own_supporting", 36, asked=True),
            Column("own_time", 18, "OBangGiua", asked=True),
            Column("note", 16, asked=True),
        ),
        20,
        is_form=True,
    ),
)

FIELDS = {
    "label": (
        "Dòng “Phụ lục”, kèm số La Mã khi có từ hai phụ lục",
        "The line “Phụ lục”, with a Roman number when there are several",
    ),
    "title": ("Tiêu đề phụ lục (tự in hoa)", "Title of the annex (shown in capitals)"),
    "subtitle": ("Dòng “(Kèm theo ...)”", "The line “(Kèm theo ...)” naming the document it belongs to"),
    "instructions": ("Các dòng hướng dẫn phía trên bảng", "Instruction lines above the table"),
    "columns": (
        "Tiêu đề các cột: columns.lead là tiêu đề cột lead",
        "Column titles: columns.lead is the title of the column lead",
    ),
    "rows": ("Các dòng của bảng, theo thứ tự in", "The rows of the table, in the order of printing"),
    "draft": ("Đúng khi còn là dự thảo", "True while the annex is a draft"),
    "remarks": ("Những việc còn phải hoàn thiện của bản dự thảo", "What is still to be settled in the draft"),
    "stamp_line": ("Dấu nhận dạng của biểu mẫu (chữ ẩn)", "The stamp of the form (hidden text)"),
    "row.kind": ("Loại dòng: group, band, task, unit", "Kind of row: group, band, task, unit"),
    "row.marked": (
        "Đúng khi dòng còn nội dung phải hoàn thiện",
        "True when something in the row is still to be settled",
    ),
    "row.key": ("Khóa nhận dạng dòng (chữ ẩn)", "The key of the row (hidden text)"),
    "row.unit": ("Tên đơn vị, ở dòng loại unit", "Name of the unit, in rows of kind unit"),
    "row.number": ("Số thứ tự", "Number"),
    "row.text": ("Nội dung nhiệm vụ, hoặc tên nhóm", "Wording of the task, or title of the group"),
    "row.lead": ("Cơ quan chủ trì", "Lead agency"),
    "row.supporting": ("Cơ quan phối hợp", "Supporting agencies"),
    "row.time": ("Thời gian thực hiện", "Time frame"),
    "row.treatment": ("Cách thực hiện", "Treatment"),
    "row.own_lead": ("Đơn vị chủ trì của đơn vị", "Own lead unit"),
    "row.own_supporting": ("Đơn vị phối hợp của đơn vị", "Own supporting units"),
    "row.own_time": ("Thời gian thực hiện của đơn vị", "Own time frame"),
    "row.note": ("Lý do, ghi chú", "Reason, note"),
}
"""Every field there is, in Vietnamese and English."""

OPTIONAL = frozenset({"instructions", "draft", "remarks", "stamp_line", "row.kind", "row.marked"})
FORM_ONLY = frozenset({"instructions", "stamp_line", "row.key"})


# --- text pieces -----------------------------------------------------------------------------------------------------


def run(text: str, properties: str = "") -> str:
    marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{marks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(style: str, *runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


def tag(text: str) -> str:
    """A paragraph that holds only an instruction and leaves nothing behind."""
    return paragraph("TheLenh", run(text))


def cell(width: int, content: str, *, span: int = 1, fill: str = "") -> str:
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{grid}{shade}</w:tcPr>{content}</w:tc>'


def table_row(cells: Iterable[str], properties: str = "<w:cantSplit/>") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


# --- the table -------------------------------------------------------------------------------------------------------


def widths(template: Template) -> tuple[int, ...]:
    """Twips, left to right; they sum up to the text width."""
    fixed = [0 if column.mm is None else round(column.mm * 1440 / 25.4) for column in template.columns]
    return tuple(width or TEXT_WIDTH - sum(fixed) for width in fixed)


def hidden_key(template: Template) -> str:
    return run("{{ row.key }}", "<w:vanish/>") if template.is_form else ""


def tag_row(template: Template, text: str) -> str:
    return table_row([cell(TEXT_WIDTH, tag(text), span=len(template.columns))])


def heading_row(template: Template) -> str:
    cells = (
        cell(width, paragraph("DauBang", run(f"{{{{ columns.{column.key} }}}}")), fill=AMBER if column.asked else GREY)
        for column, width in zip(template.columns, widths(template), strict=True)
    )
    return table_row(cells, "<w:cantSplit/><w:tblHeader/>")


def full_width_row(template: Template, style: str, fill: str) -> str:
    text = run("{% if row.number %}{{ row.number }}. {% endif %}{{ row.text }}")
    return table_row(
        [cell(TEXT_WIDTH, paragraph(style, hidden_key(template), text), span=len(template.columns), fill=fill)]
    )


def value_row(template: Template, fill: str) -> str:
    """A task: in a table with unit rows its text, in bold, also takes the unit's column."""
    cells, spare = [], 0
    for column, width in zip(template.columns, widths(template), strict=True):
        if column.key == "unit":
            spare = width
            continue
        is_heading = template.has_unit_rows and column.key in ("number", "text")
        runs = [run(f"{{{{ row.{column.key} }}}}", "<w:b/><w:bCs/>" if is_heading else "")]
        if column.key == "number":
            runs.append(hidden_key(template))
        style = f"{column.style}Theo" if template.has_unit_rows else column.style
        cells.append(cell(width + spare, paragraph(style, *runs), span=2 if spare else 1, fill=fill))
        spare = 0
    return table_row(cells)


def unit_row(template: Template, fill: str) -> str:
    cells = (
        cell(width, paragraph(column.style, run(f"{{{{ row.{column.key} }}}}")), fill=fill)
        for column, width in zip(template.columns, widths(template), strict=True)
    )
    return table_row(cells)


def table_rows(template: Template) -> Iterable[str]:
    """Heading and one loop; the last variant takes every row that no condition names, so that none is left out."""
    yield heading_row(template)
    yield tag_row(template, "{%tr for row in rows %}")
    yield tag_row(template, '{%tr if row.kind == "group" %}')
    yield full_width_row(template, "NhomBang", GREY)
    yield tag_row(template, '{%tr elif row.kind == "band" %}')
    yield full_width_row(template, "PhanBang", "")
    if template.has_unit_rows:
        yield tag_row(template, '{%tr elif row.kind == "unit" and row.marked %}')
        yield unit_row(template, AMBER)
        yield tag_row(template, '{%tr elif row.kind == "unit" %}')
        yield unit_row(template, "")
    yield tag_row(template, "{%tr elif row.marked %}")
    yield value_row(template, AMBER)
    yield tag_row(template, "{%tr else %}")
    yield value_row(template, "")
    yield tag_row(template, "{%tr endif %}")
    yield tag_row(template, "{%tr endfor %}")


def table(template: Template) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 28), ("left", 85), ("bottom", 28), ("right", 85))
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths(template))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(table_rows(template))}</w:tbl>"
    )


# --- the parts of the package ----------------------------------------------------------------------------------------


def body(template: Template) -> Iterable[str]:
    yield paragraph("NhanPhuLuc", run("{{ label }}"))
    yield paragraph("TieuDe", run("{{ title }}"))
    yield from (tag("{%p if draft %}"), paragraph("DuThao", run("DỰ THẢO")), tag("{%p endif %}"))
    yield paragraph("KemTheo", run("{{ subtitle }}"))
    yield paragraph("GachNgan")
    if template.is_form:
        yield tag("{%p for line in instructions %}")
        yield paragraph("HuongDan", run("{{ line }}"))
        yield tag("{%p endfor %}")
    yield table(template)
    yield tag("{%p if remarks %}")
    yield paragraph("ConThieu", run("Còn phải hoàn thiện:", "<w:b/><w:bCs/>"))
    yield tag("{%p for remark in remarks %}")
    yield paragraph("ConThieu", run("- {{ remark }}"))
    yield from (tag("{%p endfor %}"), tag("{%p endif %}"))
    yield paragraph("HetPhuLuc", run("./."))
    if template.is_form:
        mark = '<w:pPr><w:pStyle w:val="ConThieu"/><w:rPr><w:vanish/></w:rPr></w:pPr>'
        yield f"<w:p>{mark}{run('{{ stamp_line }}', '<w:vanish/>')}</w:p>"


def document_xml(template: Template) -> str:
    section = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}"'
        f' w:header="{HEADER_FROM_EDGE}" w:footer="{HEADER_FROM_EDGE}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:cols w:space="708"/><w:titlePg/></w:sectPr>'
    )
    content = "".join(body(template)) + section
    return f'{HEAD}<w:document {WORD} xmlns:r="{RELATIONS}"><w:body>{content}</w:body></w:document>'


def header_xml() -> str:
    """The page number; the first page has no header of its own, so it shows none."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    instruction = '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    return f"{HEAD}<w:hdr {WORD}>{paragraph('DauTrang', begin, instruction, separate, run('2'), end)}</w:hdr>"


def style(key: str, name: str, paragraphs: str, runs: str, based_on: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:qFormat/><w:pPr>{paragraphs}</w:pPr><w:rPr>{runs}</w:rPr></w:style>'
    )


def size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def styles_xml(template: Template) -> str:
    in_table, bold, italic = size(template.table_half_points), "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
    centre, keep = '<w:jc w:val="center"/>', "<w:keepNext/>"
    indent = (TEXT_WIDTH - SHORT_LINE) // 2
    line = (
        '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
        '<w:spacing w:before="0" w:after="200" w:line="120" w:lineRule="exact"/>'
        f'<w:ind w:left="{indent}" w:right="{indent}"/>'
    )
    fonts = "".join(f' w:{script}="Times New Roman"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    custom = (
        style("DauTrang", "Phụ lục - số trang", centre, size(26)),
        style("NhanPhuLuc", "Phụ lục - nhãn", keep + centre, bold + size(28)),
        style(
            "TieuDe", "Phụ lục - tiêu đề", keep + '<w:spacing w:before="40"/>' + centre, bold + "<w:caps/>" + size(28)
        ),
        style("DuThao", "Phụ lục - dự thảo", keep + '<w:spacing w:before="40"/>' + centre, bold + size(26)),
        style("KemTheo", "Phụ lục - kèm theo", keep + '<w:spacing w:before="40"/>' + centre, italic + size(28)),
        style("GachNgan", "Phụ lục - gạch ngắn", keep + line, size(8)),
        style("HuongDan", "Phụ lục - hướng dẫn", '<w:spacing w:after="80"/><w:jc w:val="both"/>', size(24)),
        style("DauBang", "Bảng - dòng đầu", keep + '<w:spacing w:before="40" w:after="40"/>' + centre, bold + in_table),
        style("OBang", "Bảng - ô", '<w:spacing w:before="30" w:after="30"/>', in_table),
        style("OBangGiua", "Bảng - ô giữa", centre, "", "OBang"),
        style("OBangTheo", "Bảng - ô nhiệm vụ", keep, "", "OBang"),
        style("OBangGiuaTheo", "Bảng - ô giữa nhiệm vụ", keep, "", "OBangGiua"),
        style("NhomBang", "Bảng - nhóm nhiệm vụ", keep, bold, "OBang"),
        style("PhanBang", "Bảng - phần trong nhóm", keep, bold + italic, "OBang"),
        style("ConThieu", "Phụ lục - còn phải hoàn thiện", '<w:spacing w:before="60"/><w:jc w:val="both"/>', size(24)),
        style("HetPhuLuc", "Phụ lục - hết", '<w:spacing w:before="60"/><w:jc w:val="right"/>', size(28)),
        style("TheLenh", "Thẻ lệnh", "", '<w:color w:val="808080"/>' + size(16)),
    )
    return (
        f"{HEAD}<w:styles {WORD}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/>{size(28)}"
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:rPr><w:rFonts{fonts}/></w:rPr></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        f"{''.join(custom)}</w:styles>"
    )


def settings_xml() -> str:
    compat = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return (
        f'{HEAD}<w:settings {WORD}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{compat}</w:compat>'
        '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def relations_xml(targets: tuple[tuple[str, str], ...]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'


def content_types_xml() -> str:
    parts = (
        ("/word/document.xml", f"{PART_TYPE}.document.main+xml"),
        ("/word/styles.xml", f"{PART_TYPE}.styles+xml"),
        ("/word/settings.xml", f"{PART_TYPE}.settings+xml"),
        ("/word/header1.xml", f"{PART_TYPE}.header+xml"),
        ("/word/fontTable.xml", f"{PART_TYPE}.fontTable+xml"),
        ("/word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    )
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def docx(template: Template) -> bytes:
    package = relations_xml(
        (
            (f"{RELATIONS}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{RELATIONS}/extended-properties", "docProps/app.xml"),
        )
    )
    document = relations_xml(
        (
            (f"{RELATIONS}/styles", "styles.xml"),
            (f"{RELATIONS}/settings", "settings.xml"),
            (f"{RELATIONS}/header", "header1.xml"),
            (f"{RELATIONS}/fontTable", "fontTable.xml"),
            (f"{RELATIONS}/theme", "theme/theme1.xml"),
        )
    )
    parts = {
        "[Content_Types].xml": content_types_xml(),
        "_rels/.rels": package,
        "word/document.xml": document_xml(template),
        "word/_rels/document.xml.rels": document,
        "word/styles.xml": styles_xml(template),
        "word/settings.xml": settings_xml(),
        "word/header1.xml": header_xml(),
        "word/fontTable.xml": (FIXED_PARTS / "fontTable.xml").read_text(encoding="utf-8"),
        "word/theme/theme1.xml": (FIXED_PARTS / "theme1.xml").read_text(encoding="utf-8"),
        "docProps/core.xml": core_xml(template.purpose, MADE_ON),
        "docProps/app.xml": app_xml(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, xml in parts.items():
            target.writestr(name, xml)
    return restamp_zip(out.getvalue())


# --- the files -------------------------------------------------------------------------------------------------------


def fields_yaml(template: Template) -> str:
    """What a template of this name may use: it must show the required fields and may leave out the others."""
    columns = {f"row.{column.key}" for column in template.columns}
    lines = [f"# {template.purpose}: {{{{ fields }}}} that {template.name}.docx may use.", "fields:"]
    for name, (vi, en) in FIELDS.items():
        is_cell = name.startswith("row.") and name not in ("row.kind", "row.marked", "row.key")
        if (is_cell and name not in columns) or (name in FORM_ONLY and not template.is_form):
            continue
        required = "no" if name in OPTIONAL else "yes"
        lines += [f"  - name: {name}", f'    required: "{required}"', f'    vi: "{vi}"', f'    en: "{en}"']
    return "\n".join(lines) + "\n"


def files() -> dict[str, bytes]:
    """File name to content, for every template."""
    made: dict[str, bytes] = {}
    for template in TEMPLATES:
        content = docx(template)
        made[f"{template.name}.docx"] = content
        made[f"{template.name}.docx.txt"] = template_text(content).encode("utf-8")
        made[f"{template.name}.fields.yaml"] = fields_yaml(template).encode("utf-8")
    return made


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else Path(__file__).parents[1] / "templates"
    for name, content in files().items():
        (folder / name).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
