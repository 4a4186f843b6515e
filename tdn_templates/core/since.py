"""What has become of the findings of an earlier run: fixed, still there, new (đã sửa, còn, mới)."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tdn_templates.core.finding_ids import finding_ids
from tdn_templates.errors import TdnError
from tdn_templates.model.finding import Finding
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Severity, State

VALIDATION_SCHEMA = "tdn-validation-1"
"""What the JSON of a validation calls itself under "schema"."""


class Standing(StrEnum):
    NEW = "new"
    STILL_THERE = "still_there"
    FIXED = "fixed"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class PastFinding:
    """A finding as the earlier run wrote it; `message` and `remedy` are in the language of that run.

    `unit`, `file`, `sheet`, `cell` and `task` are "" where that run did not know them.
    """

    id: str
    code: str
    severity: Severity
    unit: str
    file: str
    sheet: str
    cell: str
    task: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Since:
    """`still_there` and `new` are ids in the order of the current run.

    `not_checked` are earlier findings about returns that this run did not read, or could not: nobody knows whether
    they are fixed.
    """

    fixed: tuple[PastFinding, ...]
    still_there: tuple[str, ...]
    new: tuple[str, ...]
    not_checked: tuple[PastFinding, ...] = ()
    _new: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_new", frozenset(self.new))

    def standing(self, finding_id: str) -> Standing:
        """NEW or STILL_THERE, for a finding of the current run."""
        return Standing.NEW if finding_id in self._new else Standing.STILL_THERE


@dataclass(frozen=True, slots=True)
class _PastFile:
    """`unit` is the slug, "" when unknown; both are "" for what only several files together showed."""

    unit: str
    file: str
    findings: tuple[PastFinding, ...]


def compare_since(previous: str, verdicts: Sequence[Verdict], batch_findings: Sequence[Finding]) -> Since:
    """`previous` is the JSON of an earlier validation. Raises TdnError when it is anything else."""
    past_files = _past_files(previous)
    ids = finding_ids(verdicts, batch_findings)
    current = [*ids.of_batch, *(found for file in ids.of_files for found in file)]
    known, there = {finding.id for past in past_files for finding in past.findings}, set(current)
    read = [verdict for verdict in verdicts if verdict.state is not State.REJECTED]
    read_units = {verdict.unit.slug for verdict in read if verdict.unit}
    read_files = {verdict.submission.source.name for verdict in read}
    fixed: list[PastFinding] = []
    not_checked: list[PastFinding] = []
    for past in past_files:
        is_read = past.unit in read_units if past.unit else past.file in read_files or not past.file
        gone = [finding for finding in past.findings if finding.id not in there]
        (fixed if is_read else not_checked).extend(gone)
    still_there, new = (tuple(one for one in current if (one in known) is was) for was in (True, False))
    return Since(tuple(fixed), still_there, new, tuple(not_checked))


def _past_files(previous: str) -> list[_PastFile]:
    try:
        value: object = json.loads(previous.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise _not_ours() from error
    if not isinstance(value, dict) or value.get("schema") != VALIDATION_SCHEMA:
        raise _not_ours()
    files = [_past_file(item) for item in _list(value, "files")]
    return [*files, _PastFile("", "", tuple(_findings(value, "batch", "", "")))]


def _past_file(value: object) -> _PastFile:
    file, unit, slug = _text(value, "file"), _text(value, "unit"), _text(value, "unit_slug")
    return _PastFile(slug, file, tuple(_findings(value, "findings", unit, file)))


def _findings(value: object, key: str, unit: str, file: str) -> Iterator[PastFinding]:
    for item in _list(value, key):
        severity = _text(item, "severity")
        if severity not in list(Severity) or not _text(item, "id"):
            raise _not_ours()
        yield PastFinding(
            id=_text(item, "id"),
            code=_text(item, "code"),
            severity=Severity(severity),
            unit=unit,
            file=file,
            sheet=_text(item, "sheet"),
            cell=_text(item, "cell"),
            task=_text(item, "task"),
            message=_text(item, "message"),
            remedy=_text(item, "remedy"),
        )


def _list(value: object, key: str) -> list[object]:
    found = value.get(key) if isinstance(value, dict) else None
    if not isinstance(found, list):
        raise _not_ours()
    return found


def _text(value: object, key: str) -> str:
    """ "" for null; the key itself must be there."""
    if not isinstance(value, dict) or key not in value:
        raise _not_ours()
    found = value[key]
    if found is not None and not isinstance(found, str):
        raise _not_ours()
    return found or ""


def _not_ours() -> TdnError:
    return TdnError(
        "Tệp lần trước không phải kết quả kiểm tra dạng JSON của chương trình này.",
        "The earlier file is not a validation in the JSON of this program.",
        hint_vi="Tạo bằng lệnh: tdn validate ... --format json > lan-truoc.json",
        hint_en="Make it with: tdn validate ... --format json > previous.json",
    )
