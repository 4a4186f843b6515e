"""Hold what a round says now against the answer to its drill."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from tdn_templates.core.drill_faults import fault_words
from tdn_templates.core.round_words import NOBODYS_WORDS
from tdn_templates.core.wording import STATE_WORDS
from tdn_templates.model.drill import DrillAnswer, DrillCheck, DrillDifference, DrillFile, DrillStep, SeededFault
from tdn_templates.model.finding import Finding
from tdn_templates.model.round import RoundStatus, Why
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Wording

_NOTHING = Wording("không thấy", "not found")
_NOT_EXPECTED = Wording("không có trong đáp án", "not in the answer")
_OF_ITS_UNIT = Wording("của đơn vị", "its unit's")
_GONE = Wording("có trong inbox", "in the inbox"), Wording("không còn", "no longer there")


@dataclass(frozen=True, slots=True)
class DrillStanding:
    """The round as it is: `verdicts` by file below the inbox, and the steps of which something is in the folder."""

    status: RoundStatus
    verdicts: Mapping[str, Verdict]
    done: frozenset[DrillStep]


def compare(answer: DrillAnswer, standing: DrillStanding) -> DrillCheck:
    """Every fault of the answer at its cell and nothing beside, every unit in its state."""
    nobodys = {entry.file: entry.why for entry in standing.status.nobodys}
    known = {file.file: file for file in answer.files}
    own = tuple(
        name
        for name, verdict in standing.verdicts.items()
        if name not in known or known[name].sha256 != verdict.submission.source.sha256
    )
    differences: list[DrillDifference] = []
    found = 0
    for file in answer.files:
        verdict = standing.verdicts.get(file.file)
        if file.file in own or (verdict is None and file.file in nobodys):
            continue
        if verdict is None:
            differences.append(DrillDifference(file.file, *_GONE))
            continue
        missing = list(_missing(file, verdict))
        found += sum(bool(fault.kind) for fault in file.faults) - sum(bool(fault.kind) for fault in missing)
        differences += _file_differences(file, verdict, missing)
        if file.nobodys != nobodys.get(file.file):
            expected, now = (
                NOBODYS_WORDS[why] if why else _OF_ITS_UNIT for why in (file.nobodys, nobodys.get(file.file))
            )
            differences.append(DrillDifference(file.file, expected, now))
    compared, wrong = _states(answer, standing, own)
    return DrillCheck(
        faults=sum(bool(fault.kind) for file in answer.files for fault in file.faults if file.file not in own),
        found=found,
        units=compared,
        as_expected=compared - len(wrong),
        own=own,
        differences=(*differences, *wrong),
        done=_with_states(standing),
    )


def _missing(file: DrillFile, verdict: Verdict) -> Iterator[SeededFault]:
    there = {_of_finding(finding) for finding in verdict.findings}
    return (fault for fault in file.faults if _of_fault(fault) not in there)


def _file_differences(file: DrillFile, verdict: Verdict, missing: Collection[SeededFault]) -> Iterator[DrillDifference]:
    for fault in missing:
        words = fault_words(fault.kind)
        where = " ".join(part for part in (fault.code, fault.place.cell) if part)
        yield DrillDifference(file.file, Wording(f"{where}: {words.vi}", f"{where}: {words.en}"), _NOTHING)
    expected = {_of_fault(fault) for fault in file.faults}
    for finding in verdict.findings:
        if _of_finding(finding) not in expected:
            where = " ".join(part for part in (finding.code, finding.place.cell) if part)
            yield DrillDifference(file.file, _NOT_EXPECTED, Wording(where, where))
    if file.state is not verdict.state:
        yield DrillDifference(file.file, STATE_WORDS[file.state], STATE_WORDS[verdict.state])


def _states(answer: DrillAnswer, standing: DrillStanding, own: Collection[str]) -> tuple[int, list[DrillDifference]]:
    """How many units are compared, and those that stand elsewhere. Units taken out of the round are not asked for."""
    expected = dict(answer.states)
    compared, wrong = 0, []
    for entry in standing.status.units:
        is_own = any(version.file in own for version in entry.versions) or entry.why is Why.NAMED
        if entry.unit.slug not in expected or is_own:
            continue
        compared += 1
        state = expected[entry.unit.slug]
        if state is not entry.state:
            wrong.append(DrillDifference(entry.unit.slug, STATE_WORDS[state], STATE_WORDS[entry.state]))
    return compared, wrong


def _with_states(standing: DrillStanding) -> frozenset[DrillStep]:
    status = standing.status
    is_complete = not status.late and not status.to_be_corrected
    return standing.done | {DrillStep.ALL_THERE} if is_complete else standing.done


_Key = tuple[str, str, str, str]


def _of_fault(fault: SeededFault) -> _Key:
    return fault.code, fault.place.sheet, fault.place.cell, fault.task


def _of_finding(finding: Finding) -> _Key:
    return finding.code, finding.place.sheet, finding.place.cell, finding.task
