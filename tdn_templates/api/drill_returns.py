"""The files that units send in a drill, made from the forms that were issued to them."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from tdn_templates.core.assign import form_tasks
from tdn_templates.core.drill_faults import FaultKind
from tdn_templates.core.drill_plan import Part, UnitPart, others_of
from tdn_templates.core.drill_returns import DrillReturn, Filler, Seeded, names_of_departments
from tdn_templates.core.known import Known
from tdn_templates.core.prefill import prefill
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.validate import state_of
from tdn_templates.model.drill import DrillFile, SeededFault
from tdn_templates.model.finding import NOWHERE, Finding, Place
from tdn_templates.model.form import Form
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.round import Nobodys
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import Binding, Role, RuleCode, State

_DAMAGED, _NO_WORKBOOK, _NOT_OURS = RuleCode("FILE03"), RuleCode("FILE01"), RuleCode("STAMP01")
_TABLE_MISSING, _NOT_ISSUED = RuleCode("SHEET01"), RuleCode("STAMP07")
_KEPT_OF_A_CUT_FILE = 0.6
_OWNER_FILE = b"\x05Excel" + b" " * 159
"""What a spreadsheet program leaves beside an open file, with nobody's name in it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file with its content, ready to be put into the inbox."""

    file: DrillFile
    content: bytes


@dataclass(frozen=True, slots=True)
class DrillUnits:
    """What units send. `issued` gives the workbook that a unit got, and its file name."""

    known: Known
    programme: Programme
    layout: WorkbookLayout
    rulebook: Rulebook
    seed: int
    issued: Callable[[Unit], tuple[str, bytes]]

    def at_first(self, unit: Unit, part: UnitPart, number: int) -> Iterator[Sent]:
        """In the order of arrival; nothing from a unit that stays silent. `number` counts units from 1."""
        sender = _Sender(self, unit, self._form(unit), part.received)
        slug = unit.slug
        usual = (PurePath(sender.issued[0]).name, f"{slug}.xlsx", f"Bieu mau ({number}).xlsx")[number % 3]
        match part.part:
            case Part.SILENT:
                return
            case Part.RIGHT:
                yield sender.filled(usual, sender.filler.right())
            case Part.LATE:
                yield sender.filled(f"{slug}-gui-cham.xlsx", sender.filler.right())
            case Part.NIL:
                yield sender.filled(usual, sender.filler.nil(), nil=True)
            case Part.NIL_AND_ANSWERS:
                yield sender.filled(usual, sender.filler.nil_and_answers(), nil=True)
            case Part.FAULTY | Part.WARNED | Part.NOTED:
                yield sender.filled(usual, sender.faulty(part))
            case Part.CORRECTED:
                yield sender.filled(f"{slug}/lan-1.xlsx", sender.faulty(part))
                yield sender.filled(f"{slug}/lan-2.xlsx", sender.filler.right(), version=1)
            case Part.SPOILT:
                yield sender.filled(f"{slug}/lan-1.xlsx", sender.filler.right())
                yield sender.filled(f"{slug}/lan-2.xlsx", sender.faulty(part), version=1)
            case Part.TWICE:
                yield sender.filled(f"{slug}.xlsx", sender.filler.right())
                yield sender.filled(f"{slug} (1).xlsx", sender.filler.right(), version=1)
            case Part.WIPED | Part.CUT_OFF | Part.SCAN | Part.OTHER_WORKBOOK:
                yield self._bad_file(sender, part.part, usual, number)

    def _bad_file(self, sender: "_Sender", part: Part, usual: str, number: int) -> Sent:
        """What is wrong with it as a whole."""
        if part is Part.WIPED:
            return sender.wiped(usual)
        if part is Part.SCAN:
            return sender.nobodys(f"scan-{number:04}.pdf", _scan(number), "scan", _NO_WORKBOOK)
        if part is Part.OTHER_WORKBOOK:
            content = _other_workbook(self.programme, number)
            return sender.nobodys(f"Tong hop ({number}).xlsx", content, "other_workbook", _NOT_OURS)
        content = sender.filled(usual, sender.filler.right()).content
        cut = content[: int(len(content) * _KEPT_OF_A_CUT_FILE)]
        return sender.nobodys(f"Bieu mau ({number}).xlsx", cut, "cut_off", _DAMAGED)

    def answers(self, unit: Unit, day: date) -> Sent:
        """The right return with which a unit answers its reminder."""
        sender = _Sender(self, unit, self._form(unit), (day,))
        return sender.filled(f"{unit.slug}-sau-don-doc.xlsx", sender.filler.right())

    def stranger(self, unit: Unit, day: date) -> Sent | None:
        """The right return of a unit that was not asked; None for one that has no tasks."""
        from tdn_templates.excel.form_master import FormWriter

        form = self._form(unit)
        if not any(row.task for row in form.rows):
            return None
        sender = _Sender(self, unit, form, (day,), ("", FormWriter(self.rulebook).write(form).content))
        right = sender.filled(f"{unit.slug}.xlsx", sender.filler.right())
        fault = SeededFault("stranger", _NOT_ISSUED, NOWHERE)
        state, faults = State.ACCEPTED_WITH_WARNINGS, (fault, *right.file.faults)
        return sender.sent(right.file.file, right.content, faults, state, nobodys=Nobodys.NOT_IN_ROUND)

    def _form(self, unit: Unit) -> Form:
        registry = self.known.registry
        return prefill(
            self.layout, self.programme, registry, unit, form_tasks(self.layout, self.programme, registry, unit)
        )


