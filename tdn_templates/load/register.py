"""The register as text: a line of JSON for each issued form, sorted by issue id, so that a diff shows what changed."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from tdn_templates.errors import TdnError
from tdn_templates.model.register import IssuedForm, Register
from tdn_templates.model.stamp import MAY_LACK, Stamp

REGISTER_FILE = "so-phat-hanh.jsonl"
_GIVEN = ',"given":'
Given = Mapping[str, Mapping[str, str]]
_PARTS = tuple(part.name for part in fields(Stamp))


def read_register(text: str, name: str) -> Register:
    """Raises TdnError, naming file and line, for a line that is no entry."""
    forms: dict[str, IssuedForm] = {}
    given: dict[str, Given] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            form = _form(line, name, number, given)
            forms[form.stamp.issue] = form
    return Register(forms)


def register_text(register: Register) -> str:
    return "".join(form_line(register.forms[issue]) for issue in sorted(register.forms))


def form_line(form: IssuedForm) -> str:
    """One line, with its end."""
    made_with = {"made_with": form.made_with} if form.made_with else {}
    entry = {**dict(form.stamp.items()), "file": form.file, "sha256": form.sha256, **made_with, "given": form.given}
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n"


def _form(line: str, name: str, number: int, known: dict[str, Given]) -> IssuedForm:
    try:
        entry = _entry(line, known)
        stamp = Stamp(**{part: _text(entry.get(part, "") if part in MAY_LACK else entry[part]) for part in _PARTS})
        made_with = _text(entry.get("made_with", ""))
        return IssuedForm(stamp, _text(entry["file"]), _text(entry["sha256"]), entry["given"], made_with)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise TdnError(
            f"{name}, dòng {number}: không phải một dòng của sổ phát hành.",
            f"{name}, line {number}: this is not a line of the register of issued forms.",
            hint_vi=f"Dùng tệp {REGISTER_FILE} do lệnh generate ghi.",
            hint_en=f"Use the file {REGISTER_FILE} that the command generate wrote.",
        ) from error


def _entry(line: str, known: dict[str, Given]) -> dict[str, Any]:
    """The fields of a line. What a form was given is the same for hundreds of units: it is read once, and `known` by
    its text."""
    before, _, after = line.rstrip().partition(_GIVEN)
    if after not in known:
        try:
            known[after] = _given(json.loads(after[:-1]))
        except ValueError:  # written in another order: all at once
            entry = json.loads(line)
            return {**entry, "given": _given(entry["given"])}
    return {**json.loads(before + "}"), "given": known[after]}


def _given(value: Mapping[str, Mapping[str, str]]) -> Given:
    return {_text(key): {_text(column): _text(text) for column, text in cells.items()} for key, cells in value.items()}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
