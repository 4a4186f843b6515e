"""Where each word of a row comes from, for people and for programs."""

from collections.abc import Iterator, Sequence
from textwrap import fill

from tdn_templates.core.chains import chain_text
from tdn_templates.core.conflicts.wording import (
    FIELD_NAMES,
    conflict_remedy,
    conflict_title,
    conflict_wrong,
    origin_words,
    standing_words,
    value_words,
)
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.wording import SEVERITY_WORDS, finding_words, quoted, quoted_whole
from tdn_templates.model.conflict import Conflict
from tdn_templates.model.consolidation import Origin, Traced
from tdn_templates.model.explanation import ExplainedField, ExplainedRow, Explanation
from tdn_templates.model.finding import Finding
from tdn_templates.model.words import Lang, Wording
from tdn_templates.report.json_pieces import dump

_SHORT_HASH = 12
_TASK = Wording("Nhiệm vụ", "Task")
_AS_ISSUED = Wording("theo văn bản giao", "as issued")
_KEPT = Wording("giữ nguyên văn bản giao", "kept as issued")
_OWN = Wording("đơn vị ghi", "the unit's own")
_ISSUED = Wording("văn bản giao ghi", "issued")
_WROTE = Wording("đơn vị đã ghi", "the unit wrote")
_BLANK = Wording("để trống", "blank")
_DECIDED = Wording("theo quyết định", "as decided")
_CHAIN = Wording("Chuỗi nhiệm vụ", "Chain")
_FILE = Wording("Tệp", "File")
_ROW = Wording("dòng", "row")
_NUMBER = Wording("số {number} trong kế hoạch", "no. {number} in its plan")
_OPEN = Wording("chưa trả lời", "not answered")
_OWN_TASK = Wording("nhiệm vụ tự đặt", "a task of its own")
_NO_ROWS = Wording("Không bản nộp nào có nhiệm vụ này.", "No return has this task.")
_CONFLICTS = Wording("Xung đột", "Conflicts")


def explanation_text(explanation: Explanation, rulebook: Rulebook, lang: Lang, width: int) -> str:
    """The task as issued, then each unit's row, then the conflicts."""
    lines = [*_task(explanation, lang, width)]
    for row in explanation.rows:
        lines += ["", *_row(row, rulebook, lang, width)]
    if not explanation.rows:
        lines += ["", _NO_ROWS.in_lang(lang)]
    if explanation.conflicts:
        lines += ["", f"{_CONFLICTS.in_lang(lang)}:"]
        for conflict in explanation.conflicts:
            lines += _conflict(conflict, lang, width)
    return "\n".join(lines)


def _task(explanation: Explanation, lang: Lang, width: int) -> Iterator[str]:
    programme, task = explanation.programme, explanation.task
    if task is None:
        yield _filled(f"{_TASK.in_lang(lang)} {explanation.number}: {_OWN_TASK.in_lang(lang)}", width)
        return
    yield _filled(
        f"{_TASK.in_lang(lang)} {task.number} ({quoted(programme.reference)}): {quoted_whole(task.text)}", width
    )
    issued = (("lead", task.lead.wording), ("supporting", task.supporting.wording), ("time", task.time.wording))
    for name, text in issued:
        if text:
            yield _filled(f"{FIELD_NAMES[name].in_lang(lang)}: {quoted_whole(text)}", width, 2)


def _row(row: ExplainedRow, rulebook: Rulebook, lang: Lang, width: int) -> Iterator[str]:
    entry = row.entry
    answer = row.choice or (_OWN_TASK if entry.task is None else _OPEN).in_lang(lang)
    said = [quoted(answer), *([_NUMBER.in_lang(lang).format(number=entry.number)] if entry.number else [])]
    yield _filled(f"{entry.unit.name}: {', '.join(said)}", width)
    digest = f", SHA-256 {row.source.sha256[:_SHORT_HASH]}" if row.source.sha256 else ""
    line = f", {_ROW.in_lang(lang)} {entry.row}" if entry.row else ""
    yield _filled(f"{_FILE.in_lang(lang)}: {quoted(row.source.name)}{line}{digest}", width, 2)
    for chain in dict.fromkeys(map(chain_text, entry.chains)):
        yield _filled(f"{_CHAIN.in_lang(lang)}: {quoted_whole(chain)}", width, 2)
    for field in row.fields:
        yield from _field(field, lang, width)
    for finding in row.findings:
        words = finding_words(finding, rulebook, lang)
        severity = SEVERITY_WORDS[finding.severity].in_lang(lang)
        yield _filled(f"! {severity} {finding.code} ({finding.place.cell}): {words.wrong}", width, 2)


