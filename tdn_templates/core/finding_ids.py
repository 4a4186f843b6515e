"""Names for findings that stay the same from run to run and from one sending of a file to the next."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tdn_templates.model.finding import Finding
from tdn_templates.model.verdict import Verdict

_ID_LETTERS = 12
_BETWEEN = "\x1f"
_ROW_NUMBER = re.compile(r"[0-9]+$")
_WHICH_THING = ("column_title", "national", "where", "name")
"""Facts that say which thing is meant; none of them changes when the wrong value does."""


@dataclass(frozen=True, slots=True)
class FindingIds:
    """Ids in the order of the verdicts and their findings, and of the findings of the whole batch."""

    of_files: tuple[tuple[str, ...], ...]
    of_batch: tuple[str, ...]


def finding_id(owner: str, finding: Finding, occurrence: int = 1) -> str:
    """Twelve hexadecimal digits for "this rule, at this place, of this unit".

    `owner` is the unit's slug, or the file name while the unit is unknown. `occurrence` counts from 1 among findings
    that are alike otherwise. The value is no part: a wrong value replaced by another wrong value is the same fault
    still there. Nor are sheet name and row number, which move when a sheet is renamed or a row inserted.
    """
    parts = (owner, *_key(finding), str(occurrence))
    return hashlib.sha256(_BETWEEN.join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_ID_LETTERS]


def finding_ids(verdicts: Sequence[Verdict], batch_findings: Sequence[Finding]) -> FindingIds:
    """The ids of one run, each different. Two returns of one unit share a count, the first by name counts first."""
    counts: Counter[tuple[str, ...]] = Counter()
    arrival_free = sorted(range(len(verdicts)), key=lambda index: _source(verdicts[index]))
    of_files = {index: _numbered(owner_of(verdicts[index]), verdicts[index].findings, counts) for index in arrival_free}
    of_batch = tuple(
        found for finding in batch_findings for found in _numbered(finding.facts.get("unit", ""), [finding], counts)
    )
    return FindingIds(tuple(of_files[index] for index in range(len(verdicts))), of_batch)


def owner_of(verdict: Verdict) -> str:
    """The unit's slug, or the file name when the file does not say whose it is."""
    return verdict.unit.slug if verdict.unit else verdict.submission.source.name


def _numbered(owner: str, findings: Iterable[Finding], counts: Counter[tuple[str, ...]]) -> tuple[str, ...]:
    ids: list[str] = []
    for finding in findings:
        key = (owner, *_key(finding))
        counts[key] += 1
        ids.append(finding_id(owner, finding, counts[key]))
    return tuple(ids)


def _key(finding: Finding) -> tuple[str, ...]:
    which = tuple(finding.facts.get(name, "") for name in _WHICH_THING)
    return (finding.code, finding.task, *which, *_where_without_task(finding))


def _where_without_task(finding: Finding) -> tuple[str, str]:
    """Content beside the table belongs to no task and moves with the rows: its column and its own text name it."""
    if finding.task or not finding.place.cell:
        return "", ""
    return _ROW_NUMBER.sub("", finding.place.cell), finding.value


def _source(verdict: Verdict) -> tuple[str, str]:
    return verdict.submission.source.name, verdict.submission.source.sha256
