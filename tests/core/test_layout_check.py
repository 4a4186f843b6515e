"""A changed layout is held against the shipped form of its name and against the rules."""

from pathlib import Path

import pytest

from tdn_templates.core.layout_check import LayoutFaultKind, check_layout, layout_words
from tdn_templates.load.knowledge import load_layouts, load_rulebook
from tdn_templates.load.layouts import read_layout
from tdn_templates.model.words import Lang, Severity

PLAN = (Path(__file__).parents[2] / "templates" / "plan.workbook.yaml").read_text(encoding="utf-8")
SHIPPED = load_layouts()["plan"]
MAJOR, MINOR = map(int, SHIPPED.version.split("."))
VERSION, NEXT, NEXT_MAJOR = (f'"{version}"' for version in (SHIPPED.version, f"{MAJOR}.{MINOR + 1}", f"{MAJOR + 1}.0"))
WIDTH = f"width: {SHIPPED.column('text').width_chars:g}"
RULES = tuple(load_rulebook().rules.values())


def without(key: str) -> tuple[str, str]:
    """The text of a column, to be replaced by nothing."""
    start = PLAN.index(f"  - key: {key}\n")
    end = PLAN.find("\n  - key: ", start + 1)
    return PLAN[start : end + 1 if end >= 0 else len(PLAN)], ""


CASES = [
    ("nothing", [], []),
    ("titles and widths", [("vi: Tên đề án/nhiệm vụ", "vi: Nhiệm vụ"), (WIDTH, "width: 40")], []),
    (
        "a required column, version raised",
        [without("own_lead"), (VERSION, NEXT_MAJOR)],
        [("column_missing", "own_lead", "", "")],
    ),
    (
        "a required column renamed",
        [("key: own_time", "key: own_timeframe"), (VERSION, NEXT_MAJOR)],
        [("column_missing", "own_time", "own_timeframe", "")],
    ),
    ("the number", [without("number"), (VERSION, NEXT_MAJOR)], [("column_missing", "number", "", "")]),
    (
        "a column that only rules ask about",
        [without("carries"), (VERSION, NEXT_MAJOR)],
        [("rules_silent", "carries", "", "TABLE03")],
    ),
    (
        "the same, version raised too little",
        [without("carries"), (VERSION, NEXT)],
        [
            ("rules_silent", "carries", "", "TABLE03"),
            ("version_not_raised", NEXT.strip('"'), "", NEXT_MAJOR.strip('"')),
        ],
    ),
    ("a column nobody asks about", [without("role"), (VERSION, NEXT_MAJOR)], []),
    (
        "a new column",
        [
            (
                "  - key: note\n",
                "  - {key: budget, title: {vi: A, en: B}, use: asked, kind: text, width: 9}\n  - key: note\n",
            )
        ],
        [("version_not_raised", SHIPPED.version, "", NEXT.strip('"'))],
    ),
    (
        "a choice",
        [("key: merged", "key: joined"), (VERSION, NEXT_MAJOR)],
        [("choice_missing", "treatment.merged", "", "")],
    ),
    (
        "a prompt in the words of a rule that is not there",
        [("{ROW03.allowed}", "{ROW93.allowed}")],
        [("rule_unknown", "ROW93", "ROW13", "note")],
    ),
    (
        "what is required",
        [("    required_in: [own]\n    prompt:\n      vi: Đã", "    prompt:\n      vi: Đã")],
        [("version_not_raised", SHIPPED.version, "", NEXT.strip('"'))],
    ),
]


@pytest.mark.parametrize(("changes", "faults"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_a_changed_form_breaks_is_named(
    changes: list[tuple[str, str]], faults: list[tuple[str, str, str, str]]
) -> None:
    text = PLAN
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    found = check_layout(read_layout(text, "plan.workbook.yaml"), SHIPPED, RULES)
    assert [(fault.kind.value, fault.name, fault.near, fault.detail) for fault in found] == faults
    warnings = {fault.kind for fault in found if fault.severity is Severity.WARNING}
    assert warnings <= {LayoutFaultKind.RULES_SILENT}
    for fault in found:
        words = layout_words(fault, "plan.workbook.yaml")
        assert words.sentence(Lang.VI).startswith("plan.workbook.yaml: ")
        assert words.sentence(Lang.VI) != words.sentence(Lang.EN)
        assert fault.name in words.wrong.en


def test_a_form_of_a_new_name_needs_only_what_every_form_needs() -> None:
    written = [column.key for column in SHIPPED.columns if column.part_of is None]
    columns = [without(key) for key in written if key not in ("number", "treatment")]
    text = PLAN
    for old, new in columns:
        text = text.replace(old, new)
    layout = read_layout(text, "small.workbook.yaml")
    assert [(fault.kind.value, fault.name) for fault in check_layout(layout, None, RULES)] == [
        ("column_missing", "text")
    ]