def _field(field: ExplainedField, lang: Lang, width: int) -> Iterator[str]:
    """What stands and whose word it is, its cells, then what it stands instead of."""
    name = FIELD_NAMES[field.name].in_lang(lang) if field.name in FIELD_NAMES else field.name
    if not (field.stands.text or field.issued.text):
        return
    source = _source(field)
    said = f"“{quoted_whole(field.stands.text)}”" if field.stands.text else _BLANK.in_lang(lang)
    yield _filled(f"{name} ({source.in_lang(lang)}): {said}" if field.stands.text else f"{name}: {said}", width, 2)
    for origin in field.stands.origins:
        yield _filled(f"← {_place(origin)}", width, 4)
    if field.stands.decided and field.own.text:
        yield _filled(f"{_WROTE.in_lang(lang)}: “{quoted_whole(field.own.text)}”", width, 4)
    if field.issued.text and field.issued.text != field.stands.text:
        yield _filled(f"{_ISSUED.in_lang(lang)}: “{quoted_whole(field.issued.text)}”", width, 4)


def _source(field: ExplainedField) -> Wording:
    if field.stands.decided:
        return _DECIDED
    if field.issued_stands:
        return _AS_ISSUED
    return _KEPT if field.own.text.split() == field.issued.text.split() else _OWN


def _place(origin: Origin) -> str:
    digest = f", {origin.sha256[:_SHORT_HASH]}" if origin.sha256 else ""
    return f"{origin_words(origin)}{digest}"


def _conflict(conflict: Conflict, lang: Lang, width: int) -> Iterator[str]:
    severity = SEVERITY_WORDS[conflict.severity].in_lang(lang)
    title = conflict_title(conflict.kind, lang)
    yield _filled(f"- {severity} [{conflict.id}] {title}. {conflict_wrong(conflict, lang)}", width)
    for number, value in enumerate(conflict.values, start=1):
        yield _filled(f"{number}) {value_words(value, lang)}", width, 2)
    settled = standing_words(conflict, lang)
    yield _filled(f"→ {settled or conflict_remedy(conflict, lang)}", width, 2)


def _filled(text: str, width: int, indent: int = 0) -> str:
    return fill(text, width, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2), break_on_hyphens=False)


def explanation_json(explanation: Explanation, rulebook: Rulebook) -> str:
    """{"programme", "number", "task", "rows": [{"unit", "fields": {...}, "chains", "findings"}], "conflicts"}."""
    task = explanation.task
    return dump(
        {
            "programme": explanation.programme.code,
            "number": explanation.number,
            "task": None if task is None else {"code": task.code, "number": task.number, "text": task.text},
            "rows": [_row_object(row, rulebook) for row in explanation.rows],
            "conflicts": conflict_objects(explanation.conflicts),
        }
    )


def conflict_objects(conflicts: Sequence[Conflict]) -> list[dict[str, object]]:
    return [
        {
            "id": conflict.id,
            "kind": conflict.kind,
            "severity": conflict.severity,
            "task": conflict.task.number,
            "units": [unit.name for unit in conflict.units],
            "message": {"vi": conflict_wrong(conflict, Lang.VI), "en": conflict_wrong(conflict, Lang.EN)},
            "values": [
                {"unit": value.unit.name if value.unit else None, "field": value.field, **_traced(value.value)}
                for value in conflict.values
            ],
            "decision": _decision(conflict),
        }
        for conflict in conflicts
    ]


def _decision(conflict: Conflict) -> dict[str, object] | None:
    decision = conflict.decision
    if decision is None:
        return None
    return {
        "stands": decision.stands or None,
        "text": decision.text or None,
        "who": decision.who or None,
        "on": decision.on or None,
        "why": decision.why or None,
    }


def _row_object(row: ExplainedRow, rulebook: Rulebook) -> dict[str, object]:
    entry = row.entry
    return {
        "unit": entry.unit.name,
        "unit_slug": entry.unit.slug,
        "file": row.source.name,
        "sha256": row.source.sha256,
        "row": entry.row or None,
        "number": entry.number or None,
        "choice": row.choice or None,
        "fields": {field.name: _field_object(field) for field in row.fields},
        "chains": list(dict.fromkeys(map(chain_text, entry.chains))),
        "findings": [_finding(finding, rulebook) for finding in row.findings],
    }


def _field_object(field: ExplainedField) -> dict[str, object]:
    return {
        "issued": field.issued.text or None,
        "own": field.own.text or None,
        "issued_stands": field.issued_stands,
        "decided": field.stands.decided or None,
        **_traced(field.stands),
    }


def _traced(value: Traced) -> dict[str, object]:
    origins = [
        {
            "file": origin.file,
            "sheet": origin.place.sheet or None,
            "cell": origin.place.cell or None,
            "sha256": origin.sha256[:_SHORT_HASH] or None,
        }
        for origin in value.origins
    ]
    return {"text": value.text, "origins": origins}


def _finding(finding: Finding, rulebook: Rulebook) -> dict[str, object]:
    words = {lang.value: finding_words(finding, rulebook, lang).wrong for lang in Lang}
    return {"code": finding.code, "severity": finding.severity, "cell": finding.place.cell or None, "message": words}
