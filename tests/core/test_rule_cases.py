"""Every rule does what its cases in tests/rules/CODE.yaml say: what is found, at which cell, and nothing else.

A case starts from the generated form of a unit with every row rightly answered and spoils it. Keys of a case:

    name, kind     pass, fail, blank or boundary; a kind a rule cannot have stands under not_applicable with the reason
    unit           whose form; "Bộ Tài chính" if not said
    form           which form; "plan" if not said. A yearly one is made for 2025
    answered       "no" for a form as it went out, with nothing answered
    every          table of one line: columns with the text to type in the row of each task
    fill           table: row and columns with the text to type; "~" leaves a cell as it is, nothing clears it
    set            table: row | column | kind | value; kind is int, float, bool, date, datetime, time, error, text,
                   formula ("=B7" without a stored result, "=B7 -> text" with one) or number formula
    drop_rows, drop_columns, drop_sheets       what is deleted
    add_rows       table: after | as | like | columns; a row is inserted under the label `as`, `like` copies a row
    swap           table: first | second | what; two lines change places, what is "rows" or "visible" (keys stay)
    hide_rows      lines that are hidden or filtered out
    merge          table: first | last | column; cells of one column made one
    lose_keys      true when the hidden keys are gone
    stamp          table: where | part | value; where is all, sheet, properties or line
    file_name, holds (macros, external_links), unreadable (reason and facts)
    format         by content; "docx" for a return in Word
    tracked        table: row | column, of changes in Word that nobody has accepted
    twin           name of a second table of the form in the file
    assumed        the unit that the caller says the file is of
    register       units whose forms stand in the register; without it there is none
    issued         table: row | column | value; what the register remembers of a cell, where it is not today's text
    files          several returns, each with the keys above. Findings about all together count here and in BATCH cases
    expect         "none", or table of findings: row | column (or cell) | task | value | any facts
    also           findings of other rules that cannot be avoided, with their code
    state          the state of the return

In tables "\\n" and "\\u000B" stand for the character, "á × 3" for "ááá". No case names a cell by its address: rows go
by number, key or name ("heading", "nil"), columns by key ("tick" is that of the nil tick, "beside 1" the first to the
right of the table), and in `expect` "{2.9/note}" is the address of a cell, "{2.9/}" its row, "{/note}" its column.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache, partial
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, cast

import pytest
import yaml

from tdn_templates.core.demands import Demands
from tdn_templates.core.form_marks import FORM_CODE_LABEL, PROPERTY_PREFIX
from tdn_templates.core.issuing import given_hash
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.validate import Validator
from tdn_templates.core.wording import finding_words
from tdn_templates.load.strict_yaml import load_strict
from tdn_templates.model.cell import RawValue, RawWorkbook, Unreadable
from tdn_templates.model.finding import Finding
from tdn_templates.model.register import Register
from tdn_templates.model.words import Lang, RuleCode

if TYPE_CHECKING:
    from tests.core.conftest import Office, Returned

_FOLDER = Path(__file__).parent.parent / "rules"
_KINDS = ("pass", "fail", "blank", "boundary")
_DEFAULT_UNIT = "Bộ Tài chính"
_FILE_KEYS = frozenset(
    """
    unit form as_of answered every file_name format fill set drop_rows drop_columns drop_sheets add_rows stamp tracked
    twin holds unreadable swap hide_rows merge lose_keys assumed register issued
    """.split()  # noqa: SIM905 - a list to read, not to run
)
_CASE_KEYS = _FILE_KEYS | {"name", "kind", "files", "expect", "also", "state"}
_PLACE = re.compile(r"\{([^{}]+)\}")
_GAP = re.compile(r"“”|\(\)|[{}]|  | [.,;:](?!\w)|(?<!\.)\.\.(?!\.)|[:,;]\s*[.;]|^[.,:;]")
"""Where a missing fact leaves a hole in a sentence."""

_STAMP_ROWS = {"layout": 2, "layout_version": 3, "programme": 4, "edition": 5, "unit": 6, "issue": 7}

Spec = Mapping[str, object]
Line = dict[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """Compared by identity, so that its outcome can be kept."""

    rule: RuleCode
    spec: Spec

    def text(self, key: str) -> str:
        return str(self.spec.get(key, ""))


@dataclass(frozen=True, slots=True)
class Outcome:
    """`returned` is the one form of the case, None where the case has several files or none that can be read."""

    returned: "Returned | None"
    findings: tuple[Finding, ...]
    states: tuple[str, ...]


def _mapping(value: object) -> Spec:
    assert isinstance(value, dict), value
    return cast(Spec, value)


def _list(spec: Spec, key: str) -> list[object]:
    value = spec.get(key, [])
    assert isinstance(value, list), f"{key} has to be a list"
    return value


def _rule_files() -> dict[str, Spec]:
    return {path.stem: _mapping(load_strict(path.read_text("utf-8"), path.name)) for path in _FOLDER.glob("*.yaml")}


@cache
def _cases() -> tuple[Case, ...]:
    return tuple(
        Case(RuleCode(code), _mapping(spec))
        for code, file in sorted(_rule_files().items())
        for spec in _list(file, "cases")
    )


def _case_id(case: Case) -> str:
    return f"{case.rule} {case.text('name')}"


_CASES = _cases()


@pytest.mark.parametrize("case", _CASES, ids=_case_id)
def test_a_planted_fault_is_found_at_its_cell_and_nothing_else(case: Case, office: "Office") -> None:
    unknown = case.spec.keys() - _CASE_KEYS
    assert not unknown, f"keys no case has: {sorted(unknown)}"
    outcome = _outcome(case, office)
    wanted = [(case.rule, line) for line in _table(case.text("expect"))]
    wanted += [(RuleCode(line.pop("code")), line) for line in _table(case.text("also") or "none")]
    expected = sorted(str(_expected(code, line, outcome.returned)) for code, line in wanted)
    compared = {code: tuple(_expected(code, line, outcome.returned)) for code, line in wanted}
    actual = sorted(str(_actual(finding, compared)) for finding in outcome.findings)
    assert actual == expected, f"{_case_id(case)}: actual findings\n{_as_yaml(outcome.findings)}"
    if case.text("state"):
        assert outcome.states == tuple(case.text("state").split(", "))


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("case", [case for case in _CASES if case.text("expect").strip() != "none"], ids=_case_id)
def test_every_message_is_whole(case: Case, lang: Lang, office: "Office") -> None:
    for finding in _outcome(case, office).findings:
        words = finding_words(finding, office.rulebook, lang)
        for part in (words.wrong, words.allowed, words.remedy, words.message):
            assert part[-1] in ".?”…", part
            assert not _GAP.search(_without_values(part, finding)), part
        assert _fields(office.rulebook, finding.code) <= {"value", "task", *finding.facts}, finding


@pytest.mark.parametrize("code", sorted(_rule_files()))
def test_a_rule_has_a_case_of_every_kind_or_says_why_not(code: str) -> None:
    file = _rule_files()[code]
    assert file["rule"] == code
    assert file.keys() <= {"rule", "cases", "not_applicable"}
    kinds = {str(_mapping(spec)["kind"]) for spec in _list(file, "cases")}
    reasons = _mapping(file.get("not_applicable", {}))
    assert kinds <= set(_KINDS)
    assert kinds | reasons.keys() == set(_KINDS)
    assert not kinds & reasons.keys()
    names = [str(_mapping(spec)["name"]) for spec in _list(file, "cases")]
    assert len(set(names)) == len(names)


def test_every_rule_has_cases_and_every_file_of_cases_its_rule(office: "Office") -> None:
    assert sorted(_rule_files()) == sorted(office.rulebook.rules)


def test_failing_cases_expect_findings_and_passing_ones_none() -> None:
    for case in _CASES:
        expects_findings = case.text("expect").strip() != "none"
        if case.text("kind") == "fail":
            assert expects_findings, _case_id(case)
        if case.text("kind") == "pass":
            assert not expects_findings, _case_id(case)


@pytest.mark.parametrize(
    ("unit", "form"),
    [
        ("Bộ Tài chính", "plan"),
        ("Tỉnh Bình Định", "plan"),
        ("Tỉnh An Giang", "plan"),
        ("Báo Nhân Dân", "plan"),
        ("Bộ Thông tin và Truyền thông", "plan"),
        ("Vụ Hợp tác quốc tế", "registration"),
        ("Bộ Tài chính", "progress"),
        ("Tỉnh An Giang", "progress"),
    ],
)
def test_the_form_cases_start_from_has_no_finding(unit: str, form: str, office: "Office") -> None:
    verdict = office.verdict(office.answered(unit, form).workbook())
    assert verdict.findings == ()
    assert verdict.state == "accepted"


@cache
def _outcome(case: Case, office: "Office") -> Outcome:
    files = [_mapping(spec) for spec in _list(case.spec, "files")] or [case.spec]
    made = [_file(spec, office) for spec in files]
    names = [str(spec.get("file_name", "tra-loi.xlsx")) for spec in files]
    verdicts = [
        _validator(spec, office).verdict(office.submission(workbook, name, assumed=str(spec.get("assumed", ""))))
        for spec, (workbook, _), name in zip(files, made, names, strict=True)
    ]
    verdicts = [office.kept(verdict) for verdict in verdicts]  # what reports and the merge are given
    findings = [finding for verdict in verdicts for finding in verdict.findings]
    if case.rule.startswith("BATCH") or len(files) > 1:
        findings += office.validator.batch_findings(verdicts)
    returned = made[0][1] if len(made) == 1 else None
    return Outcome(returned, tuple(findings), tuple(verdict.state for verdict in verdicts))


def _validator(spec: Spec, office: "Office") -> Validator:
    if "register" not in spec:
        return office.validator
    register = office.registered(*(str(unit) for unit in _list(spec, "register")))
    for line in _table(spec.get("issued", "none")):
        register = _remembering(register, line, office)
    return Validator(office.known, office.rulebook, Demands(register=register))


def _remembering(register: Register, line: Line, office: "Office") -> Register:
    """The register with another issued text for one cell of every form that has it."""
    task = next(task for task in office.programme.tasks if task.number == line["row"])
    forms = tuple(
        replace(
            form, given={**form.given, task.code: {**form.given[task.code], line["column"]: given_hash(line["value"])}}
        )
        for form in register.forms.values()
    )
    return register.with_forms(forms)


def _file(spec: Spec, office: "Office") -> "tuple[RawWorkbook | Unreadable, Returned | None]":
    if "unreadable" in spec:
        facts = {key: str(value) for key, value in _mapping(spec["unreadable"]).items()}
        return Unreadable(facts.pop("reason"), facts), None
    make = office.issued if spec.get("answered") == "no" else office.answered
    day = date.fromisoformat(str(spec["as_of"])) if "as_of" in spec else None
    returned = make(str(spec.get("unit", _DEFAULT_UNIT)), str(spec.get("form", "plan")), day)
    _edit(returned, spec)
    return returned.workbook(), returned


def _edit(returned: "Returned", spec: Spec) -> None:
    for line in _table(spec.get("add_rows", "none")):
        _add_row(returned, line)
    for line in _table(spec.get("every", "none")):
        for row in [row for row in returned.rows if re.fullmatch(r"[0-9]+\.[0-9]+", row)]:
            _type(returned, row, line)
    for line in _table(spec.get("fill", "none")):
        _type(returned, line.pop("row"), line)
    for line in _table(spec.get("set", "none")):
        _set(returned, line)
    for label in _list(spec, "drop_rows"):
        returned.drop_row(str(label))
    for key in _list(spec, "drop_columns"):
        returned.drop_column(str(key))
    for line in _table(spec.get("stamp", "none")):
        _stamp(returned, line)
    for line in _table(spec.get("swap", "none")):
        swap = {"rows": returned.swap_rows, "visible": returned.swap_visible}[line["what"]]
        swap(line["first"], line["second"])
    for line in _table(spec.get("merge", "none")):
        returned.merge(line["first"], line["last"], line["column"])
    returned.hidden_rows = {returned.rows[str(label)] for label in _list(spec, "hide_rows")}
    if spec.get("lose_keys"):
        returned.drop_keys()
    returned.dropped_sheets = frozenset(map(str, _list(spec, "drop_sheets")))
    returned.tracked = {returned.at(line["row"], line["column"]) for line in _table(spec.get("tracked", "none"))}
    returned.format = str(spec.get("format", returned.format))
    returned.twin = str(spec.get("twin", ""))
    returned.has_macros = "macros" in _list(spec, "holds")
    returned.external_links = "external_links" in _list(spec, "holds")


def _add_row(returned: "Returned", line: Line) -> None:
    label, like = line.pop("as"), line.pop("like", "")
    returned.insert_row(line.pop("after"), label)
    if like:
        returned.copy_row(like, label)
    _type(returned, label, {column: text or "~" for column, text in line.items()})


def _type(returned: "Returned", row: str, line: Line) -> None:
    for column, text in line.items():
        if text != "~":
            returned.put(row, column, text)


def _set(returned: "Returned", line: Line) -> None:
    row, column, text = line["row"], line["column"], line["value"]
    match line["kind"]:
        case "error":
            returned.put(row, column, "")
            returned.errors[returned.at(row, column)] = text
        case "formula":
            formula, _, result = text.partition(" -> ")
            returned.put_formula(row, column, formula, result)
        case "number formula":
            formula, _, result = text.partition(" -> ")
            returned.put_formula(row, column, formula, int(result))
        case kind:
            returned.put(row, column, _READ_AS[kind](text))


_READ_AS: Mapping[str, Callable[[str], RawValue]] = {
    "int": int,
    "float": float,
    "bool": "TRUE".__eq__,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "text": str,
}


def _stamp(returned: "Returned", line: Line) -> None:
    """A blank value takes the part away, the part "*" the whole stamp."""
    parts = tuple(_STAMP_ROWS) if line["part"] == "*" else (line["part"],)
    places = ("sheet", "properties", "line") if line["where"] == "all" else (line["where"],)
    for place in places:
        for part in parts:
            _put_stamp(returned, place, part, line["value"])


def _put_stamp(returned: "Returned", place: str, part: str, value: str) -> None:
    match place:
        case "sheet":
            returned.stamp_cells[_STAMP_ROWS[part], 2] = value
        case "properties":
            returned.properties[f"{PROPERTY_PREFIX}{part}"] = value
        case "line":
            at = returned.at("code", "number")
            parts = str(returned.cells[at]).removeprefix(FORM_CODE_LABEL).split("|")
            parts[_STAMP_ROWS[part] - 2] = f" {value} "
            returned.cells[at] = FORM_CODE_LABEL + "|".join(parts)
        case _:
            raise ValueError(f"no such place: {place}")


def _expected(code: RuleCode, line: Line, returned: "Returned | None") -> dict[str, str]:
    """What a line of `expect` says of one finding; `row` and `column` become the cell they are planted in."""
    line = dict(line)
    row, column = line.pop("row", ""), line.pop("column", "")
    cell = returned.address(row, column) if returned is not None and row else ""
    task = row if re.fullmatch(r"[0-9.]+", row) else ""
    if own := re.fullmatch(r"own:(\d+):(\d+)", row):
        task = f"+{own[1]}.{own[2]}"
    places = {name: _PLACE.sub(partial(_place, returned), value) for name, value in line.items()}
    return {"code": code, "cell": cell, "task": task, "value": ""} | places


def _place(returned: "Returned | None", found: re.Match[str]) -> str:
    """Where something stands in the spoilt form; "{issue}" is the id of the issued one."""
    assert returned is not None, found[0]
    if found[1] == "issue":
        return str(returned.stamp_cells[_STAMP_ROWS["issue"], 2])
    row, _, column = found[1].partition("/")
    if row and column:
        return returned.address(row, column)
    return returned.letters(column) if column else str(returned.at(row, "key")[0])


def _actual(finding: Finding, compared: Mapping[RuleCode, Sequence[str]]) -> dict[str, str]:
    """The finding with the facts its rule's expectations name."""
    said = {"code": finding.code, "cell": finding.place.cell, "task": finding.task, "value": finding.value}
    return said | {name: finding.facts.get(name, "") for name in compared.get(finding.code, ()) if name not in said}


