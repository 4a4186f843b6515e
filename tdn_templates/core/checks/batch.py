"""BATCH: what only several returns together show."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from tdn_templates.core.claims import CLAIM, Claims, read_claims
from tdn_templates.core.known import Known
from tdn_templates.core.rulebook import Fault
from tdn_templates.model.unit import Unit
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Role, RuleCode, State, UnitSlug

BatchCheck = Callable[[Sequence[Verdict], Known], Iterator[Fault]]


def unit_twice(verdicts: Sequence[Verdict], known: Known) -> Iterator[Fault]:
    """Two returns of one form; a plan and a report of the same unit are no rivals."""
    returns: dict[tuple[UnitSlug, str, str], tuple[Unit, list[Verdict]]] = {}
    for verdict in verdicts:
        stamp = verdict.submission.stamp
        if verdict.unit is not None and stamp is not None:
            key = (verdict.unit.slug, stamp.layout, stamp.period)
            returns.setdefault(key, (verdict.unit, []))[1].append(verdict)
    for unit, found in returns.values():
        if len(found) > 1:
            sources = sorted((item.submission.source.name, item.submission.source.sha256[:12]) for item in found)
            files = ", ".join(f"{name} ({digest})" for name, digest in sources)
            yield Fault(value=unit.name, facts={"unit": unit.name, "files": files, "count": str(len(found))})


def nobody_leads(verdicts: Sequence[Verdict], known: Known) -> Iterator[Fault]:
    """A task of a ministry or province that none of the departments which answered registers to lead."""
    for claims in _all_claims(verdicts, known):
        for task in claims.tasks:
            if not claims.of(task, Role.LEAD):
                facts = {"task": task.number, "unit": claims.owner.name, "count": str(len(claims.sources))}
                yield Fault(task=task.number, value=task.text, facts=facts)


def several_claim_lead(verdicts: Sequence[Verdict], known: Known) -> Iterator[Fault]:
    for claims in _all_claims(verdicts, known):
        for task in claims.tasks:
            leads = [claim.unit.name for claim in claims.of(task, Role.LEAD)]
            if len(leads) > 1:
                facts = {"task": task.number, "unit": claims.owner.name, "count": str(len(leads))}
                yield Fault(task=task.number, value="; ".join(leads), facts=facts)


def _all_claims(verdicts: Sequence[Verdict], known: Known) -> Iterator[Claims]:
    """The registrations among the returns, form by form and list by list."""
    groups: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in verdicts:
        if verdict.state is not State.REJECTED:
            stamp = verdict.submission.stamps[0].stamp
            if known.layouts[stamp.layout].deciding == CLAIM:
                groups.setdefault((stamp.layout, stamp.programme), []).append(verdict)
    for (layout, programme), found in groups.items():
        yield from read_claims(found, known, known.programmes[programme], known.layouts[layout])


BATCH_CHECKS: Mapping[RuleCode, BatchCheck] = {
    RuleCode("BATCH01"): unit_twice,
    RuleCode("BATCH02"): nobody_leads,
    RuleCode("BATCH03"): several_claim_lead,
}
