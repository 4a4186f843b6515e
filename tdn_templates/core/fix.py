"""Repair proposals for a returned form: safe ones to apply at once, unsafe ones for a person to decide.

Nothing is changed here. A cell that needs several repairs gets them in the order in which they follow on each other.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tdn_templates.core.answers import Answer
from tdn_templates.core.checks.context import FormContext
from tdn_templates.core.fix_cell import Step, safe_steps, unsafe_steps
from tdn_templates.core.legacy_cells import legacy_in
from tdn_templates.core.normalise import normalise_unseen
from tdn_templates.core.raw_text import raw_text
from tdn_templates.model.finding import Finding, Place
from tdn_templates.model.layout import Column
from tdn_templates.model.submission import SubmittedCell
from tdn_templates.model.words import RuleCode


@dataclass(frozen=True, slots=True)
class Proposal:
    """`before` becomes `after` in one cell.

    A safe proposal takes the whole text of the cell, as the one before it left it. An unsafe one takes the part that
    begins at `start` of `text`, which is what the safe ones of the cell leave; `others` are further values to choose
    from. `rule` is the rule whose finding the repair answers, None if nothing was found. `column` is its key.
    """

    place: Place
    task: str
    column: str
    before: str
    after: str
    kind: str
    safe: bool
    rule: RuleCode | None = None
    text: str = ""
    start: int = 0
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DistinctProposal:
    """One wrong value with the value proposed for it, in how many cells it stands, and where."""

    kind: str
    before: str
    after: str
    others: tuple[str, ...]
    places: tuple[Place, ...]

    @property
    def count(self) -> int:
        return len(self.places)


@dataclass(frozen=True, slots=True)
class Repair:
    """What one cell held and what is to be written into it, always as text; `kinds` say what was done."""

    place: Place
    task: str
    column: str
    before: str
    after: str
    kinds: tuple[str, ...]


def propose(form: FormContext, findings: Iterable[Finding]) -> tuple[Proposal, ...]:
    """Every repair of the asked cells, row by row. `findings` are those of the verdict on the same submission."""
    at: dict[Place, list[Finding]] = {}
    for finding in findings:
        at.setdefault(finding.place, []).append(finding)
    return tuple(
        proposal
        for answer in form.answers
        for column in form.layout.asked
        if (cell := answer.cell(column.key)) is not None and not cell.covered
        for proposal in _of_cell(form, answer, column, cell, at.get(cell.place, []))
    )


def distinct_proposals(proposals: Iterable[Proposal]) -> tuple[DistinctProposal, ...]:
    """The unsafe ones, one for each wrong value, in the order in which they are met; the first proposal leads."""
    groups: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        if not proposal.safe:
            groups.setdefault(_value_key(proposal.before), []).append(proposal)
    return tuple(_distinct(group) for group in groups.values())


def apply_decisions(proposals: Iterable[Proposal], decisions: Mapping[str, str]) -> tuple[Proposal, ...]:
    """The safe ones, and the unsafe ones whose wrong value was decided, with the value accepted for it.

    `decisions` maps wrong values to accepted ones; "" leaves the cell as it is, and so does a value not decided.
    """
    decided = {_value_key(wrong): accepted for wrong, accepted in decisions.items()}
    accepted: list[Proposal] = []
    for proposal in proposals:
        value = proposal.after if proposal.safe else decided.get(_value_key(proposal.before), "")
        if value and (value != proposal.before or proposal.kind == "number_to_text"):
            accepted.append(replace(proposal, after=value))
    return tuple(accepted)


def repairs(form: FormContext, accepted: Iterable[Proposal]) -> tuple[Repair, ...]:
    """One for each cell. What an unsafe repair brings up is cleaned like any other text, so that nothing is left."""
    cells: dict[Place, list[Proposal]] = {}
    for proposal in accepted:
        cells.setdefault(proposal.place, []).append(proposal)
    return tuple(_repair(form, proposals) for proposals in cells.values())


def _of_cell(
    form: FormContext, answer: Answer, column: Column, cell: SubmittedCell, findings: list[Finding]
) -> Iterator[Proposal]:
    """Formulas stay: what they calculate cannot be repaired in their place."""
    if cell.raw is None or cell.error or cell.formula:
        return
    shown = raw_text(cell.raw)
    blank = Proposal(cell.place, answer.row.number, column.key, shown, shown, "", safe=True, text=shown)
    legacy = legacy_in(answer, column)
    if legacy is not None:
        after = normalise_unseen(legacy.text).text
        yield _proposal(blank, Step("legacy", shown, after, RuleCode("VALUE08")), shown, findings, safe=False)
        return
    text = shown
    for step in safe_steps(form, column, cell.raw):
        yield _proposal(blank, step, step.before, findings, safe=True)
        text = step.after
    for step in unsafe_steps(form, column, cell.raw, text, findings):
        yield _proposal(blank, step, text, findings, safe=False)


def _proposal(cell: Proposal, step: Step, text: str, findings: Iterable[Finding], *, safe: bool) -> Proposal:
    rule = step.rule if any(finding.code == step.rule for finding in findings) else None
    return replace(
        cell,
        before=step.before,
        after=step.after,
        kind=step.kind,
        safe=safe,
        rule=rule,
        text=text,
        start=step.start,
        others=step.others,
    )


def _distinct(group: list[Proposal]) -> DistinctProposal:
    first = group[0]
    values = dict.fromkeys(value for proposal in group for value in (proposal.after, *proposal.others))
    others = tuple(value for value in values if value != first.after)
    return DistinctProposal(first.kind, first.before, first.after, others, tuple(item.place for item in group))


def _repair(form: FormContext, proposals: list[Proposal]) -> Repair:
    first, last_safe = proposals[0], [proposal for proposal in proposals if proposal.safe][-1:]
    text = last_safe[0].after if last_safe else first.text
    unsafe = [proposal for proposal in proposals if not proposal.safe]
    for proposal in sorted(unsafe, key=_start, reverse=True):
        text = text[: proposal.start] + proposal.after + text[proposal.start + len(proposal.before) :]
    kinds = [proposal.kind for proposal in proposals]
    if unsafe:
        for step in safe_steps(form, form.layout.column(first.column), text):
            text = step.after
            kinds.append(step.kind)
    return Repair(first.place, first.task, first.column, first.text, text, tuple(dict.fromkeys(kinds)))


def _start(proposal: Proposal) -> int:
    return proposal.start


def _value_key(text: str) -> str:
    """A wrong value as a decision may name it after a trip through an office program."""
    return " ".join(unicodedata.normalize("NFC", text).split())
