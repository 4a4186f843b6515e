"""The properties of a Word file: a title, fixed dates, our own custom ones, and nobody's name (hardening T52)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.package import Package

from tdn_templates.core.clean_text import clean_text

_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_TRACES = ("people", "comments", "commentsExtended", "commentsIds", "commentsExtensible", "recipientData")
_BEGUN_WITH = "attachedTemplate"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_REPLACED = (RT.CORE_PROPERTIES, RT.EXTENDED_PROPERTIES, RT.CUSTOM_PROPERTIES, RT.THUMBNAIL)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The one format id under which Office looks for custom properties."""


def replace_properties(package: Package, *, title: str, created: datetime, custom: Sequence[tuple[str, str]]) -> None:
    """Takes out whatever properties the package had, author, company and preview picture among them."""
    for key in [key for key, rel in package.rels.items() if rel.reltype in _REPLACED]:
        del package.rels[key]
    _add(package, "/docProps/core.xml", CT.OPC_CORE_PROPERTIES, RT.CORE_PROPERTIES, core_xml(title, created))
    _add(package, "/docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES, RT.EXTENDED_PROPERTIES, app_xml())
    if custom:
        _add(package, "/docProps/custom.xml", _CUSTOM_TYPE, RT.CUSTOM_PROPERTIES, custom_xml(custom))


def drop_traces(document: Part) -> None:
    """Takes out what Word keeps beside a document about who worked on it, and the template file it was begun with."""
    _drop(document, _TRACES)
    settings = next((rel.target_part for rel in document.rels.values() if rel.reltype == RT.SETTINGS), None)
    if isinstance(settings, XmlPart):
        _drop(settings, (_BEGUN_WITH,))
        for mark in settings.element.findall(f"{{{_WORD}}}{_BEGUN_WITH}"):
            settings.element.remove(mark)


def _drop(part: Part, kinds: tuple[str, ...]) -> None:
    for key in [key for key, rel in part.rels.items() if rel.reltype.rpartition("/")[2] in kinds]:
        del part.rels[key]


def core_xml(title: str, created: datetime) -> str:
    """Title and dates as docProps/core.xml; `created` must know its time zone and is written in UTC."""
    moment = created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f"{_HEAD}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_text(title)}</dc:title>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def app_xml() -> str:
    """docProps/app.xml with nothing in it: no company, no manager, no editing time."""
    return f'{_HEAD}<Properties xmlns="{_OFFICE}/extended-properties"/>'


def custom_xml(custom: Sequence[tuple[str, str]]) -> str:
    """Names and text values as docProps/custom.xml; Word counts custom properties from 2."""
    entries = (
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name={quoteattr(clean_text(name).text)}>'
        f"<vt:lpwstr>{_text(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(custom, start=2)
    )
    opening = f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
    return f"{_HEAD}{opening}{''.join(entries)}</Properties>"


def _text(value: str) -> str:
    return escape(clean_text(value).text)


def _add(package: Package, name: str, content_type: str, relation: str, xml: str) -> None:
    part = Part(PackURI(name), content_type, xml.encode("utf-8"), package)
    package.relate_to(part, relation)
