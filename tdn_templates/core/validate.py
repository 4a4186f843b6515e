"""Check a submission against the rules: gates first, then everything in one go."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from tdn_templates.core.answers import Answer, read_answers
from tdn_templates.core.assign import form_tasks, year_of
from tdn_templates.core.checks.batch import BATCH_CHECKS
from tdn_templates.core.checks.context import FormContext, RowContext
from tdn_templates.core.checks.file import FILE_CHECKS
from tdn_templates.core.checks.nil import NIL_CHECKS
from tdn_templates.core.checks.progress import PROGRESS_CHECKS
from tdn_templates.core.checks.row import ROW_CHECKS
from tdn_templates.core.checks.sheet import SHEET_CHECKS, table_missing
from tdn_templates.core.checks.shorthand import SHORTHAND_CHECKS
from tdn_templates.core.checks.stamp import STAMP_CHECKS
from tdn_templates.core.checks.table import TABLE_CHECKS
from tdn_templates.core.checks.time import TIME_CHECKS
from tdn_templates.core.checks.unit import UNIT_FORM_CHECKS, UNIT_ROW_CHECKS
from tdn_templates.core.checks.value import VALUE_CHECKS, RowCheck, has_ordinary_cells
from tdn_templates.core.checks.word import WORD_CHECKS
from tdn_templates.core.demands import NO_DEMANDS, Demands
from tdn_templates.core.form_wording import worded_for
from tdn_templates.core.known import Known
from tdn_templates.core.legacy_cells import legacy_columns
from tdn_templates.core.mention_words import CommonWords
from tdn_templates.core.mentions import MentionReader
from tdn_templates.core.names import NameIndex
from tdn_templates.core.rulebook import Fault, Rulebook
from tdn_templates.core.schema import ValueSchema
from tdn_templates.core.timeframes import read_time
from tdn_templates.model.assignment import Assignment
from tdn_templates.model.finding import Finding
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.rule import Rule, Scope
from tdn_templates.model.submission import Submission
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import ProgrammeCode, RuleCode, Severity, State, TaskCode, UnitSlug

_TABLE_MISSING = RuleCode("SHEET01")
_LEGACY = RuleCode("VALUE08")
_OF_ANSWERS = frozenset({RuleCode("ROW02")})
"""Rules of the whole table that ask for answers: a nil return has none."""

_MOST_UNITS = 128
"""Units whose vocabulary and tasks are kept for further returns of theirs."""

_Key = TypeVar("_Key")
_Kept = TypeVar("_Kept")

_VALUE_CHECKS = frozenset({*VALUE_CHECKS, *SHORTHAND_CHECKS})
"""What only a row with an unusual cell can fail."""

_ROW_CHECKS: Mapping[RuleCode, RowCheck] = {
    **VALUE_CHECKS,
    **ROW_CHECKS,
    **UNIT_ROW_CHECKS,
    **TIME_CHECKS,
    **PROGRESS_CHECKS,
}
_FORM_CHECKS = {**SHEET_CHECKS, **TABLE_CHECKS, **UNIT_FORM_CHECKS, **WORD_CHECKS, **NIL_CHECKS}
DECIDED_BY_FUNCTION = frozenset(
    {*FILE_CHECKS, *STAMP_CHECKS, _TABLE_MISSING, *_ROW_CHECKS, *_FORM_CHECKS, *BATCH_CHECKS}
)
"""Every code with a function; all other rules are decided by the value schema."""


class Validator:
    """Checks returns with one rulebook against one body of knowledge; what can be prepared once is."""

    def __init__(self, known: Known, rulebook: Rulebook, demands: Demands = NO_DEMANDS) -> None:
        self._known = known
        self._rulebook = rulebook
        self._demands = demands
        self._names: dict[date | None, NameIndex] = {}
        self._schemas = {name: ValueSchema(layout, rulebook) for name, layout in known.layouts.items()}
        self._common: dict[date | None, CommonWords] = {}
        self._readers: dict[tuple[date | None, UnitSlug], MentionReader] = {}
        self._assignments: dict[
            tuple[date | None, str, ProgrammeCode, UnitSlug, str], Mapping[TaskCode, Assignment]
        ] = {}
        self._in_scope = {scope: rulebook.in_scope(scope) for scope in Scope}
        row_rules = [rule for rule in self._in_scope[Scope.ROW] if rule.schema is None]
        self._row_checks = _by_needs(row_rules)
        self._ordinary_checks = _by_needs([rule for rule in row_rules if rule.code not in _VALUE_CHECKS])

    def verdict(self, submission: Submission) -> Verdict:
        unit = self._known_for(submission).registry.find(submission.stamp.unit) if submission.stamp else None
        gate = next((found for found in self._gates(submission) if found), None)
        if gate:
            return Verdict(submission, unit, State.REJECTED, tuple(gate))
        if unit is None:
            raise ValueError("a submission that passed the gates has a unit")
        form = self._context(submission, unit)
        found = [*self._beside_the_gates(submission), *self._form_findings(form)]
        findings = [self._waived(finding, unit) for finding in found]
        findings.sort(key=_importance)
        state = state_of(findings)
        if form.is_nil and state is not State.NEEDS_CORRECTION:
            state = State.NIL_RETURN
        return Verdict(submission, unit, state, tuple(findings), self._follow_ons(form))

    def _known_for(self, submission: Submission) -> Known:
        """What is known on the day the form was made for."""
        return self._known.of((submission.stamp,))

    def _follow_ons(self, form: FormContext) -> int:
        """How many checks had nothing to look at because another rule has spoken about the cell they need."""
        count = 0
        for answer in form.answers:
            unreadable = form.unreadable_columns(answer)
            if unreadable:
                rules = self._in_scope[Scope.ROW]
                count += sum(not unreadable.isdisjoint((*rule.needs, *rule.columns)) for rule in rules)
        return count

    def context(self, submission: Submission) -> FormContext | None:
        """What the checks of a form look at; None for a submission that a gate stops."""
        unit = self._known_for(submission).registry.find(submission.stamp.unit) if submission.stamp else None
        if unit is None or any(self._gates(submission)):
            return None
        return self._context(submission, unit)

    def batch_findings(self, verdicts: Sequence[Verdict]) -> tuple[Finding, ...]:
        """What only the returns together show, such as one unit twice."""
        known = self._known.of(verdict.submission.stamp for verdict in verdicts)
        return tuple(
            self._rulebook.finding(rule.code, fault)
            for rule in self._in_scope[Scope.BATCH]
            for fault in BATCH_CHECKS[rule.code](verdicts, known)
        )

    def _waived(self, finding: Finding, unit: Unit) -> Finding:
        """A waived finding stays visible, as a note that names the waiver."""
        for waiver in self._demands.waivers:
            if waiver.covers(finding.code, unit.slug, finding.task, self._demands.on):
                return replace(finding, severity=Severity.NOTE, waiver=waiver)
        return finding

    def _gates(self, submission: Submission) -> Iterator[list[Finding]]:
        """What each gate finds, in order; later gates are only asked when the earlier ones found nothing."""
        known = self._known_for(submission)
        for rule in self._in_scope[Scope.FILE]:
            if rule.gate:
                yield self._found(rule.code, FILE_CHECKS[rule.code](submission))
        for rule in self._in_scope[Scope.STAMP]:
            if rule.gate:
                yield self._found(rule.code, STAMP_CHECKS[rule.code](submission, known))
        layout = self._known.layouts[submission.stamps[0].stamp.layout]
        yield self._found(_TABLE_MISSING, table_missing(submission, layout))

    def _beside_the_gates(self, submission: Submission) -> Iterator[Finding]:
        for rule in self._in_scope[Scope.FILE]:
            if not rule.gate:
                yield from self._found(rule.code, FILE_CHECKS[rule.code](submission))
        for rule in self._in_scope[Scope.STAMP]:
            if not rule.gate:
                yield from self._found(rule.code, STAMP_CHECKS[rule.code](submission, self._known_for(submission)))

    def _form_findings(self, form: FormContext) -> Iterator[Finding]:
        for answer in () if form.is_nil else form.answers:
            yield from self._row_findings(form, answer)
        for scope in (Scope.SHEET, Scope.TABLE):
            for rule in self._in_scope[scope]:
                if not rule.gate and not (form.is_nil and rule.code in _OF_ANSWERS):
                    yield from self._found(rule.code, _FORM_CHECKS[rule.code](form))

    def _row_findings(self, form: FormContext, answer: Answer) -> Iterator[Finding]:
        programme = form.programme
        time = read_time(answer.value("own_time"), period_first=programme.first, period_last=programme.last)
        row = RowContext(form, answer, time)
        unreadable = form.unreadable_columns(answer)
        ordinary = has_ordinary_cells(row) and not form.shorthand_columns(answer)
        if not ordinary:
            unreadable |= self._legacy_columns(answer, form.layout)
        for code, column in self._schema_faults(form, answer, unreadable):
            if self._rulebook.rule(code).severity is not Severity.OFF:
                yield self._rulebook.finding(code, _schema_fault(form, answer, column))
        for needs, checks in self._ordinary_checks if ordinary else self._row_checks:
            if not needs or _may_ask(needs, answer, unreadable):
                for code, check in checks:
                    for fault in check(row):
                        yield self._rulebook.finding(code, fault)

    def _schema_faults(
        self, form: FormContext, answer: Answer, unreadable: frozenset[str]
    ) -> tuple[tuple[RuleCode, str], ...]:
        values = {key: text for key, text in answer.values.items() if key not in unreadable}
        deciding = form.layout.deciding
        if deciding in values:
            values[deciding] = answer.choice
        return self._schemas[form.layout.name].faults(answer.row.block, answer.choice, values, unreadable)

    def _legacy_columns(self, answer: Answer, layout: WorkbookLayout) -> frozenset[str]:
        """Cells about which VALUE08 speaks: until they are converted nothing else can be said of them."""
        rule = self._rulebook.rules.get(_LEGACY)
        return legacy_columns(answer, layout) if rule and rule.severity is not Severity.OFF else frozenset()

    def _context(self, submission: Submission, unit: Unit) -> FormContext:
        stamp, known = submission.stamps[0].stamp, self._known_for(submission)
        programme, registry = known.programmes[stamp.programme], known.registry
        layout = worded_for(known.layouts[stamp.layout], programme)
        departments = registry.children(unit.slug)
        if (registry.day, unit.slug) not in self._readers:
            _make_room(self._readers)
            common = self._common.get(registry.day) or CommonWords(registry, national=False)
            self._common[registry.day] = common
            self._readers[registry.day, unit.slug] = MentionReader(registry, unit.slug, common)
        if registry.day not in self._names:
            self._names[registry.day] = NameIndex(registry)
        return FormContext(
            submission=submission,
            layout=layout,
            programme=programme,
            unit=unit,
            registry=registry,
            assignments=self._assigned(layout, programme, registry, unit, year_of(stamp)),
            register=self._demands.register,
            answers=tuple(read_answers(submission, layout, programme)),
            agencies=self._readers[registry.day, unit.slug],
            names=self._names[registry.day],
            example_unit=departments[0].name if departments else unit.name,
            has_departments=bool(departments),
            generic=frozenset(child.slug for child in registry.generic_children(unit.slug)),
        )

    def _assigned(
        self, layout: WorkbookLayout, programme: Programme, registry: Registry, unit: Unit, year: str
    ) -> Mapping[TaskCode, Assignment]:
        key = (registry.day, layout.name, programme.code, unit.slug, year)
        if key not in self._assignments:
            _make_room(self._assignments)
            assignments = form_tasks(layout, programme, registry, unit, year)
            self._assignments[key] = {assignment.task.code: assignment for assignment in assignments}
        return self._assignments[key]

    def _found(self, code: RuleCode, faults: Iterable[Fault]) -> list[Finding]:
        return [self._rulebook.finding(code, fault) for fault in faults]


def _make_room(kept: dict[_Key, _Kept]) -> None:
    """Drops the oldest of what is kept for units: in a large round every return is of another one."""
    if len(kept) >= _MOST_UNITS:
        del kept[next(iter(kept))]


def state_of(findings: Iterable[Finding]) -> State:
    """The state of a return that passed the gates."""
    severities = {finding.severity for finding in findings}
    if Severity.ERROR in severities:
        return State.NEEDS_CORRECTION
    return State.ACCEPTED_WITH_WARNINGS if Severity.WARNING in severities else State.ACCEPTED


def _by_needs(rules: Iterable[Rule]) -> Sequence[tuple[tuple[str, ...], Sequence[tuple[RuleCode, RowCheck]]]]:
    """The checks of rows, those together that need the same columns: findings are put in order later."""
    grouped: dict[tuple[str, ...], list[tuple[RuleCode, RowCheck]]] = {}
    for rule in rules:
        grouped.setdefault(rule.needs, []).append((rule.code, _ROW_CHECKS[rule.code]))
    return tuple(grouped.items())


def _may_ask(needs: tuple[str, ...], answer: Answer, unreadable: frozenset[str]) -> bool:
    return unreadable.isdisjoint(needs) and all(map(answer.values.get, needs))


def _schema_fault(form: FormContext, answer: Answer, column: str) -> Fault:
    choices = "; ".join(choice.label.vi for choice in form.layout.column(column).choices)
    cell = answer.cell(column)
    return form.fault(answer, column, cell.text if cell else "", choices=choices, example=f"“{form.example_unit}”")


def _importance(finding: Finding) -> tuple[int, str, int, str, str]:
    """Errors first, then in the order of the sheet."""
    digits = "".join(char for char in finding.place.cell if char.isdecimal())
    letters = finding.place.cell.rstrip("0123456789").rjust(3)
    return finding.severity.rank, finding.place.sheet, int(digits or 0), letters, finding.code
