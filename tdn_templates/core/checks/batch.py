"""BATCH: what only several returns together show."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from tdn_templates.core.rulebook import Fault
from tdn_templates.model.unit import Unit
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import RuleCode, UnitSlug

BatchCheck = Callable[[Sequence[Verdict]], Iterator[Fault]]


def unit_twice(verdicts: Sequence[Verdict]) -> Iterator[Fault]:
    returns: dict[UnitSlug, tuple[Unit, list[Verdict]]] = {}
    for verdict in verdicts:
        if verdict.unit is not None:
            returns.setdefault(verdict.unit.slug, (verdict.unit, []))[1].append(verdict)
    for unit, found in returns.values():
        if len(found) > 1:
            sources = sorted((item.submission.source.name, item.submission.source.sha256[:12]) for item in found)
            files = ", ".join(f"{name} ({digest})" for name, digest in sources)
            yield Fault(value=unit.name, facts={"unit": unit.name, "files": files, "count": str(len(found))})


BATCH_CHECKS: Mapping[RuleCode, BatchCheck] = {RuleCode("BATCH01"): unit_twice}
