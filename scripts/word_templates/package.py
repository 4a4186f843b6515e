"""The parts of a .docx and the package around them."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from tdn_templates.files.stable_zip import restamp_zip
from tdn_templates.word.properties import app_xml, core_xml
from word_templates.ooxml import paragraph, run

MADE_ON = datetime(2026, 1, 1, tzinfo=UTC)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PART_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FIXED_PARTS = Path(__file__).parents[1] / "word_parts"
"""Fonts and theme, the same in every template: Word writes both into every file, and validators ask for them."""


def docx(title: str, body: str, styles: str) -> bytes:
    """The package; `body` is the content of w:body with its sections, `styles` a whole part."""
    package = _relations_xml(
        (f"{_RELATIONS}/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{_RELATIONS}/extended-properties", "docProps/app.xml"),
    )
    document = _relations_xml(
        (f"{_RELATIONS}/styles", "styles.xml"),
        (f"{_RELATIONS}/settings", "settings.xml"),
        (f"{_RELATIONS}/header", "header1.xml"),
        (f"{_RELATIONS}/fontTable", "fontTable.xml"),
        (f"{_RELATIONS}/theme", "theme/theme1.xml"),
    )
    parts = {
        "[Content_Types].xml": _content_types_xml(),
        "_rels/.rels": package,
        "word/document.xml": f'{HEAD}<w:document {WORD} xmlns:r="{_RELATIONS}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": document,
        "word/styles.xml": styles,
        "word/settings.xml": _settings_xml(),
        "word/header1.xml": _header_xml(),
        "word/fontTable.xml": (_FIXED_PARTS / "fontTable.xml").read_text(encoding="utf-8"),
        "word/theme/theme1.xml": (_FIXED_PARTS / "theme1.xml").read_text(encoding="utf-8"),
        "docProps/core.xml": core_xml(title, MADE_ON),
        "docProps/app.xml": app_xml(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, xml in parts.items():
            target.writestr(name, xml)
    return restamp_zip(out.getvalue())


def _header_xml() -> str:
    """The page number; a section's first page has no header of its own, so it shows none."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    instruction = '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    return f"{HEAD}<w:hdr {WORD}>{paragraph('DauTrang', begin, instruction, separate, run('2'), end)}</w:hdr>"


def _settings_xml() -> str:
    """`doNotExpandShiftReturn`: a line that ends in a line break is not stretched over the width of the text."""
    mode = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return (
        f'{HEAD}<w:settings {WORD}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:doNotExpandShiftReturn/>{mode}</w:compat>'
        '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _relations_xml(*targets: tuple[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _content_types_xml() -> str:
    parts = (
        ("/word/document.xml", f"{_PART_TYPE}.document.main+xml"),
        ("/word/styles.xml", f"{_PART_TYPE}.styles+xml"),
        ("/word/settings.xml", f"{_PART_TYPE}.settings+xml"),
        ("/word/header1.xml", f"{_PART_TYPE}.header+xml"),
        ("/word/fontTable.xml", f"{_PART_TYPE}.fontTable+xml"),
        ("/word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    )
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
