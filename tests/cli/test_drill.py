"""A drill is a round whose faults are known: each is found at its cell, nothing else is, and the cycle ends."""

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tdn_templates import api
from tdn_templates.api.drill_returns import DrillUnits, Sent
from tdn_templates.api.drilling import desk_of
from tdn_templates.core.drill_faults import ERRORS, KINDS, NOTES, WARNINGS
from tdn_templates.core.drill_plan import Part, UnitPart, drill_plan
from tdn_templates.core.drill_words import step_words
from tdn_templates.core.interpret import interpret
from tdn_templates.core.validate import Validator
from tdn_templates.errors import TdnError
from tdn_templates.load.drill_answer import answer_text, read_answer
from tdn_templates.model.submission import SourceFile
from tdn_templates.model.words import State, UnitSlug
from tdn_templates.reading.read import read_return

Tdn = Callable[..., CompletedProcess[str]]
UNITS = 8
DAY = date(2026, 6, 20)
STATES: tuple[tuple[Part, list[State]], ...] = (
    # what a unit does, and the states of what it sends
    (Part.RIGHT, [State.ACCEPTED]),
    (Part.LATE, [State.ACCEPTED]),
    (Part.NIL, [State.NIL_RETURN]),
    (Part.NIL_AND_ANSWERS, [State.NEEDS_CORRECTION]),
    (Part.WIPED, [State.REJECTED]),
    (Part.CUT_OFF, [State.REJECTED]),
    (Part.SCAN, [State.REJECTED]),
    (Part.OTHER_WORKBOOK, [State.REJECTED]),
    (Part.TWICE, [State.ACCEPTED, State.ACCEPTED]),
    (Part.CORRECTED, [State.NEEDS_CORRECTION, State.ACCEPTED]),
    (Part.SPOILT, [State.ACCEPTED, State.NEEDS_CORRECTION]),
    (Part.SILENT, []),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A drill of the first eight units; not to be changed."""
    return api.make_drill(tmp_path_factory.mktemp("drill") / "dot", units=UNITS, seed=2).folder.path


@pytest.fixture(scope="module")
def desk(made: Path) -> DrillUnits:
    """Whence the returns of that drill come."""
    return desk_of(api.open_round(made), seed=1)


@pytest.fixture
def drill(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That drill, copied to another place and entered."""
    shutil.copytree(made, tmp_path / "bài tập")
    monkeypatch.chdir(tmp_path / "bài tập")
    return tmp_path / "bài tập"


def unlike(sent: list[Sent], desk: DrillUnits) -> list[str]:
    """Where the check of these files says something else than the answer."""
    validator = Validator(desk.known, desk.rulebook)
    differing = []
    for item in sent:
        read = read_return(item.content)
        source = SourceFile(item.file.file, item.file.sha256)
        verdict = validator.verdict(interpret(read, source, desk.known))
        wanted = sorted((fault.code, fault.place.cell, fault.task) for fault in item.file.faults)
        found = sorted((finding.code, finding.place.cell, finding.task) for finding in verdict.findings)
        if (wanted, item.file.state) != (found, verdict.state):
            differing.append(f"{item.file.file}: {set(wanted) ^ set(found)}, {item.file.state} and {verdict.state}")
    return differing


def sends(
    desk: DrillUnits, part: Part, kinds: tuple[str, ...] = (), *, seed: int = 1, unit: str = "bo-tai-chinh"
) -> list[Sent]:
    """What a unit of the drill sends."""
    chosen = desk.known.registry.unit(UnitSlug(unit))
    planned = UnitPart(chosen.slug, part, tuple(KINDS[kind] for kind in kinds), (DAY, DAY), DAY)
    return list(replace(desk, seed=seed).at_first(chosen, planned, 1))


def test_every_kind_of_fault_is_found_at_its_cell_and_nothing_else(desk: DrillUnits) -> None:
    sent = []
    for part, kinds in ((Part.FAULTY, ERRORS), (Part.WARNED, WARNINGS), (Part.NOTED, NOTES)):
        for kind in kinds:
            (item,) = sends(desk, part, (kind.key,))
            seeded = [fault for fault in item.file.faults if fault.kind]
            assert [(fault.kind, fault.code) for fault in seeded] == [(kind.key, kind.code)]
            assert seeded[0].place.cell
            sent.append(item)
    assert len({item.file.faults for item in sent}) == len(KINDS)
    assert unlike(sent, desk) == []
    severities = {item.file.state for item in sent}
    assert severities == {State.NEEDS_CORRECTION, State.ACCEPTED_WITH_WARNINGS, State.ACCEPTED}


def test_whatever_a_unit_does_comes_out_as_the_answer_says(desk: DrillUnits) -> None:
    sent = []
    for part, states in STATES:
        items = sends(desk, part, ("tick", "time_longer", "ditto"))
        assert [item.file.state for item in items] == states, part
        sent += items
    assert unlike(sent, desk) == []


@pytest.mark.parametrize("seed", range(3))
def test_whatever_the_seed_the_answer_holds(desk: DrillUnits, seed: int) -> None:
    kinds = tuple(kind.key for kind in (*ERRORS[seed::3], *WARNINGS, *NOTES))
    units = ("bo-cong-an", "bo-tai-chinh")
    sent = [item for unit in units for item in sends(desk, Part.FAULTY, kinds, seed=seed, unit=unit)]
    assert unlike(sent, desk) == []
    assert all(len(item.file.faults) >= len(kinds) - 1 for item in sent)


def test_the_same_seed_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    first, again = contents(made), contents(api.make_drill(tmp_path / "dot", units=UNITS, seed=2).folder.path)
    assert first == again
    assert {"bai-tap.md", "dap-an.json", "inbox/so-nhan.jsonl"} <= first.keys()


def test_another_seed_gives_other_returns(desk: DrillUnits) -> None:
    (one,), (other,) = (sends(desk, Part.RIGHT, seed=seed) for seed in (1, 2))
    assert one.content != other.content
    assert one == sends(desk, Part.RIGHT, seed=1)[0]
    plans = [drill_plan([UnitSlug(f"u{number}") for number in range(40)], seed, DAY) for seed in (1, 1, 2)]
    assert (plans[0] == plans[1], plans[0] == plans[2]) == (True, False)
    assert {part.part for part in plans[0]} == set(Part)
    assert {kind for part in plans[0] for kind in part.kinds} & set(WARNINGS)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_in_a_drill_can_be_taken_for_a_real_round(made: Path) -> None:
    setup = api.open_round(made).setup
    assert (setup.title[:8], setup.letter_number, "DIỄN TẬP" in setup.issuer) == ("DIỄN TẬP", "DIỄN TẬP", True)
    for path in sorted((made / "outbox").glob("*bo-tai-chinh*")):
        assert path.name.startswith("nq47-2024-dien-tap_")
        with zipfile.ZipFile(path) as package:
            texts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
        assert any("DIỄN TẬP" in text for text in texts), path.name
    (verdict,) = api.validate([made / "outbox" / "nq47-2024-dien-tap_plan_bo-tai-chinh.xlsx"]).verdicts
    assert (verdict.state, [finding.code for finding in verdict.findings]) == (State.REJECTED, ["STAMP03"])


def test_the_cycle_is_practised_from_the_first_look_to_the_merge(tdn: Tdn, drill: Path) -> None:
    assert tdn("drill", ".", "--answer-reminders").returncode == 2
    assert tdn("validate").returncode == 1
    assert tdn("merge", "--draft").returncode == 1
    assert tdn("remind", "--on", "5/7/2026").stdout.splitlines()[-1] == (
        "1 đơn vị quá hạn, 2 đơn vị có bản nộp cần sửa."
    )
    answered = tdn("drill", ".", "--answer-reminders", "--lang", "en")
    assert answered.stdout.startswith("3 unit(s) have answered the reminders.")
    assert tdn("drill", ".", "--answer-reminders").returncode == 2
    assert tdn("merge", "--force").returncode == 0
    ended = tdn("drill", ".", "--check", "--lang", "en")
    assert (ended.returncode, ended.stdout.splitlines()) == (
        0,
        [
            "Seeded faults: 9, found: 9.",
            f"Units: {UNITS}, in the expected state: {UNITS}.",
            "",
            *(f"[x] {words.words.en}" for words in step_words(api.open_drill(drill)[1]).values()),
            "The whole cycle is done.",
        ],
    )


def test_what_is_unlike_the_answer_is_told(tdn: Tdn, drill: Path) -> None:
    answer = read_answer((drill / "dap-an.json").read_text(encoding="utf-8"), "dap-an.json")
    assert answer_text(answer) == (drill / "dap-an.json").read_text(encoding="utf-8")
    faulty = next(file for file in answer.files if file.state is State.NEEDS_CORRECTION and "/" not in file.file)
    right = next(file for file in answer.files if file.state is State.ACCEPTED and "/" not in file.file)
    shutil.copy(drill / "inbox" / right.file, drill / "inbox" / "cua-toi.xlsx")
    (drill / "inbox" / faulty.file).unlink()
    ran = tdn("drill", ".", "--check", "--lang", "en")
    assert ran.returncode == 1
    lines = ran.stdout.splitlines()
    assert f"Units: {UNITS - 1}, in the expected state: {UNITS - 2}." in lines
    assert "Files of your own, not compared: cua-toi.xlsx" in lines
    steps = [words.words.en for words in step_words(answer).values()]
    assert lines[-8:] == [f"[x] {steps[0]}", *(f"[ ] {step}" for step in steps[1:]), "Next: tdn validate"]
    assert f'Differs | {faulty.file}: expected "in the inbox", found "no longer there"' in " ".join(lines)


def test_a_drill_that_cannot_be_made_says_why(tdn: Tdn, made: Path, tmp_path: Path) -> None:
    for arguments, said in (
        ((made,), "not empty"),
        ((tmp_path / "x", "--form", "progress"), "no drill for the form"),
        ((tmp_path / "x", "--programme", "nq48"), 'no programme "nq48"'),
        ((tmp_path, "--check"), "round.yaml"),
        ((tmp_path, "--check", "--answer-reminders"), "One of"),
    ):
        ran = tdn("drill", *arguments)
        assert (ran.returncode, said in ran.stderr) == (2, True), ran.stderr
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(TdnError, match="not the answer"):
        read_answer("{}", "dap-an.json")


def test_the_help_fits_a_terminal(tdn: Tdn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = tdn("drill", "--help").stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert all(option in shown for option in ("--units", "--seed", "--check", "--answer-reminders"))
