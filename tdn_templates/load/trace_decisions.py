"""The file in which an officer settles doubtful rows of a trace, kept from run to run.

unit: tinh-binh-dinh            whose plan
programme: nq47-2024            the list it is traced to
decisions:
  - text: Hướng dẫn, quản lý …  the row, by what it says: its number does not matter
    row: "3.11"                 its number when the question was asked; for people
    national: "2.6, 3.4"        tasks of the list; "new" for a task of the unit's own; blank while it is open
    who: Văn phòng UBND tỉnh    these three are optional
    on: 05/6/2026
    why: …
"""

import json
import re
from collections.abc import Iterable, Sequence

from tdn_templates.core.fold import fold
from tdn_templates.core.trace.decide import OWN_TASK
from tdn_templates.core.trace.syllables import fingerprint
from tdn_templates.errors import TdnError
from tdn_templates.load.strict_yaml import Entry, read_entry
from tdn_templates.model.programme import Programme
from tdn_templates.model.trace import Decision, RowTrace
from tdn_templates.model.unit import Unit

_OWN_WORDS = frozenset({OWN_TASK, "mới", "tự đặt", "nhiệm vụ tự đặt"})
_NUMBER_ENDS = re.compile(r"[\s,;]+")
_LONGEST_RIVAL = 90


def read_trace_decisions(text: str, name: str, unit: Unit, programme: Programme) -> tuple[Decision, ...]:
    """Raises TdnError, naming file and line, for a file that is not one of decisions about this unit and list."""
    entry = read_entry(text, name)
    entry.only("unit", "programme", "decisions")
    for key, wanted in (("unit", unit.slug), ("programme", programme.code)):
        if entry.text(key) != wanted:
            entry.fail(
                f'tệp quyết định này ghi {key} là "{entry.text(key)}", không phải "{wanted}".',
                f'these decisions are for the {key} "{entry.text(key)}", not "{wanted}".',
                key=key,
            )
    decisions = tuple(_decision(item) for item in entry.entries("decisions"))
    seen: dict[str, Decision] = {}
    for item, decision in zip(entry.entries("decisions"), decisions, strict=True):
        if decision.fingerprint in seen:
            item.fail("hai quyết định về cùng một dòng.", "two decisions about one row.", key="text")
        seen[decision.fingerprint] = decision
    return decisions


def _decision(item: Entry) -> Decision:
    item.only("text", "row", "national", "who", "on", "why")
    text = item.text("text")
    return Decision(
        fingerprint=fingerprint(text),
        text=text,
        number=item.optional_text("row"),
        national=_national(item.optional_text("national")),
        who=item.optional_text("who"),
        on=item.optional_text("on"),
        why=item.optional_text("why"),
    )


def _national(text: str) -> tuple[str, ...] | None:
    if not text.strip():
        return None
    if fold(text) in _OWN_WORDS:
        return ()
    return tuple(dict.fromkeys(part for part in _NUMBER_ENDS.split(text.strip()) if part))


def new_decisions_text(rows: Sequence[RowTrace], unit: Unit, programme: Programme) -> str:
    """A file with the questions about these rows, nothing decided."""
    head = [
        "# Dòng chưa chắc thực hiện nhiệm vụ nào: ghi vào “national” số nhiệm vụ của danh mục, có thể nhiều số,",
        '# hoặc "new" nếu là nhiệm vụ tự đặt. Để trống là chưa quyết định. who, on, why không bắt buộc.',
        "# Rows of which it is not sure what they carry out: write the numbers of the list's tasks in “national”,",
        '# or "new" for a task of the unit\'s own. Blank is undecided. who, on and why are optional.',
        f"unit: {unit.slug}",
        f"programme: {programme.code}",
        "decisions:",
    ]
    return "\n".join([*head, *_lines(rows)]) + "\n"


def with_new_questions(text: str, name: str, rows: Sequence[RowTrace], unit: Unit, programme: Programme) -> str:
    """The file as it stands with further questions at its end. Raises TdnError where they cannot be put there."""
    before = read_trace_decisions(text, name, unit, programme)
    longer = "\n".join([text.rstrip("\n"), *_lines(rows)]) + "\n"
    try:
        after = read_trace_decisions(longer, name, unit, programme)
    except TdnError:
        after = ()
    if after[: len(before)] != before or len(after) != len(before) + len(rows):
        raise TdnError(
            f"Không thêm được câu hỏi mới vào cuối tệp “{name}”.",
            f"New questions cannot be added at the end of “{name}”.",
            hint_vi="Để “decisions:” là khóa cuối cùng, mỗi quyết định bắt đầu bằng “  - text:” (lùi hai dấu cách).",
            hint_en="Let “decisions:” be the last key, each decision beginning with “  - text:” (two blanks before).",
        )
    return longer


def _lines(rows: Iterable[RowTrace]) -> list[str]:
    lines: list[str] = []
    for row in rows:
        taken = ", ".join(task.number for task in row.match.tasks) or OWN_TASK
        lines.append(f"  # máy đọc là / taken for: {taken} ({row.match.how}, {row.match.confidence:.2f})")
        for task in (*row.match.tasks, *row.match.rivals):
            lines.append(f"  #   {task.number}: {_short(task.text)}")
        lines += [
            f"  - text: {_quoted(row.row.text)}",
            f"    row: {_quoted(row.local)}",
            '    national: ""',
            '    who: ""',
            '    on: ""',
            '    why: ""',
        ]
    return lines


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_RIVAL else f"{flat[: _LONGEST_RIVAL - 1].rstrip()}…"


def _quoted(text: str) -> str:
    """A YAML double-quoted scalar: JSON strings are."""
    return json.dumps(text, ensure_ascii=False)
