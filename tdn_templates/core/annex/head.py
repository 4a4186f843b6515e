"""What stands around the table: the title of the annex, which document it comes with, who issued that and when."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from tdn_templates.core.annex.found_table import FoundTable
from tdn_templates.core.clean_text import clean_text
from tdn_templates.core.fold import fold
from tdn_templates.core.normalise import without_stray_spaces
from tdn_templates.core.raw_text import raw_text
from tdn_templates.model.annex import AnnexHead, Doubt, SourcePlace
from tdn_templates.model.cell import RawSheet, RawWorkbook

_KINDS = (
    *("nghị quyết", "quyết định", "kế hoạch", "chỉ thị", "chương trình", "công văn", "thông báo", "tờ trình"),
    *("hướng dẫn", "báo cáo", "nghị định", "thông tư", "đề án", "văn bản", "chiến lược", "kết luận"),
)
_KIND = "|".join(_KINDS)
_ANNEX = re.compile(r"(?:phụ lục|phụ biểu)(?:\s+(?:số\s+)?[0-9ivxlc]{1,4})?\s*[:.]?\s*(?P<rest>.*)", re.IGNORECASE)
_WITH = re.compile(
    rf"\(?\s*(?:được )?(?:ban hành )?(?:đính )?kèm theo\s+(?P<kind>{_KIND})(?P<rest>[^()]*(?:\([^()]*\)[^()]*)*)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"số\s*:?\s*(?P<number>[0-9]*[a-z]?)[\s.…_]*(?P<symbol>[/-]\s*[\w&/-]+)", re.IGNORECASE)
_ISSUER = re.compile(r"\b(?:của|do)\s+(?P<issuer>.+?)\s*(?:ban hành)?\s*[).;]*\s*\Z", re.IGNORECASE | re.DOTALL)
_DAY = re.compile(r"ngày\s*(\d{1,2})\s*(?:tháng|/|-|\.)\s*(\d{1,2})\s*(?:năm|/|-|\.)\s*(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"(?:năm|/|-)\s*((?:19|20)\d\d)\b", re.IGNORECASE)
_NUMBER_LINE = re.compile(
    r"(?:luật )?số\s*:?\s*(?P<number>[0-9]*[a-z]?)[\s.…_]*(?P<symbol>/\s*[\w&/-]+)", re.IGNORECASE
)
_PLACE_AND_DAY = re.compile(r"[^,]{2,40},\s*(ngày.*)", re.IGNORECASE | re.DOTALL)
_STOPS = re.compile(
    r"[_\-–—=*\s]*|căn cứ\b.*|(?:bộ trưởng|chủ tịch|thủ tướng|thống đốc|tổng giám đốc|giám đốc|chánh án)\b.*"
    r"|(?:chính phủ|quốc hội|ủy ban nhân dân.*|hội đồng nhân dân.*)|điều 1\b.*|kính gửi.*|i\. .*|phần .*",
)
_MARKS = re.compile(r"^[#>*_\s|]+|[*_\s|]+$")
_MOST_TITLE_LINES = 8


def read_head(workbook: RawWorkbook, table: FoundTable) -> tuple[AnnexHead, tuple[Doubt, ...]]:
    """The head, and what it leaves open. What stands above the table in its sheet counts first."""
    near, far = (
        _lines_above(workbook.sheets, table),
        [*_cleaned(workbook.lines), *_lines_before(workbook.sheets, table)],
    )
    title, sentence, annexes = _annex_title([*near, *far])
    kind, reference, issuer, issued_on, year = _document(sentence)
    if not reference or reference.startswith("/"):
        reference = _first_reference(far + near) or reference
    if issued_on is None and not year:
        issued_on, year = _first_day(far + near)
    kind, about = _about([*far, *near], kind)
    head = AnnexHead(title or _capitals(near), about, kind, reference, issuer, issued_on)
    place = SourcePlace(table.name, 1, 1)
    return head, tuple(_open_questions(head, year, annexes, place))


def _open_questions(head: AnnexHead, year: str, annexes: int, place: SourcePlace) -> Iterator[Doubt]:
    if not head.annex_title:
        yield Doubt("annex_title_missing", None, {}, place)
    if not head.reference:
        yield Doubt("reference_missing", None, {}, place)
    elif not head.reference[0].isdigit():
        yield Doubt("reference_incomplete", None, {"found": head.reference}, place)
    if not head.issuer:
        yield Doubt("issuer_missing", None, {}, place)
    if head.issued_on is None:
        yield Doubt("issued_on_incomplete" if year else "issued_on_missing", None, {"year": year}, place)
    if annexes > 1:
        yield Doubt("several_annexes", None, {"count": str(annexes), "title": head.annex_title}, place)


def _lines_above(sheets: Sequence[RawSheet], table: FoundTable) -> list[str]:
    """What stands in the rows above the heading, line by line."""
    rows = {row.row for row in table.above}
    shown = [sheet for sheet in sheets if sheet.visible]
    cells = shown[table.position - 1].cells
    return _cleaned(raw_text(cells[at]) for at in sorted(cells) if at[0] in rows)


def _lines_before(sheets: Sequence[RawSheet], table: FoundTable) -> list[str]:
    """The tables before the list: name of the body, number, place and day stand in one in many documents."""
    shown = [sheet for sheet in sheets if sheet.visible][: table.position - 1]
    return _cleaned(
        raw_text(sheet.cells[at]) for sheet in shown if len(sheet.cells) <= 12 for at in sorted(sheet.cells)
    )


def _cleaned(texts: Iterator[str] | Sequence[str]) -> list[str]:
    lines = (line for text in texts for line in clean_text(text).text.split("\n"))
    return [line for line in (_MARKS.sub("", without_stray_spaces(line)) for line in lines) if line]


def _annex_title(lines: list[str]) -> tuple[str, str, int]:
    """Title of the annex, the sentence in brackets below it ("(Kèm theo ...)"), and how many annexes there are."""
    starts = [at for at, line in enumerate(lines) if _begins_annex(line)]
    for at in starts:
        title, sentence = _title_and_sentence(lines, at)
        if title or sentence:
            return title, sentence, len(starts)
    with_document = [at for at, line in enumerate(lines) if _WITH.match(line)]
    if not with_document:
        inline = next((line for line in reversed(lines) if _WITH.search(line)), "")
        return "", inline[inline.find("(") :] if "(" in inline else "", 0
    at = with_document[-1]
    before = at
    while before and lines[before - 1].isupper() and at - before < _MOST_TITLE_LINES:
        before -= 1
    return " ".join(lines[before:at]), _sentence(lines, at), 0


def _begins_annex(line: str) -> bool:
    found = _ANNEX.fullmatch(line)
    if found is None:
        return False
    rest = found["rest"]
    return not rest or rest[0].isupper() or rest.startswith("(") or line.startswith("PHỤ")


def _title_and_sentence(lines: list[str], at: int) -> tuple[str, str]:
    found = _ANNEX.fullmatch(lines[at])
    title: list[str] = []
    for index, line in enumerate([found["rest"] if found else "", *lines[at + 1 : at + 1 + _MOST_TITLE_LINES]]):
        sentence = _WITH.search(line)
        if sentence is not None:
            title.append(line[: sentence.start()].strip())
            return " ".join(filter(None, title)), _sentence([line[sentence.start() :], *lines[at + index + 1 :]], 0)
        if title and _STOPS.fullmatch(fold(line)):
            break
        if title and title[-1].isupper() and not line.isupper():
            break
        if line:
            title.append(line)
    return " ".join(title), ""


def _sentence(lines: list[str], at: int) -> str:
    """The sentence in brackets, which may go over several lines."""
    text = lines[at]
    for line in lines[at + 1 : at + 4]:
        if text.count("(") <= text.count(")") or (")" in text and not text.startswith("(")):
            break
        text += f" {line}"
    return text


def _document(sentence: str) -> tuple[str, str, str, date | None, str]:
    """Kind, reference, issuer, day and year of the document an annex comes with; "" and None for what is not said."""
    found = _WITH.search(sentence)
    if found is None:
        return "", "", "", None, ""
    rest = found["rest"]
    issuer = _ISSUER.search(rest[rest.lower().rfind(" của ") :] if " của " in rest.lower() else rest)
    day, year = _day_in(rest)
    name = issuer["issuer"].strip(" ._…") if issuer else ""
    return found["kind"].capitalize(), _reference_in(rest, _REFERENCE), name, day, year


def _reference_in(text: str, pattern: re.Pattern[str]) -> str:
    found = pattern.search(text)
    if found is None:
        return ""
    return found["number"] + re.sub(r"\s", "", found["symbol"])


def _day_in(text: str) -> tuple[date | None, str]:
    found = _DAY.search(text)
    if found is not None:
        day, month, year = map(int, found.groups())
        try:
            return date(year, month, day), str(year)
        except ValueError:
            return None, str(year)
    at = text.lower().find("ngày")
    year_only = _YEAR.search(text[at:]) if at >= 0 else None
    return None, year_only[1] if year_only else ""


def _first_reference(lines: Sequence[str]) -> str:
    """ "Số: 47/NQ-CP" at the head of the document."""
    found = (match for line in lines for match in [_NUMBER_LINE.match(line)] if match)
    first = next(found, None)
    return first["number"] + re.sub(r"\s", "", first["symbol"]) if first else ""


def _first_day(lines: Sequence[str]) -> tuple[date | None, str]:
    """ "Hà Nội, ngày 15 tháng 4 năm 2024" at the head of the document."""
    for line in lines:
        found = _PLACE_AND_DAY.fullmatch(line)
        if found is not None:
            return _day_in(found[1])
    return None, ""


def _about(lines: Sequence[str], kind: str) -> tuple[str, str]:
    """Kind and title of the document: its kind in a line of its own, the title in the lines below."""
    kinds = [at for at, line in enumerate(lines) if fold(line) in _KINDS and line.isupper()]
    wanted = [at for at in kinds if not kind or fold(lines[at]) == fold(kind)] or kinds
    for at in wanted:
        about: list[str] = []
        for line in lines[at + 1 : at + 1 + _MOST_TITLE_LINES]:
            if _STOPS.fullmatch(fold(line)) or _WITH.match(line) or (about and line.isupper() != about[-1].isupper()):
                break
            sentence = _WITH.search(line)
            about.append(line[: sentence.start()].strip() if sentence else line)
            if sentence:
                break
        if about:
            return kind or lines[at].capitalize(), " ".join(about)
    return kind, ""


def _capitals(near: Sequence[str]) -> str:
    """Without "Phụ lục": the lines in capitals that stand right above the table."""
    title = [line for line in near if line.isupper() and len(line) > 12 and not _STOPS.fullmatch(fold(line))]
    return " ".join(line for line in title if "CỘNG HÒA" not in line)
