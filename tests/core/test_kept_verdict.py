"""What is kept of a return is all that reports, batch checks and the merge ask for; what decides has a fingerprint."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tdn_templates.core.checker import Basis
from tdn_templates.core.demands import Demands
from tdn_templates.core.fingerprint import fingerprint
from tdn_templates.core.kept_verdict import NONSENSE, decode_verdict, encode_verdict
from tdn_templates.core.merge import consolidate
from tdn_templates.model.cell import Unreadable
from tdn_templates.model.kept_rows import KeptRows
from tdn_templates.model.register import Register
from tdn_templates.model.settings import Waiver
from tdn_templates.model.words import RuleCode, Severity, UnitSlug

if TYPE_CHECKING:
    from tests.core.conftest import Office

WAIVER = Waiver(RuleCode("ROW02"), UnitSlug("bao-nhan-dan"), "2.3", "Chờ", "Vụ trưởng", date(2026, 5, 1))


def test_the_merge_of_kept_returns_is_the_merge_of_the_returns(office: "Office") -> None:
    returned = office.answered("Báo Nhân Dân")
    returned.answer("2.3", own_lead="Ban\u000bĐối ngoại", own_time="Quý 9/2025", note="=1+1")
    returned.answer("own:2:1", own_text="Việc khác", own_lead="Văn phòng")
    verdicts = [office.verdict(returned.workbook(), "a.xlsx"), office.verdict(Unreadable("damaged"), "b.xlsx")]
    kept = [office.kept(verdict) for verdict in verdicts]
    merged, again = (consolidate(items, office.known, office.programme, draft=True) for items in (verdicts, kept))
    assert again.parts == merged.parts
    assert [item.findings for item in kept] == [item.findings for item in verdicts]
    assert [(item.state, item.unit, item.follow_ons) for item in kept] == [
        (item.state, item.unit, item.follow_ons) for item in verdicts
    ]
    assert [item.submission.stamps for item in kept] == [item.submission.stamps for item in verdicts]
    assert kept[1].submission.unreadable == Unreadable("damaged")


def test_rows_are_counted_and_named_without_being_unpacked(office: "Office") -> None:
    verdict = office.verdict(office.answered("Báo Nhân Dân").workbook())
    rows = office.kept(verdict).submission.rows
    assert isinstance(rows, KeptRows)
    assert rows.numbers == tuple(row.number for row in verdict.submission.rows)
    assert (len(rows), rows[0].key, rows[-1].number) == (len(verdict.submission.rows), rows[0].key, rows.numbers[-1])
    assert rows == office.kept(verdict).submission.rows


def test_a_waived_finding_keeps_its_waiver(office: "Office") -> None:
    verdict = office.verdict(office.answered("Báo Nhân Dân").workbook())
    finding = replace(
        next(iter(office.verdict(Unreadable("encrypted")).findings)), severity=Severity.NOTE, waiver=WAIVER
    )
    assert office.kept(replace(verdict, findings=(finding,))).findings == (finding,)


@pytest.mark.parametrize("spoilt", ["{}", "[]", "null", "no json", '{"rows": 1}'])
def test_bytes_that_are_no_verdict_are_told_apart(spoilt: str, office: "Office") -> None:
    with pytest.raises(NONSENSE):
        decode_verdict(spoilt.encode(), "a.xlsx", "0" * 64, office.known)


@pytest.mark.parametrize("key", ["state", "rows", "stamps", "findings", "sheet", "columns"])
def test_a_part_of_another_kind_is_told_apart(key: str, office: "Office") -> None:
    verdict = office.verdict(office.answered("Báo Nhân Dân").workbook())
    encoded = encode_verdict(verdict, office.known)
    plain = json.loads(encoded)

    def spelled(parts: dict[str, object]) -> bytes:
        return json.dumps(parts, separators=(",", ":")).replace(',"rows":', ',"rows":\n').encode()

    assert decode_verdict(spelled(plain), "a.xlsx", "0" * 64, office.known).state is verdict.state
    with pytest.raises(NONSENSE):
        decode_verdict(spelled(plain | {key: 5}), "a.xlsx", "0" * 64, office.known)


def test_whatever_decides_changes_the_fingerprint_and_nothing_else_does(office: "Office") -> None:
    basis = Basis(office.known, office.rulebook)
    alike = [
        basis,
        replace(basis, demands=Demands(on=date(2026, 1, 1))),
        Basis(office.known.on(None), office.rulebook.with_severities(())),
    ]
    waived = [replace(basis, demands=Demands((WAIVER,), on=day)) for day in (date(2026, 5, 1), date(2026, 5, 2))]
    others = [
        *waived,
        replace(basis, rulebook=office.rulebook.with_severities((("TIME", Severity.NOTE),))),
        replace(basis, demands=Demands(register=Register({}))),
        replace(basis, known=office.known.on(date(2026, 1, 1))),
    ]
    assert len({fingerprint(one, "1") for one in alike}) == 1
    assert len({fingerprint(one, "1") for one in (basis, *others)} | {fingerprint(basis, "2")}) == len(others) + 2
    assert fingerprint(waived[0], "1") == fingerprint(
        replace(basis, demands=Demands((WAIVER,), on=date(2026, 4, 1))), "1"
    )


def test_the_fingerprint_is_the_same_in_every_process(office: "Office") -> None:
    program = (
        "from tdn_templates.core.checker import Basis; from tdn_templates.core.fingerprint import fingerprint;"
        "from tdn_templates.load.knowledge import *;"
        "print(fingerprint(Basis(load_known('nq47-2024'), load_rulebook()), '1'))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == fingerprint(Basis(office.known, office.rulebook), "1")
