"""The answer to a drill as a file: read by `tdn drill --check`, and by people who want to know.

{"drill": 1, "seed", "remind_on", "answered_on", "answered",
 "states": {unit: state},
 "files": [{"file", "sha256", "unit", "received", "state", "belongs_to_nobody",
            "faults": [{"kind", "what": {"vi", "en"}, "code", "sheet", "cell", "task"}]}]}
"""

import json
from collections.abc import Mapping
from datetime import date

from tdn_templates.core.drill_faults import fault_words
from tdn_templates.errors import TdnError
from tdn_templates.model.drill import DrillAnswer, DrillFile, SeededFault
from tdn_templates.model.finding import Place
from tdn_templates.model.round import Nobodys
from tdn_templates.model.words import RuleCode, State, UnitSlug

ANSWER_FILE = "dap-an.json"
_VERSION = 1

_Entry = Mapping[str, object]


def answer_text(answer: DrillAnswer) -> str:
    """The same answer gives the same text."""
    entry = {
        "drill": _VERSION,
        "seed": answer.seed,
        "remind_on": answer.on.isoformat(),
        "answered_on": answer.answered_on.isoformat(),
        "answered": answer.answered,
        "states": dict(answer.states),
        "files": [_file_entry(file) for file in answer.files],
    }
    return json.dumps(entry, ensure_ascii=False, indent=1) + "\n"


def read_answer(text: str, name: str) -> DrillAnswer:
    """Raises TdnError for a text that is no answer."""
    try:
        entry = json.loads(text)
        if entry["drill"] != _VERSION:
            raise ValueError(entry["drill"])
        return DrillAnswer(
            seed=int(entry["seed"]),
            on=date.fromisoformat(entry["remind_on"]),
            answered_on=date.fromisoformat(entry["answered_on"]),
            files=tuple(_file(item) for item in entry["files"]),
            states=tuple((UnitSlug(unit), State(state)) for unit, state in entry["states"].items()),
            answered=bool(entry["answered"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise TdnError(
            f"{name} không phải đáp án của một cuộc diễn tập.",
            f"{name} is not the answer to a drill.",
            hint_vi="Tệp đã bị sửa; lập lại cuộc diễn tập bằng tdn drill THƯ-MỤC-MỚI.",
            hint_en="It was changed; make the drill anew with tdn drill NEW-FOLDER.",
        ) from error


def _file_entry(file: DrillFile) -> dict[str, object]:
    return {
        "file": file.file,
        "sha256": file.sha256,
        "unit": file.unit,
        "received": file.received.isoformat(),
        "state": file.state,
        "belongs_to_nobody": file.nobodys or "",
        "faults": [
            {
                "kind": fault.kind,
                "what": {"vi": fault_words(fault.kind).vi, "en": fault_words(fault.kind).en},
                "code": fault.code,
                "sheet": fault.place.sheet,
                "cell": fault.place.cell,
                "task": fault.task,
            }
            for fault in file.faults
        ],
    }


def _file(entry: _Entry) -> DrillFile:
    nobodys, faults = str(entry["belongs_to_nobody"]), entry["faults"]
    if not isinstance(faults, list):
        raise TypeError(faults)
    return DrillFile(
        file=str(entry["file"]),
        sha256=str(entry["sha256"]),
        unit=str(entry["unit"]),
        received=date.fromisoformat(str(entry["received"])),
        state=State(str(entry["state"])),
        faults=tuple(_fault(fault) for fault in faults),
        nobodys=Nobodys(nobodys) if nobodys else None,
    )


def _fault(entry: _Entry) -> SeededFault:
    place = Place(str(entry["sheet"]), str(entry["cell"]))
    return SeededFault(str(entry["kind"]), RuleCode(str(entry["code"])), place, str(entry["task"]))
