"""Workbooks made by hand, part by part: ordinary ones and the hostile ones no program would write."""

import io
import struct
import zipfile
from collections.abc import Mapping

import pytest
import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

Parts = dict[str, bytes]


def _entry(name: str, kind: int, child: int, start: int, size: int, *, following: int = 0xFFFFFFFF) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    links = (0xFFFFFFFF, following, child)
    return struct.pack("<64sHBBIII16xI16xIQ", wide, len(wide), kind, 1, *links, 0, start, size)


class Packages:
    """Makes packages: `parts` gives the parts of a small workbook to change, `packed` the file."""

    def sheet(self, rows: str, after: str = "") -> bytes:
        return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode()

    def strings(self, *items: str) -> bytes:
        return f'<sst xmlns="{MAIN}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'.encode()

    def relations(self, *pairs: tuple[str, str], base: str = RELATIONS) -> bytes:
        lines = "".join(
            f'<Relationship Id="rId{number}" Type="{base}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(pairs, 1)
        )
        return f'<Relationships xmlns="{PACKAGE}">{lines}</Relationships>'.encode()

    def workbook(self, *sheets: str, settings: str = "") -> bytes:
        lines = "".join(
            sheet if sheet.startswith("<") else f'<sheet name="{sheet}" sheetId="{number}" r:id="rId{number}"/>'
            for number, sheet in enumerate(sheets, 1)
        )
        return f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{settings}<sheets>{lines}</sheets></workbook>'.encode()

    def parts(self, rows: str, *strings: str, styles: str = "", after: str = "") -> Parts:
        """One sheet named S; shared strings and cell styles (the inside of styleSheet) where they are given."""
        related = [("worksheet", "worksheets/sheet1.xml")]
        parts = {
            "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Override PartName="/xl/workbook.xml" '
            f'ContentType="{SHEET_TYPE}"/></Types>'.encode(),
            "_rels/.rels": self.relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": self.workbook("S"),
            "xl/worksheets/sheet1.xml": self.sheet(rows, after),
        }
        if strings:
            related.append(("sharedStrings", "sharedStrings.xml"))
            parts["xl/sharedStrings.xml"] = self.strings(*strings)
        if styles:
            related.append(("styles", "styles.xml"))
            parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'.encode()
        return parts | {"xl/_rels/workbook.xml.rels": self.relations(*related)}

    def document(self, body: str) -> Parts:
        """A Word document of this body; its names are `w:` and, for markup compatibility, `mc:`."""
        xml = f'<w:document xmlns:w="{WORD_MAIN}" xmlns:mc="{COMPATIBILITY}"><w:body>{body}</w:body></w:document>'
        return {
            "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Override PartName="/word/document.xml" '
            f'ContentType="{WORD_TYPE}"/></Types>'.encode(),
            "_rels/.rels": self.relations(("officeDocument", "word/document.xml")),
            "word/document.xml": xml.encode(),
        }

    def packed(self, parts: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", packing) as package:
            for name, part in parts.items():
                package.writestr(name, part)
        return file.getvalue()

    def of_rows(self, rows: str, *strings: str, styles: str = "") -> bytes:
        return self.packed(self.parts(rows, *strings, styles=styles))

    def compound(self, streams: Mapping[str, bytes]) -> bytes:
        """A compound file (MS-CFB, version 3) of 512-byte sectors: the table, the directory, then the streams."""
        sector = 512
        free, end, table_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
        table = [table_mark, end]
        entries = [_entry("Root Entry", 5, 1 if streams else free, end, 0)]
        body = b""
        for number, (name, content) in enumerate(streams.items(), 1):
            padded = content.ljust(max(4096, -(-len(content) // sector) * sector), b"\0")
            start, count = len(table), len(padded) // sector
            table += [*range(start + 1, start + count), end]
            following = number + 1 if number < len(streams) else free
            entries.append(_entry(name, 2, free, start, len(padded), following=following))
            body += padded
        table += [free] * (128 - len(table))
        directory = b"".join(entries).ljust(sector, b"\0")
        header = struct.pack("<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
                             0, 1, 1, 0, 4096, end, 0, end, 0)  # fmt: skip
        header += struct.pack("<109I", 0, *[free] * 108)
        return header + struct.pack("<128I", *table) + directory + body

    def form(self, rows: int = 60, columns: int = 14) -> bytes:
        """A form as the program itself would issue it: Vietnamese text, a hidden list, custom properties."""
        file = io.BytesIO()
        workbook = xlsxwriter.Workbook(file, {"in_memory": True})
        sheet = workbook.add_worksheet("Biểu mẫu")
        for column in range(columns):
            sheet.write_string(0, column, f"Cột số {column}")
        for row in range(1, rows):
            sheet.write_number(row, 0, row)
            for column in range(1, columns):
                sheet.write_string(row, column, f"Nhiệm vụ {row}.{column}: đẩy mạnh thông tin đối ngoại")
        listed = workbook.add_worksheet("Danh mục")
        listed.write_column(0, 0, [f"Bộ {number}" for number in range(20)])
        listed.hide()
        workbook.set_custom_property("tdn.unit", "bo-tai-chinh")
        workbook.close()
        return file.getvalue()


@pytest.fixture(scope="session")
def packages() -> Packages:
    return Packages()
