"""What is kept of a checked return: everything that reports, checks of the whole batch and the merge ask for, as JSON.

It travels from the process that checked the return, and is stored beside a round, so that an unchanged file is not read
twice. Data only: whoever reads it runs nothing of it. The rows come last, on a line of their own, and stay JSON until
somebody asks for them.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import cast

from tdn_templates.core.known import Known
from tdn_templates.model.cell import Unreadable
from tdn_templates.model.finding import Finding, Place
from tdn_templates.model.kept_rows import cell_of, kept_rows, plain_cell, plain_rows
from tdn_templates.model.settings import Waiver
from tdn_templates.model.stamp import Stamp
from tdn_templates.model.submission import SourceFile, StampFound, Submission
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import RuleCode, Severity, State, UnitSlug

Json = Mapping[str, object]

NONSENSE = (ValueError, LookupError, TypeError, AttributeError)
"""What decoding raises for bytes that `encode_verdict` cannot have made."""

_ROWS = b',"rows":\n'
"""A line end stands nowhere else: in texts it is escaped."""

_LONGEST_SHARED = 200
"""Characters; longer texts are rarely the same in several findings."""


def encode_verdict(verdict: Verdict, known: Known) -> bytes:
    """The verdict but for name and hash of the file.

    Left out of the submission is what the findings have said: stray cells, hidden rows, further tables and columns.
    """
    submission, stamp = verdict.submission, verdict.submission.stamp
    layout = known.layouts.get(stamp.layout) if stamp is not None else None
    asked = frozenset(column.key for column in layout.asked) if layout is not None else frozenset()
    rows = plain_rows(submission.rows, submission.sheet, submission.column_letters, asked)
    return _dumped(_head(verdict)).removesuffix(b"}") + _ROWS + _dumped(rows) + b"}"


def decode_verdict(payload: bytes, name: str, sha256: str, known: Known) -> Verdict:
    """The verdict on the file of this name and hash. Raises one of NONSENSE."""
    head, between, rows = payload.partition(_ROWS)
    if not between or not rows.endswith(b"}"):
        raise ValueError("no rows")
    return _verdict_of(json.loads(head + b"}"), rows[:-1], name, sha256, known)


def _dumped(plain: object) -> bytes:
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "surrogatepass")


def _head(verdict: Verdict) -> Json:
    """Everything but the rows."""
    submission, unreadable = verdict.submission, verdict.submission.unreadable
    return {
        "format": submission.source.format,
        "state": verdict.state.value,
        "unreadable": None if unreadable is None else [unreadable.reason, dict(unreadable.facts)],
        "stamps": [[found.where, asdict(found.stamp)] for found in submission.stamps],
        "recognised": submission.recognised,
        "sheet": submission.sheet,
        "columns": dict(submission.column_letters),
        "nil": None if submission.nil is None else plain_cell(submission.nil),
        "macros": submission.has_macros,
        "links": submission.external_links,
        "follow_ons": verdict.follow_ons,
        "findings": [_plain_finding(finding) for finding in verdict.findings],
    }


def _verdict_of(plain: Json, rows: bytes, name: str, sha256: str, known: Known) -> Verdict:
    stamps = tuple(_stamp(*pair) for pair in cast("list[tuple[str, dict[str, str]]]", plain["stamps"]))
    unreadable = cast("tuple[str, dict[str, str]] | None", plain["unreadable"])
    sheet = sys.intern(cast("str", plain["sheet"]))
    letters = {sys.intern(key): sys.intern(at) for key, at in cast("dict[str, str]", plain["columns"]).items()}
    nil = cast("list[object] | None", plain["nil"])
    submission = Submission(
        source=SourceFile(name, sha256, sys.intern(cast("str", plain["format"]))),
        unreadable=None if unreadable is None else Unreadable(unreadable[0], unreadable[1]),
        stamps=stamps,
        recognised=cast("str", plain["recognised"]),
        sheet=sheet,
        column_letters=letters,
        rows=kept_rows(rows, sheet, letters),
        nil=None if nil is None else cell_of(nil),
        has_macros=bool(plain["macros"]),
        external_links=bool(plain["links"]),
    )
    unit = known.of((stamps[0].stamp,)).registry.find(stamps[0].stamp.unit) if stamps else None
    findings = tuple(map(_finding, cast("list[_PlainFinding]", plain["findings"])))
    return Verdict(
        submission, unit, State(cast("str", plain["state"])), findings, int(cast("int", plain["follow_ons"]))
    )


_PlainFinding = tuple[str, str, str, str, str, str, dict[str, str], dict[str, str] | None]


def _plain_finding(finding: Finding) -> _PlainFinding:
    waiver, place, facts = finding.waiver, finding.place, dict(finding.facts)
    plain_waiver = {**asdict(waiver), "expires": waiver.expires.isoformat()} if waiver is not None else None
    where = (place.sheet, place.cell, finding.task)
    return finding.code, finding.severity.value, *where, finding.value, facts, plain_waiver


def _finding(plain: _PlainFinding) -> Finding:
    """Texts that come up again and again are kept once."""
    code, severity, sheet, cell, task, value, facts, waiver = plain
    found = Finding(
        code=RuleCode(sys.intern(code)),
        severity=Severity(severity),
        place=Place(sys.intern(sheet), sys.intern(cell)),
        task=sys.intern(task),
        value=_shared(value),
        facts={sys.intern(key): _shared(fact) for key, fact in facts.items()},
    )
    return found if waiver is None else replace(found, waiver=_waiver(**waiver))


def _shared(text: str) -> str:
    return sys.intern(text) if len(text) <= _LONGEST_SHARED else text


def _waiver(*, code: str, unit: str, task: str, reason: str, approver: str, expires: str) -> Waiver:
    return Waiver(RuleCode(code), UnitSlug(unit), task, reason, approver, date.fromisoformat(expires))


def _stamp(where: str, fields: dict[str, str]) -> StampFound:
    return StampFound(where, Stamp(**{key: sys.intern(value) for key, value in fields.items()}))
