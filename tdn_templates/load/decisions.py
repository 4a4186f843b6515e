"""The file in which an officer decides about proposed repairs, and how it is offered.

decisions:
  - wrong: Vụ Hợp tác Quốc té      the value as it stands
    right: Vụ Hợp tác quốc tế      what is to stand instead; blank leaves it
"""

import json
from collections.abc import Iterable

from tdn_templates.core.fix import DistinctProposal
from tdn_templates.load.strict_yaml import read_entry

DECISIONS_FILE = "de-xuat.yaml"


def read_decisions(text: str, name: str) -> dict[str, str]:
    """Wrong values with the accepted ones; "" for a value that is left. Raises TdnError, naming file and line."""
    entry = read_entry(text, name)
    entry.only("decisions")
    decided: dict[str, str] = {}
    for decision in entry.entries("decisions"):
        decision.only("wrong", "right")
        decided[decision.text("wrong").strip()] = decision.optional_text("right")
    return decided


def decisions_text(proposals: Iterable[DistinctProposal]) -> str:
    """The file to decide in: every distinct wrong value with its count and what is proposed, nothing accepted yet."""
    lines = [
        "# Đề xuất sửa cần người quyết định: điền “right” với giá trị chấp nhận, để trống nếu giữ nguyên.",
        "# Proposed repairs for a person to decide: fill in “right”, or leave it blank to keep the value.",
        "decisions:",
    ]
    for proposal in proposals:
        near = ", ".join(_quoted(value) for value in (proposal.after, *proposal.others))
        lines += [
            f"  # {proposal.count} ô / cell(s): {', '.join(place.cell for place in proposal.places[:10])}",
            f"  # có thể là / perhaps: {near}",
            f"  - wrong: {_quoted(proposal.before)}",
            '    right: ""',
        ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A YAML double-quoted scalar: JSON strings are."""
    return json.dumps(text, ensure_ascii=False)