def owner_file(unit: Unit, day: date) -> Sent:
    """What a program leaves beside a file that somebody has open: no return at all."""
    name, left = f"~${unit.slug}.xlsx", Nobodys.LEFT_BY_PROGRAM
    return Sent(DrillFile(name, _hash(_OWNER_FILE), "", day, State.REJECTED, (), left), _OWNER_FILE)


class _Sender:
    """One unit with its form and the days on which its versions arrive."""

    def __init__(
        self,
        units: DrillUnits,
        unit: Unit,
        form: Form,
        received: Sequence[date],
        issued: tuple[str, bytes] | None = None,
    ) -> None:
        from tdn_templates.excel.form import grid_of

        self._rulebook, self._grid = units.rulebook, grid_of(form)
        self._unit, self._received = unit, received
        self.issued = issued or units.issued(unit)
        self.sheet = form.layout.sheet_title.in_lang(form.lang)
        registry = units.known.registry
        tasks = form_tasks(units.layout, units.programme, registry, unit)
        leads = any((item.role, item.binding) == (Role.LEAD, Binding.NAMED) for item in tasks)
        self.filler = Filler(form, names_of_departments(form, registry), leads, f"tdn drill {units.seed} {unit.slug}")

    def faulty(self, part: UnitPart) -> DrillReturn:
        """With the faults that were wanted; where the form has no task for any of them, with another like them."""
        found = self.filler.faulty(part.kinds)
        others: Iterator[FaultKind] = iter(others_of(part))
        while not any(item.kind for item in found.seeded) and (other := next(others, None)) is not None:
            found = self.filler.faulty((other,))
        return found

    def filled(self, name: str, answers: DrillReturn, *, version: int = 0, nil: bool = False) -> Sent:
        from tdn_templates.excel.fill import cell_of, fill_cells

        texts = {cell_of(self._grid, line, column): text for (line, column), text in answers.texts.items()}
        faults = tuple(self._fault(seeded) for seeded in answers.seeded)
        found = [Finding(fault.code, self._rulebook.rule(fault.code).severity) for fault in faults]
        state = state_of(found)
        if nil and state is not State.NEEDS_CORRECTION:
            state = State.NIL_RETURN
        return self.sent(name, fill_cells(self.issued[1], texts), faults, state, version=version)

    def wiped(self, name: str) -> Sent:
        from tdn_templates.excel.fill import wipe_table

        fault = SeededFault("table_wiped", _TABLE_MISSING, NOWHERE)
        return self.sent(name, wipe_table(self.issued[1]), (fault,), State.REJECTED)

    def nobodys(self, name: str, content: bytes, kind: str, code: RuleCode) -> Sent:
        """A file that does not say whose it is."""
        fault = SeededFault(kind, code, NOWHERE)
        file = DrillFile(name, _hash(content), "", self._received[0], State.REJECTED, (fault,), nobodys=Nobodys.NO_UNIT)
        return Sent(file, content)

    def sent(
        self,
        name: str,
        content: bytes,
        faults: tuple[SeededFault, ...],
        state: State,
        *,
        version: int = 0,
        nobodys: Nobodys | None = None,
    ) -> Sent:
        day = self._received[version]
        return Sent(DrillFile(name, _hash(content), self._unit.slug, day, state, faults, nobodys), content)

    def _fault(self, seeded: Seeded) -> SeededFault:
        from tdn_templates.excel.fill import cell_of

        is_of_sheet = seeded.line is not None and not seeded.column
        cell = "" if is_of_sheet else cell_of(self._grid, seeded.line, seeded.column)
        return SeededFault(seeded.kind, seeded.code, Place(self.sheet, cell), seeded.task)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _scan(number: int) -> bytes:
    """The least that calls itself a PDF; the number makes each one a file of its own."""
    return (
        b"%%PDF-1.4\n%% scan %d\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%%%EOF\n" % number
    )


def _other_workbook(programme: Programme, number: int) -> bytes:
    from tdn_templates.excel.book import Book

    book = Book(created=programme.issued_on, title="Tổng hợp")
    sheet = book.add_sheet("Tổng hợp")
    for column, text in enumerate(("TT", "Nội dung", "Số lượng"), start=1):
        sheet.write_text(1, column, text)
        sheet.write_text(2, column, str(number))
    return book.content()
