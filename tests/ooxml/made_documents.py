"""One of each kind of .xlsx and .docx that this package writes.

A new kind of document is a function here and a line in MAKERS: what holds for all office files then holds for it too.
"""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from tdn_templates import api
from tdn_templates.excel.annotate import FaultLine, FaultSheet, Mark, mark_workbook, replace_texts, unmark_workbook
from tdn_templates.excel.read import read_workbook
from tdn_templates.excel.rebuild import rebuild_marked
from tdn_templates.files.guard import inspect_file
from tdn_templates.files.limits import DEFAULT_LIMITS
from tdn_templates.files.search_path import SHIPPED_ONLY
from tdn_templates.files.shipped import shipped_folder
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME, load_programme, load_registry
from tdn_templates.model.annex import Annex, AnnexColumn, AnnexHead, AnnexRow, Field
from tdn_templates.model.cell import RawWorkbook, Unreadable
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import Lang, Severity
from tdn_templates.testing import Answer, fill_form, read_answers_tsv
from tests.e2e.test_hostile_text import TEXTS, UNFIT, UNTYPED, hostile_programme

UNITS = {
    "ministry": "Bộ Tài chính",
    "province": "Tỉnh Bình Định",
    "agency": "Thông tấn xã Việt Nam",
}
DEPARTMENTS = ("Vụ Hợp tác quốc tế", "Trường Bồi dưỡng cán bộ Tài chính")
CLAIMS = ("Chủ trì", "Phối hợp", "Không tham gia")
PUBLISHED = {"ministry": "bo-tai-chinh", "province": "tinh-binh-dinh"}
PLANS = Path(__file__).parents[2] / "examples" / "published-plans"
LETTERHEAD = """\
parent_body: Bộ Tài chính
issuing_body: Văn phòng Bộ
symbol: VP-TH
place: Hà Nội
signer_office: [KT. CHÁNH VĂN PHÒNG, PHÓ CHÁNH VĂN PHÒNG]
copies_to: [Lãnh đạo Bộ (để báo cáo)]
filed_by: TH
send_to: Hệ thống quản lý văn bản và điều hành
contact: {unit: Phòng Tổng hợp, phone: "024 0000 0000", email: vp@example.vn}
"""
TABLE = "Kế hoạch"
_PLAN_COLUMNS = ("number", "text", "lead", "supporting", "time")
MARKS = (
    Mark(TABLE, "H8", Severity.ERROR, "Tên đơn vị không có trong danh mục."),
    Mark(TABLE, "H8", Severity.WARNING, "Hai lần trong một ô."),
    Mark(TABLE, "J9", Severity.WARNING, "Thời gian nằm ngoài thời kỳ."),
    Mark(TABLE, "XY400", Severity.NOTE, "Ký tự lạc."),
    Mark("Hướng dẫn", "B3", Severity.NOTE, "Trang khác."),
)
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_SHEET = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"

Made = Iterator[tuple[str, bytes]]
"""File names with what is in the file."""


def made_documents(folder: Path) -> dict[str, Path]:
    """Every document by its file name, written into `folder`. The same every time."""
    office = Office(folder / "work")
    made: dict[str, Path] = {}
    for maker in MAKERS:
        for name, content in maker(office):
            if name in made:
                raise ValueError(f"two documents are called {name}")
            made[name] = folder / name
            made[name].write_bytes(content)
    return made


