"""The picture of a round as one self-contained page: no network, readable without scripts, on paper and by ear."""

from collections.abc import Mapping, Sequence

from tdn_templates.core.overview import count_all
from tdn_templates.core.round_view_words import view_words
from tdn_templates.core.round_words import round_words
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.wording import SEVERITY_WORDS
from tdn_templates.model.conflict import Conflict
from tdn_templates.model.consolidation import Consolidation
from tdn_templates.model.finding import Finding
from tdn_templates.model.round import RoundStatus
from tdn_templates.model.round_view import CellState, RoundView
from tdn_templates.model.words import Lang, Severity
from tdn_templates.report import round_cells
from tdn_templates.report.html import environment
from tdn_templates.report.round_findings import conflict_rows, finding_list, source_rows
from tdn_templates.report.round_rows import Sections, TaskSection, row_sections
from tdn_templates.report.round_standing import standing_of_units
from tdn_templates.report.round_svg import CHART_WIDTH, MOST_FRAMES, TIME_WIDTH, chart_box, frame_words, time_boxes

_FEW_ROWS = 300
"""With no more rows than these every task stands open from the start."""

_SECTIONS = ("summary", "standing", "charts", "matrix", "time-line", "rows", "conflicts", "findings", "sources")


def round_page_html(
    view: RoundView,
    consolidation: Consolidation,
    batch_findings: Sequence[Finding],
    rulebook: Rulebook,
    lang: Lang,
    *,
    conflicts: Sequence[Conflict] = (),
    standing: RoundStatus | None = None,
) -> str:
    """The page, the same for the same input. `conflicts` are those of the merge, settled or not. With `standing` it
    says of every unit where it stands, and of every file whose it is; without, of every return what file it was."""
    words = _words(lang)
    rows = row_sections(consolidation, {row.unit.slug: index for index, row in enumerate(view.matrix.rows)}, lang)
    shown = "sources" if standing is not None else "standing"  # the other one: a file is named once
    findings = finding_list(consolidation, batch_findings, rulebook, lang)
    return (
        environment()
        .get_template("round_page.html.j2")
        .render(
            lang=lang.value,
            words=words,
            contents=[section for section in _SECTIONS if section != shown],
            view=view,
            programme=consolidation.programme,
            standing=standing_of_units(standing, lang) if standing is not None else None,
            draft=consolidation.draft,
            period=consolidation.period,
            counts=count_all(consolidation.verdicts, batch_findings),
            severity={item.value: SEVERITY_WORDS[item].in_lang(lang) for item in Severity},
            **_matrix(view, consolidation, lang),
            **_drawings(view, consolidation, lang),
            rows=rows,
            state_looks={state.value: look for state, look in round_cells.CELL_LOOKS.items()},
            labels=_labels(rows, words),
            open=rows.listed <= _FEW_ROWS,
            row_states=_row_states(rows.sections),
            conflicts=conflict_rows(conflicts, lang),
            conflicts_all=len(conflicts),
            findings=findings.rows,
            findings_left=findings.left,
            sources=list(source_rows(consolidation, lang)) if standing is None else [],
        )
    )


def _words(lang: Lang) -> Mapping[str, str]:
    """The words of the picture, and those of the status that it does not have."""
    of_status = round_words(lang)
    return {**of_status, **view_words(lang), "file_that_counts": of_status["file"]}


def _matrix(view: RoundView, consolidation: Consolidation, lang: Lang) -> Mapping[str, object]:
    """What the template needs for the matrix: `matrix` for a table of cells, `kinds` and `blocks` where it would have
    too many."""
    whole = view.matrix.size <= round_cells.MOST_CELLS
    return {
        "groups": round_cells.heads(view.matrix, consolidation.programme),
        "matrix": list(round_cells.unit_lines(view.matrix, lang)) if whole else [],
        "kinds": [] if whole else [(group.name.in_lang(lang), group) for group in view.matrix.groups],
        "blocks": [] if whole else list(round_cells.sign_blocks(view.matrix, lang)),
        "ruler": round_cells.ruler(view.matrix.tasks),
        "roles": round_cells.role_legend(lang),
        "states": round_cells.state_legend(view.matrix, lang),
    }


def _drawings(view: RoundView, consolidation: Consolidation, lang: Lang) -> Mapping[str, object]:
    """What the template needs for charts and time line."""
    return {
        "charts": [chart_box(chart, lang) for chart in view.charts],
        "chart_width": CHART_WIDTH,
        "times": list(time_boxes(view.time_line, consolidation.programme)),
        "time_width": TIME_WIDTH,
        "most_frames": MOST_FRAMES,
        "frame_words": frame_words,
    }


def _row_states(sections: Sequence[TaskSection]) -> list[tuple[str, str, int]]:
    """State, words and number of listed rows, for the filter."""
    found: dict[tuple[str, str], int] = {}
    for section in sections:
        for line in section.lines:
            key = (line.state, line.state_words)
            found[key] = found.get(key, 0) + 1
    order = {state.value: place for place, state in enumerate(CellState)}
    return [(state, text, count) for (state, text), count in sorted(found.items(), key=lambda item: order[item[0][0]])]


def _labels(rows: Sections, words: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
    """The headings of each long table by its class: on a telephone a style rule puts them before the cells, which costs
    less than saying them in every row."""
    answered = words["carried_out" if rows.of_plans else "answered"]
    columns: Mapping[str, Sequence[str]] = {
        "rows": (words["unit"], words["state"], *rows.columns, words["source"]),
        "units": [
            words[key]
            for key in ("unit", "state", "days_late", "errors", "warnings", "file_that_counts", "received", "change")
        ],
        "sources": (*(words[key] for key in ("unit", "state", "file", "sheet", "hash")), answered),
        "conflicts": [words[key] for key in ("task", "severity", "conflict_wrong", "conflict_remedy")],
        "found": [words[key] for key in ("severity", "unit", "task", "place", "message")],
    }
    return {name: [_css_text(text) for text in texts] for name, texts in columns.items()}


def _css_text(text: str) -> str:
    """A heading as the text of a style rule; whatever is no letter or digit is written as its number."""
    return "".join(char if char.isalnum() else f"\\{ord(char):06x}" for char in text)
