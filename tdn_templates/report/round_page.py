"""The picture of a round as one self-contained page: no network, readable without scripts, on paper and by ear."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tdn_templates.core.conflicts.wording import (
    conflict_remedy,
    conflict_title,
    conflict_wrong,
    standing_words,
    value_words,
)
from tdn_templates.core.overview import count_all
from tdn_templates.core.round_view_words import (
    CELL_ROLE_WORDS,
    ROLE_LETTERS,
    STATE_SIGNS,
    view_words,
)
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.wording import SEVERITY_WORDS, STATE_WORDS, finding_words
from tdn_templates.model.conflict import Conflict
from tdn_templates.model.consolidation import Consolidation
from tdn_templates.model.finding import Finding
from tdn_templates.model.round_view import CellRole, CellState, Matrix, MatrixCell, RoundView
from tdn_templates.model.words import Lang, Severity
from tdn_templates.report.html import environment
from tdn_templates.report.round_rows import TaskSection, row_sections, sheets_by_file
from tdn_templates.report.round_svg import CHART_WIDTH, MOST_FRAMES, TIME_WIDTH, chart_box, frame_words, time_boxes

MOST_CELLS = 40_000
"""Cells of a matrix that a browser still moves swiftly: 700 units with 56 tasks. Of more, kinds of units are shown."""

_MOST_FINDINGS = 500
_HASH_LETTERS = 12
_FEW_ROWS = 300
"""With no more rows than these every task stands open from the start."""

_ROLE_CLASS: Mapping[CellRole, str] = {
    CellRole.LEAD: "l",
    CellRole.SUPPORTING: "s",
    CellRole.CONDITIONAL: "c",
    CellRole.NOT: "n",
}
_STATE_CLASS: Mapping[CellState, str] = {
    CellState.ERROR: "er",
    CellState.OPEN: "op",
    CellState.LATE: "lt",
    CellState.UNDER_WAY: "uw",
    CellState.NOT_BEGUN: "nb",
    CellState.DONE: "dn",
    CellState.CARRIED_OUT: "co",
    CellState.MERGED: "mg",
    CellState.NOT_APPLICABLE: "na",
    CellState.NIL: "nl",
    CellState.UNREAD: "un",
    CellState.WAITED_FOR: "wf",
    CellState.BLANK: "",
}
"""Short, because every cell of the matrix says two of them."""


@dataclass(frozen=True, slots=True)
class CellBox:
    look: str
    text: str


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One line of the matrix. `index` is the place of the unit, by which rows are filtered."""

    index: int
    name: str
    cells: tuple[CellBox, ...]
    own: int


@dataclass(frozen=True, slots=True)
class FindingRow:
    severity: str
    severity_words: str
    code: str
    unit: str
    task: str
    place: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """`values` name the cells; `remedy` is what to do, or what stands by decision."""

    severity: str
    severity_words: str
    standing: str
    task: str
    title: str
    wrong: str
    values: tuple[str, ...]
    remedy: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    unit: str
    state: str
    state_words: str
    file: str
    sheet: str
    hash: str
    rows: int


def round_page_html(
    view: RoundView,
    consolidation: Consolidation,
    batch_findings: Sequence[Finding],
    rulebook: Rulebook,
    lang: Lang,
    *,
    conflicts: Sequence[Conflict] = (),
) -> str:
    """The page, the same for the same input. `conflicts` are those of the merge, settled or not."""
    words, programme = view_words(lang), consolidation.programme
    units = {row.unit.slug: index for index, row in enumerate(view.matrix.rows)}
    rows = row_sections(consolidation, units, lang)
    whole = view.matrix.size <= MOST_CELLS
    findings = _findings(consolidation, batch_findings)
    return (
        environment()
        .get_template("round_page.html.j2")
        .render(
            lang=lang.value,
            words=words,
            view=view,
            programme=programme,
            draft=consolidation.draft,
            period=consolidation.period,
            counts=count_all(consolidation.verdicts, batch_findings),
            severity={item.value: SEVERITY_WORDS[item].in_lang(lang) for item in Severity},
            groups=[(group.number, group.title, _columns(view.matrix, group.number)) for group in programme.groups],
            matrix=list(_matrix_lines(view.matrix, lang)) if whole else [],
            kinds=[] if whole else [(group.name.in_lang(lang), group) for group in view.matrix.groups],
            roles=_role_legend(lang),
            states=_state_legend(view.matrix, lang),
            charts=[chart_box(chart, lang) for chart in view.charts],
            chart_width=CHART_WIDTH,
            times=list(time_boxes(view.time_line, programme)),
            time_width=TIME_WIDTH,
            most_frames=MOST_FRAMES,
            frame_words=frame_words,
            rows=rows,
            unit_label=_css_text(words["unit"]),
            state_looks={state.value: look for state, look in _STATE_CLASS.items()},
            labels=[_css_text(text) for text in (words["state"], *rows.columns, words["source"])],
            open=rows.listed <= _FEW_ROWS,
            unit_names=[row.unit.name for row in view.matrix.rows],
            row_states=_row_states(rows.sections),
            conflicts=[_conflict(conflict, lang) for conflict in _open_first(conflicts)],
            findings=[_finding(unit, finding, rulebook, lang) for unit, finding in findings[:_MOST_FINDINGS]],
            findings_left=max(0, len(findings) - _MOST_FINDINGS),
            sources=list(_sources(consolidation, lang)),
        )
    )


