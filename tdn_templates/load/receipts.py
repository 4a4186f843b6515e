"""The register of receipts (sổ nhận) as text: a line of JSON for each file, in the order of arrival."""

import json
from collections.abc import Sequence
from datetime import date

from tdn_templates.errors import TdnError
from tdn_templates.model.round import Receipt
from tdn_templates.model.words import State

RECEIPTS_FILE = "so-nhan.jsonl"


def read_receipts(text: str, name: str) -> tuple[Receipt, ...]:
    """Raises TdnError, naming file and line, for a line that is no entry."""
    lines = enumerate(text.split("\n"), start=1)
    return tuple(_receipt(line, name, number) for number, line in lines if line.strip())


def receipts_text(receipts: Sequence[Receipt]) -> str:
    return "".join(f"{_line(receipt)}\n" for receipt in receipts)


def _line(receipt: Receipt) -> str:
    entry = {
        "file": receipt.file,
        "sha256": receipt.sha256,
        "seen": receipt.seen.isoformat(),
        "unit": receipt.unit,
        "state": receipt.state,
    }
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":"))


def _receipt(line: str, name: str, number: int) -> Receipt:
    try:
        entry = json.loads(line)
        texts = [entry[key] for key in ("file", "sha256", "seen", "unit", "state")]
        if not all(isinstance(text, str) for text in texts):
            raise TypeError(line)
        file, sha256, seen, unit, state = texts
        return Receipt(file, sha256, date.fromisoformat(seen), unit, State(state))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise TdnError(
            f"{name}, dòng {number}: không phải một dòng của sổ nhận.",
            f"{name}, line {number}: this is not a line of the register of receipts.",
            hint_vi=f"Sửa dòng đó, hoặc xóa tệp {RECEIPTS_FILE} để lập lại sổ; khi đó ngày nhận là ngày lập lại.",
            hint_en=f"Mend the line, or delete {RECEIPTS_FILE} to begin it anew; all files then arrive on that day.",
        ) from error