def _as_yaml(findings: Sequence[Finding]) -> str:
    plain = [
        {
            "code": str(item.code),
            "cell": item.place.cell,
            "task": item.task,
            "value": item.value,
            "facts": dict(item.facts),
        }
        for item in findings
    ]
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False)


def _without_values(part: str, finding: Finding) -> str:
    """The sentence without what the sender wrote, which may be spelled in any way."""
    for value in sorted({finding.value, *finding.facts.values()}, key=len, reverse=True):
        if value:
            part = part.replace(value, "x." if value.endswith(".") else "x")
    return part


def _fields(rulebook: Rulebook, code: RuleCode) -> set[str]:
    wording = rulebook.rule(code).wording
    parts = (wording.wrong, wording.found, wording.allowed, wording.remedy)
    texts = [text for part in parts for text in (part.vi, part.en)]
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


def _table(text: object) -> Iterator[Line]:
    lines = [line for line in str(text).splitlines() if line.strip()]
    if [line.strip() for line in lines] == ["none"]:
        return
    assert lines, "a table is missing; write none where nothing is meant"
    heading = [name.strip() for name in lines[0].split("|")]
    for line in lines[1:]:
        values = [_expanded(value.strip()) for value in line.split("|")]
        yield dict(zip(heading, values, strict=True))


def _expanded(text: str) -> str:
    repeated = re.fullmatch(r"(.+) × (\d+)", text)
    text = repeated[1] * int(repeated[2]) if repeated else text
    text = text.replace(r"\n", "\n")
    return re.sub(r"\\u([0-9A-F]{4})", lambda match: chr(int(match[1], 16)), text)