def _columns(matrix: Matrix, group: str) -> int:
    return sum(task.group == group for task in matrix.tasks)


def _matrix_lines(matrix: Matrix, lang: Lang) -> Iterator[UnitLine]:
    boxes: dict[MatrixCell, CellBox] = {}

    def box(cell: MatrixCell) -> CellBox:
        if cell not in boxes:
            look = f"{_ROLE_CLASS[cell.role]} {_STATE_CLASS[cell.state]}".strip()
            boxes[cell] = CellBox(look, ROLE_LETTERS[cell.role].in_lang(lang) + STATE_SIGNS[cell.state])
        return boxes[cell]

    for index, row in enumerate(matrix.rows):
        yield UnitLine(index, row.unit.name, tuple(map(box, row.cells)), row.own)


def _role_legend(lang: Lang) -> list[tuple[str, str, str]]:
    shown = (CellRole.LEAD, CellRole.SUPPORTING, CellRole.CONDITIONAL)
    return [
        (_ROLE_CLASS[role], ROLE_LETTERS[role].in_lang(lang), CELL_ROLE_WORDS[role].in_lang(lang)) for role in shown
    ]


def _state_legend(matrix: Matrix, lang: Lang) -> list[tuple[str, str, str]]:
    """Those that the matrix has."""
    there = {cell.state for row in matrix.rows for cell in row.cells} - {CellState.BLANK}
    return [
        (_STATE_CLASS[state], STATE_SIGNS[state], matrix.words[state].in_lang(lang))
        for state in CellState
        if state in there
    ]


def _row_states(sections: Sequence[TaskSection]) -> list[tuple[str, str, int]]:
    """State, words and number of listed rows, for the filter."""
    found: dict[tuple[str, str], int] = {}
    for section in sections:
        for line in section.lines:
            key = (line.state, line.state_words)
            found[key] = found.get(key, 0) + 1
    order = {state.value: place for place, state in enumerate(CellState)}
    return [(state, text, count) for (state, text), count in sorted(found.items(), key=lambda item: order[item[0][0]])]


def _findings(consolidation: Consolidation, batch_findings: Sequence[Finding]) -> list[tuple[str | None, Finding]]:
    """Every finding with the name of its unit, None for one about several returns and "" for an unknown unit; the most
    severe first."""
    found: list[tuple[str | None, Finding]] = [(None, finding) for finding in batch_findings]
    for verdict in consolidation.verdicts:
        name = verdict.unit.name if verdict.unit is not None else ""
        found += [(name, finding) for finding in verdict.findings]
    return sorted(found, key=lambda pair: pair[1].severity.rank)


def _finding(unit: str | None, finding: Finding, rulebook: Rulebook, lang: Lang) -> FindingRow:
    said, words = finding_words(finding, rulebook, lang), view_words(lang)
    place = " ".join(part for part in (finding.place.cell, finding.place.sheet) if part)
    return FindingRow(
        severity=finding.severity.value,
        severity_words=SEVERITY_WORDS[finding.severity].in_lang(lang),
        code=finding.code,
        unit=words["several_files"] if unit is None else unit or words["unknown_unit"],
        task=finding.task,
        place=place,
        message=said.wrong,
        remedy=said.remedy,
    )


def _open_first(conflicts: Sequence[Conflict]) -> list[Conflict]:
    return sorted(conflicts, key=lambda conflict: (not conflict.is_open, conflict.severity.rank))


def _conflict(conflict: Conflict, lang: Lang) -> ConflictRow:
    words = view_words(lang)
    return ConflictRow(
        severity=conflict.severity.value,
        severity_words=SEVERITY_WORDS[conflict.severity].in_lang(lang),
        standing=words["conflict_open"] if conflict.is_open else words["conflict_settled"],
        task=conflict.task.number,
        title=conflict_title(conflict.kind, lang),
        wrong=conflict_wrong(conflict, lang),
        values=tuple(value_words(value, lang) for value in conflict.values),
        remedy=standing_words(conflict, lang) or conflict_remedy(conflict, lang),
    )


def _sources(consolidation: Consolidation, lang: Lang) -> Iterator[SourceRow]:
    """A line for every returned file, also for one that could not be merged."""
    words = view_words(lang)
    rows = {part.source.sha256: len(part.plan) for part in consolidation.parts}
    sheets = sheets_by_file(consolidation)
    for verdict in consolidation.verdicts:
        source = verdict.submission.source
        yield SourceRow(
            unit=verdict.unit.name if verdict.unit is not None else words["unknown_unit"],
            state=verdict.state.value,
            state_words=STATE_WORDS[verdict.state].in_lang(lang),
            file=source.name,
            sheet=sheets.get(source.sha256, ""),
            hash=source.sha256[:_HASH_LETTERS],
            rows=rows.get(source.sha256, 0),
        )


def _css_text(text: str) -> str:
    """A heading as the text of a style rule; whatever is no letter or digit is written as its number."""
    return "".join(char if char.isalnum() else f"\\{ord(char):06x}" for char in text)