class Office:
    """What the documents are made from, each made once; `folder` takes the files on the way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def issued(self) -> dict[str, bytes]:
        """The workbooks and annexes that three kinds of unit get, as "ministry.xlsx", "ministry.docx" ..."""
        files = api.generate(list(UNITS.values()), self.folder / "issued").files
        names = [f"{unit}{suffix}" for unit in UNITS for suffix in (".xlsx", ".docx")]
        return {name: path.read_bytes() for name, path in zip(names, files, strict=True)}

    @cached_property
    def returns(self) -> dict[str, Path]:
        """The published plans of the ministry and the province."""
        paths: dict[str, Path] = {}
        for unit, plan in PUBLISHED.items():
            answers = read_answers_tsv((PLANS / f"{plan}.answers.tsv").read_text(encoding="utf-8"))
            paths[unit] = self.returned(unit, filled(self.issued[f"{unit}.xlsx"], answers))
        return paths

    @cached_property
    def validation(self) -> api.Validation:
        return api.validate(list(self.returns.values()))

    @cached_property
    def hostile_programme(self) -> str:
        return self.programme("hostile", [text for name, text in TEXTS.items() if name != "long"])

    @cached_property
    def hostile_forms(self) -> tuple[Path, ...]:
        return self.forms(self.hostile_programme)

    @cached_property
    def hostile_return(self) -> Path:
        """Every text that a clerk can type, typed wherever a unit writes freely."""
        texts = [text for name, text in TEXTS.items() if name not in UNTYPED + UNFIT]
        answers = [
            {"row": f"1.{number}", "treatment": "Thực hiện", "own_lead": text, "own_text": text, "note": text}
            for number, text in enumerate(texts, start=1)
        ]
        return self.returned("hostile", filled(self.hostile_forms[0].read_bytes(), answers))

    def programme(self, name: str, texts: Iterable[str]) -> str:
        path = self.folder / f"{name}.yaml"
        path.write_text(hostile_programme(texts), encoding="utf-8")
        return str(path)

    def forms(self, programme: str) -> tuple[Path, ...]:
        return api.generate([UNITS["ministry"]], self.folder / Path(programme).stem, programme=programme).files

    def returned(self, name: str, content: bytes) -> Path:
        path = self.folder / f"{name}.xlsx"
        path.write_bytes(content)
        return path


def filled(form: bytes, answers: Iterable[Answer], table: str = TABLE) -> bytes:
    """The form with the answers in it and otherwise as we wrote it.

    What openpyxl, the usual clerk of our tests, saves is not valid itself, and this is about our own work.
    """
    before, after = load_workbook(BytesIO(form))[table], load_workbook(BytesIO(fill_form(form, answers)))[table]
    typed = {
        (table, cell.coordinate): str(cell.value)
        for row in after.iter_rows()
        for cell in row
        if cell.value is not None and cell.value != before[cell.coordinate].value
    }
    return replace_texts(form, typed)


def issued_forms(office: Office) -> Made:
    for name, content in office.issued.items():
        yield f"issued-{name}", content


def english_forms(office: Office) -> Made:
    files = api.generate([UNITS["ministry"]], office.folder / "english", lang=Lang.EN).files
    for path in files:
        yield f"english{path.suffix}", path.read_bytes()


def registrations(office: Office) -> Made:
    """The forms of a department for the plan of its ministry, and what those of two merge into."""
    plan, folder = office.returns["ministry"], office.folder / "registration"
    tasks, *made = api.generate(DEPARTMENTS, folder, form="registration", plan=plan, draft=True).files
    listed = api.list_tasks(programme=str(tasks)).programme.tasks
    returns = []
    for number, path in enumerate(made):
        if number < len(made) // 2:
            yield f"registration{path.suffix}", path.read_bytes()
        if path.suffix == ".xlsx":
            claims = [
                {"row": task.number, "claim": CLAIMS[(number + index) % len(CLAIMS)]}
                for index, task in enumerate(listed)
            ]
            returns.append(office.returned(path.stem, filled(path.read_bytes(), claims, "Đăng ký")))
    for path in api.merge(returns, office.folder / "registered", programme=str(tasks), draft=True).files[:2]:
        yield f"registered-{path.name}", path.read_bytes()


def progress(office: Office) -> Made:
    """The forms made with an accepted plan and with the list, and the reports of one unit and of two."""
    forms, returns = office.folder / "progress", []
    for unit, plan in office.returns.items():
        _, *made = api.generate([UNITS[unit]], forms, form="progress", year=2025, plan=plan, draft=True).files
        if unit == "ministry":
            for path in made:
                yield f"progress{path.suffix}", path.read_bytes()
        done = [{"row": "1.1", "status": "Đã hoàn thành", "result": "<b>02</b> hội nghị", "document_date": "05/6/2025"}]
        returns.append(office.returned(f"progress-{unit}", filled(made[0].read_bytes(), done, "Kết quả")))
    for path in api.generate([UNITS["agency"]], office.folder / "by-list", form="progress", year=2025).files:
        yield f"progress-by-list{path.suffix}", path.read_bytes()
    for name, chosen in (("one", returns[:1]), ("two", returns)):
        merged = office.folder / f"progress-{name}"
        for path in api.merge(chosen, merged, programme=str(forms), draft=True).files[:2]:
            yield f"progress-{name}-{path.name}", path.read_bytes()


def letters(office: Office) -> Made:
    """A request and a reminder, with no head and with one that says everything."""
    returned, sent = office.returns["ministry"], office.folder / "issued" / "so-phat-hanh.jsonl"
    head = office.folder / "head.yaml"
    head.write_text(LETTERHEAD, encoding="utf-8")
    for name, chosen in (("bare", None), ("headed", head)):
        request, reminder = office.folder / f"request-{name}.docx", office.folder / f"reminder-{name}.docx"
        deadline = date(2026, 11, 30)
        api.write_request_letter(list(UNITS.values()), request, deadline=deadline, head=chosen)
        api.write_reminder_letter([returned], reminder, register=sent, on=date(2026, 12, 1), head=chosen)
        for path in (request, reminder):
            yield path.name, path.read_bytes()


def rounds(office: Office) -> Made:
    """What a round of three units sends and shows: a numbered letter, reminders to the late and the faulty, status."""
    folder = office.folder / "round"
    begun = api.init_round(folder, units=list(UNITS.values()), deadline=date(2026, 11, 30), letter_number="12")
    yield "round-request.docx", letter_to(api.round_issue(begun.folder), begun.units[0])
    blank = office.issued["province.xlsx"]
    (folder / "inbox" / "province.xlsx").write_bytes(filled(blank, [{"row": "1.1", "treatment": "Thực hiện"}]))
    reminded = api.remind_round(begun.folder, on=date(2026, 12, 2))
    for path in (*reminded.files[:-1], *reminded.marked.files):
        yield f"round-{path.name}", path.read_bytes()
    yield "round-status.xlsx", api.status_report(reminded.status, "xlsx", Lang.EN)


def letter_to(issue: api.RoundIssue, unit: Unit) -> bytes:
    if issue.letter_to is None:
        raise ValueError("a round writes letters")
    return issue.letter_to(unit)


def templates(_: Office) -> Made:
    for path in sorted(shipped_folder("templates").glob("*.docx")):
        yield f"template-{path.name}", path.read_bytes()


def merges(office: Office) -> Made:
    """The annex of one unit in 7 and in 5 columns, that of two units, and the workbook beside each."""
    ministry, province = office.returns.values()
    for name, paths, columns in (
        ("7", [ministry], 7),
        ("5", [province], 5),
        ("several", [ministry, province], None),
    ):
        files = api.merge(paths, office.folder / "merged" / name, draft=True, columns=columns).files[:2]
        for path in files:
            yield f"merged-{name}-{path.name}", path.read_bytes()


def reports(office: Office) -> Made:
    for lang in Lang:
        yield f"report-{lang.value}.xlsx", api.validation_report(office.validation, "xlsx", lang)


def compared_plans(office: Office) -> Made:
    folder = office.folder / "compared"
    folder.mkdir(parents=True)
    for name, unit in (("a.md", "Bộ Ngoại giao"), ("b.md", "Bộ Công an")):
        head = f"PHỤ LỤC\n(Kèm theo Kế hoạch số 1/KH ngày 20/5/2024 của {unit})\n"
        table = "| STT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian |\n|---|---|---|---|---|\n"
        row = f'| 1 | =HYPERLINK("x") & <b>lạ</b> | {unit} | | 2025 |\n'
        (folder / name).write_text(f"{head}\n{table}{row}", encoding="utf-8")
    compared = api.overlaps([folder])
    for lang in Lang:
        yield f"overlaps-{lang.value}.xlsx", api.overlap_report(compared, "xlsx", lang)


def traces(_: Office) -> Made:
    """Both published plans traced, and a plan of hostile texts."""
    for unit, plan in PUBLISHED.items():
        lines = read_answers_tsv((PLANS / f"{plan}.published.tsv").read_text(encoding="utf-8"))
        yield from _traced(f"trace-{unit}", UNITS[unit], [[line[key] for key in _PLAN_COLUMNS] for line in lines])
    short = [text for name, text in TEXTS.items() if name != "long"]
    for name, texts in (("trace-hostile", short), (f"{OVERLONG}-trace", [TEXTS["long"]])):
        hostile = [[str(place), *([text] * 4)] for place, text in enumerate(texts, start=1)]
        yield from _traced(name, UNITS["province"], hostile)


def _traced(name: str, unit: str, lines: Iterable[Sequence[str]]) -> Made:
    """The trace of a plan with these rows, as workbook and annex."""
    registry = load_registry()
    rows = tuple(
        AnnexRow(number, None, text, lead=lead, supporting=supporting, time=time)
        for number, text, lead, supporting, time in lines
    )
    columns = tuple(AnnexColumn(Field(key), key) for key in _PLAN_COLUMNS)
    annex = Annex(AnnexHead(), columns, (), rows, source=name)
    trace = api.trace_annex(annex, api.find_unit(registry, unit), load_programme(DEFAULT_PROGRAMME, registry), registry)
    for kind in ("xlsx", "docx"):
        yield f"{name}.{kind}", api.trace_report(api.TracedPlan(trace, SHIPPED_ONLY), kind, Lang.VI)


def marked_returns(office: Office) -> Made:
    for path in api.mark(office.validation, office.folder / "marked").files:
        yield f"marked-{path.name}", path.read_bytes()


def patched_forms(office: Office) -> Made:
    """Our own form with marks that meet everything a patch touches: rows, styles, notes, parts; then without them."""
    form = office.issued["ministry.xlsx"]
    marked = mark_workbook(form, MARKS, fault_list())
    yield "patched-marked.xlsx", marked
    yield "patched-marked-again.xlsx", mark_workbook(marked, MARKS[:2], fault_list())
    yield "patched-unmarked.xlsx", unmark_workbook(marked)
    yield "patched-without-macros.xlsx", mark_workbook(_with_macros(form), MARKS, fault_list())
    texts = {(TABLE, "I8"): "=1+1", (TABLE, "J8"): "", (TABLE, "XY400"): "chữ <b> & “lạ”"}
    yield "patched-texts.xlsx", replace_texts(form, texts)


def fixed_returns(office: Office) -> Made:
    """A return with faults of writing that are safe to repair."""
    answers = [
        {"row": "1.1", "treatment": " thực hiện", "own_lead": "Văn  phòng Bộ ", "own_time": "2024-2026"},
        {"row": "2.1", "treatment": "THỰC HIỆN", "own_lead": "Văn phòng Bộ", "own_time": "Hàng năm "},
    ]
    source = office.returned("to-fix", filled(office.issued["ministry.xlsx"], answers))
    (file,) = api.fix([source], office.folder / "fixed").files
    if file.copy is None:
        raise ValueError("nothing was repaired, so this is no repaired copy")
    yield "fixed.xlsx", file.copy.read_bytes()


def rebuilt_returns(office: Office) -> Made:
    """What the sender of an .xls or .ods gets: the values in a workbook of ours, with marks."""
    yield "rebuilt.xlsx", rebuild_marked(_read(office.returns["ministry"].read_bytes()), MARKS, fault_list())
    yield "rebuilt-hostile.xlsx", rebuild_marked(_read(office.hostile_return.read_bytes()), MARKS, fault_list())


def hostile_texts(office: Office) -> Made:
    """Everything once more with text that looks like markup, a template or a formula, or fits no cell."""
    for path in office.hostile_forms:
        yield f"hostile-issued{path.suffix}", path.read_bytes()
    validation = api.validate([office.hostile_return], programme=office.hostile_programme)
    yield "hostile-report.xlsx", api.validation_report(validation, "xlsx", Lang.VI)
    for path in api.mark(validation, office.folder / "hostile-marked").files:
        yield "hostile-marked.xlsx", path.read_bytes()
    merged = office.folder / "hostile-merged"
    for path in api.merge([office.hostile_return], merged, programme=office.hostile_programme, draft=True).files[:2]:
        yield f"hostile-merged{path.suffix}", path.read_bytes()
    marks = [Mark(TABLE, f"I{row}", Severity.ERROR, text) for row, text in enumerate(TEXTS.values(), start=6)]
    lines = tuple(FaultLine("Lỗi", TABLE, mark.cell, "1.1", mark.text[:1000], mark.text[:1000]) for mark in marks)
    faults = FaultSheet(TEXTS["equals"], TEXTS["markup"], tuple(TEXTS.values())[:6], lines)
    yield "hostile-marks.xlsx", mark_workbook(office.issued["agency.xlsx"], marks, faults)


def overlong_texts(office: Office) -> Made:
    """Texts that fit no cell."""
    programme = office.programme("overlong", [TEXTS[name] for name in UNFIT])
    for path in office.forms(programme):
        yield f"{OVERLONG}{path.suffix}", path.read_bytes()


MAKERS: tuple[Callable[[Office], Made], ...] = (
    issued_forms,
    english_forms,
    registrations,
    progress,
    letters,
    rounds,
    templates,
    merges,
    reports,
    compared_plans,
    traces,
    marked_returns,
    patched_forms,
    fixed_returns,
    rebuilt_returns,
    hostile_texts,
    overlong_texts,
)
OVERLONG = "overlong"
"""LibreOffice takes half a minute to lay out such a row, so these documents are not for it."""


def fault_list() -> FaultSheet:
    head = ("Mức độ", "Trang", "Ô", "Nhiệm vụ", "Nội dung", "Cách sửa")
    lines = tuple(FaultLine("Lỗi", mark.sheet, mark.cell, "1.1", mark.text, "Sửa lại.") for mark in MARKS)
    return FaultSheet("Kết quả kiểm tra", "Kết quả kiểm tra tệp tra-loi.xlsx", head, lines)


def _read(content: bytes) -> RawWorkbook:
    inspected = inspect_file(content, DEFAULT_LIMITS)
    if isinstance(inspected, Unreadable):
        raise TypeError(inspected)
    return read_workbook(content, inspected, DEFAULT_LIMITS).workbook


def _with_macros(form: bytes) -> bytes:
    """The form as Excel saves it with a macro project in it."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(form)) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, _macro_enabled(name, source.read(name).decode()))
        target.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    return file.getvalue()


def _macro_enabled(name: str, xml: str) -> str:
    if name == "[Content_Types].xml":
        project = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        return xml.replace(SPREADSHEET, MACRO_SHEET).replace("<Default ", f"{project}<Default ", 1)
    if name == "xl/_rels/workbook.xml.rels":
        kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
        relation = f'<Relationship Id="rId9000" Type="{kind}" Target="vbaProject.bin"/>'
        return xml.replace("</Relationships>", f"{relation}</Relationships>")
    return xml
