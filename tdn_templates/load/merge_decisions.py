"""The file in which an officer settles the conflicts of a merge, kept from merge to merge.

programme: nq47-2024          the list that the merge is about
decisions:
  - conflict: 4f1c2ab390      stays the same as long as kind, task and units do
    task: "2.10"              for people
    about: Hai bản nộp …      for people
    values:                   what the conflict rests on; where it changed, the decision fits no longer
      - "Bộ A: 2024 - 2025"
      - "Bộ B: 2026"
    stands: "2"               number of the value that stands; blank while it is open
    text: ""                  or a wording of the officer's own
    who: Văn phòng            these three are optional
    on: 05/6/2026
    why: …
"""

import json
from collections.abc import Iterable, Sequence

from tdn_templates.core.conflicts.decide import said_in
from tdn_templates.core.conflicts.wording import conflict_remedy, conflict_title, conflict_wrong, value_words
from tdn_templates.errors import TdnError
from tdn_templates.load.strict_yaml import Entry, read_entry
from tdn_templates.model.conflict import Conflict, MergeDecision
from tdn_templates.model.programme import Programme
from tdn_templates.model.words import Lang

_KEYS = ("conflict", "task", "about", "values", "stands", "text", "who", "on", "why")


def read_merge_decisions(text: str, name: str, programme: Programme) -> tuple[MergeDecision, ...]:
    """Raises TdnError, naming file and line, for a file that is not one of decisions about merges of this list."""
    entry = read_entry(text, name)
    entry.only("programme", "decisions")
    if entry.text("programme") != programme.code:
        code = entry.text("programme")
        entry.fail(
            f'tệp quyết định này về danh mục "{code}", không phải "{programme.code}".',
            f'these decisions are about the list "{code}", not "{programme.code}".',
            key="programme",
        )
    decisions: dict[tuple[str, tuple[str, ...]], MergeDecision] = {}
    for item in entry.entries("decisions"):
        decision = _decision(item)
        key = (decision.conflict, decision.said)
        if key in decisions:
            item.fail("hai quyết định về cùng một xung đột.", "two decisions about one conflict.", key="conflict")
        decisions[key] = decision
    return tuple(decisions.values())


def _decision(item: Entry) -> MergeDecision:
    item.only(*_KEYS)
    said = item.texts("values")
    stands = item.optional_text("stands").strip()
    if stands and stands not in map(str, range(1, len(said) + 1)):
        item.fail(
            f'"stands" là số thứ tự của giá trị, từ 1 đến {len(said)}, không phải "{stands}".',
            f'"stands" is the number of a value, from 1 to {len(said)}, not "{stands}".',
            key="stands",
        )
    own = item.optional_text("text").strip()
    if stands and own:
        item.fail(
            'chỉ điền một trong hai: "stands" hoặc "text".', 'fill in one of the two: "stands" or "text".', key="text"
        )
    return MergeDecision(
        conflict=item.text("conflict"),
        said=said,
        stands=int(stands) if stands else 0,
        text=own,
        who=item.optional_text("who"),
        on=item.optional_text("on"),
        why=item.optional_text("why"),
        line=item.line,
    )


def with_new_conflicts(
    text: str, name: str, conflicts: Iterable[Conflict], decisions: Sequence[MergeDecision], programme: Programme
) -> str:
    """The file with the open conflicts it does not ask about yet at its end; `text` is "" for a new file.

    Everything in it stays. Raises TdnError where nothing can be put at its end.
    """
    asked = {(each.conflict, each.said) for each in decisions}
    new = [each for each in conflicts if each.is_open and (each.id, said_in(each)) not in asked]
    if not new:
        return text
    lines = [text.rstrip("\n")] if text else _head(programme)
    longer = "\n".join([*lines, *(line for each in new for line in _lines(each))]) + "\n"
    try:
        after = read_merge_decisions(longer, name, programme)
    except TdnError:
        after = ()
    if after[: len(decisions)] != tuple(decisions) or len(after) != len(decisions) + len(new):
        raise TdnError(
            f"Không thêm được xung đột mới vào cuối tệp “{name}”.",
            f"New conflicts cannot be added at the end of “{name}”.",
            hint_vi="Để “decisions:” là khóa cuối cùng, mỗi mục bắt đầu bằng “  - conflict:” (lùi hai dấu cách).",
            hint_en="Let “decisions:” be the last key, each item beginning with “  - conflict:” (two blanks before).",
        )
    return longer


def _head(programme: Programme) -> list[str]:
    return [
        "# Xung đột giữa các bản nộp. Với từng xung đột: ghi vào “stands” số của giá trị được chọn (1, 2, ...),",
        "# hoặc ghi câu chữ khác vào “text”. Để trống cả hai là chưa quyết định. who, on, why không bắt buộc.",
        "# Conflicts between returns. For each: the number of the value that stands in “stands” (1, 2, ...), or a",
        "# wording of your own in “text”. Both blank is undecided. who, on and why are optional.",
        f"programme: {programme.code}",
        "decisions:",
    ]


def _lines(conflict: Conflict) -> list[str]:
    about = f"{conflict_title(conflict.kind, Lang.VI)}. {conflict_wrong(conflict, Lang.VI)}"
    remedies = " | ".join(conflict_remedy(conflict, lang) for lang in Lang)
    return [
        _remark(f"{conflict_title(conflict.kind, Lang.EN)}. {conflict_wrong(conflict, Lang.EN)}"),
        _remark(remedies),
        *(_remark(f"{number}) {value_words(value, Lang.VI)}") for number, value in enumerate(conflict.values, start=1)),
        f"  - conflict: {_quoted(conflict.id)}",
        f"    task: {_quoted(conflict.task.number)}",
        f"    about: {_quoted(about)}",
        "    values:",
        *(f"      - {_quoted(said)}" for said in said_in(conflict)),
        '    stands: ""',
        '    text: ""',
        '    who: ""',
        '    on: ""',
        '    why: ""',
    ]


def _remark(text: str) -> str:
    """One line, whatever ends of line a file's name or a value has: a second one would be read."""
    return f"  # {' '.join(text.split())}"


def _quoted(text: str) -> str:
    """A YAML double-quoted scalar: JSON strings are."""
    return json.dumps(text, ensure_ascii=False)
