"""The plain checks of the value schema and Cerberus come to one verdict, whatever a row holds."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.schema import ValueSchema, _Compiled
from tdn_templates.files.shipped import read_folder, shipped_folder
from tdn_templates.load.knowledge import load_layouts, load_rulebook
from tdn_templates.load.rulebook import read_own_rules
from tdn_templates.model.layout import Block

LAYOUT = load_layouts()["plan"]
OWN = """
code: {code}
name: own
severity: warning
scope: row
column: {column}
schema: {{{schema}}}
modes: [{modes}]
wrong: {{vi: Sai., en: Wrong.}}
found: {{vi: "{{value}}", en: "{{value}}"}}
allowed: {{vi: Khác., en: Other.}}
remedy: {{vi: Sửa., en: Mend.}}
why: {{vi: Vì thế., en: Because.}}
basis: "own"
example: {{wrong: a, right: b}}
since: "1"
"""


def own_rules() -> Rulebook:
    files = {
        "LOCAL01.yaml": OWN.format(code="LOCAL01", column="note", schema="maxlength: 5", modes="inherited"),
        "LOCAL02.yaml": OWN.format(code="LOCAL02", column="own_time", schema='regex: "20[0-9]{2}|xx"', modes=""),
        "LOCAL03.yaml": OWN.format(
            code="LOCAL03", column="own_supporting", schema="required: true", modes="inherited.carry_out"
        ),
    }
    return read_own_rules(files, load_rulebook(), load_layouts())


TEXTS = st.sampled_from(["", "carry_out", "merged", "not_applicable", "Sẽ làm", "2025", "2025x", "xx", "ghi chú dài"])
ROWS = st.dictionaries(st.sampled_from([column.key for column in LAYOUT.asked]), TEXTS)


@given(
    block=st.sampled_from(list(Block)),
    choice=st.sampled_from(["", "carry_out", "merged", "not_applicable"]),
    row=ROWS,
    unreadable=st.frozensets(st.sampled_from(["own_lead", "treatment", "note"])),
)
def test_the_plain_checks_pass_exactly_what_cerberus_passes(
    block: Block, choice: str, row: dict[str, str], unreadable: frozenset[str]
) -> None:
    compiled: _Compiled = SCHEMA._compiled_for(block, choice, unreadable)
    values = {key: text for key, text in row.items() if text and key not in unreadable}
    assert compiled.passes(values) == compiled.validator.validate(values, normalize=False)


SCHEMA = ValueSchema(LAYOUT, own_rules())


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"own_lead": "a", "own_supporting": "b", "note": "dài hơn"}, [("LOCAL01", "note")]),
        ({"own_lead": "a", "own_supporting": "b", "own_time": "2025 x"}, [("LOCAL02", "own_time")]),
        ({"own_lead": "a"}, [("LOCAL03", "own_supporting")]),
        ({"own_supporting": "b"}, [("UNIT01", "own_lead")]),
    ],
)
def test_an_offices_own_rules_decide_beside_the_shipped_ones(
    row: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    found = SCHEMA.faults(Block.INHERITED, "carry_out", {"treatment": "carry_out", **row}, frozenset())
    assert [(str(code), column) for code, column in found] == expected


def test_the_shipped_folder_has_only_rules_named_after_their_codes() -> None:
    names = read_folder(shipped_folder("rules"), ".yaml")
    assert Path(next(iter(names))).suffix == ".yaml"
    assert len(load_rulebook().rules) == len(names)
