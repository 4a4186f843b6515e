"""What a changed layout breaks that its own file cannot show: against the shipped form of that name, and the rules."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tdn_templates.core.template_wording import FaultWords
from tdn_templates.core.wording import quoted
from tdn_templates.model.layout import QUOTED_RULE, Choice, Column, WorkbookLayout
from tdn_templates.model.rule import Rule
from tdn_templates.model.words import Lang, Severity, Wording

_ALWAYS = ("number", "text")
"""Columns without which no form can be written."""


class LayoutFaultKind(StrEnum):
    COLUMN_MISSING = "column_missing"
    """A column that has to be filled in, or without which there is no form; `near` is a new column like it."""
    CHOICE_MISSING = "choice_missing"
    """`name` is "column.choice"."""
    RULES_SILENT = "rules_silent"
    """A column is gone that rules ask about; `detail` lists the rules."""
    VERSION_NOT_RAISED = "version_not_raised"
    """`name` is the version found, `detail` the lowest that will do."""
    RULE_UNKNOWN = "rule_unknown"
    """The prompt of the column `detail` quotes a rule that is not there; `near` is one like it."""


@dataclass(frozen=True, slots=True)
class LayoutFault:
    kind: LayoutFaultKind
    name: str
    near: str = ""
    detail: str = ""

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.kind is LayoutFaultKind.RULES_SILENT else Severity.ERROR


_WRONG: Mapping[LayoutFaultKind, Wording] = {
    LayoutFaultKind.COLUMN_MISSING: Wording("thiếu cột bắt buộc “{name}”.", "the required column “{name}” is missing."),
    LayoutFaultKind.CHOICE_MISSING: Wording("thiếu mục chọn “{name}”.", "the choice “{name}” is missing."),
    LayoutFaultKind.RULES_SILENT: Wording(
        "không còn cột “{name}”, nên các quy tắc {detail} không còn được kiểm tra.",
        "the column “{name}” is gone, so the rules {detail} are not asked any more.",
    ),
    LayoutFaultKind.VERSION_NOT_RAISED: Wording(
        "các cột khác với biểu mẫu có sẵn nhưng phiên bản vẫn là {name}.",
        "the columns differ from the shipped form, but the version is still {name}.",
    ),
    LayoutFaultKind.RULE_UNKNOWN: Wording(
        "lời nhắc của cột “{detail}” dẫn quy tắc “{name}” không có.",
        "the prompt of the column “{detail}” quotes the rule “{name}”, which is not there.",
    ),
}
_REMEDY: Mapping[LayoutFaultKind, Wording] = {
    LayoutFaultKind.COLUMN_MISSING: Wording(
        "Lấy lại cột này từ biểu mẫu có sẵn; tiêu đề đổi được, khoá “{name}” thì không.",
        "Take it back from the shipped form; its title may change, its key “{name}” may not.",
    ),
    LayoutFaultKind.CHOICE_MISSING: Wording(
        "Lấy lại mục này; nhãn đổi được, khoá thì không.", "Take it back; its label may change, its key may not."
    ),
    LayoutFaultKind.RULES_SILENT: Wording("Lấy lại cột này nếu cần kiểm tra.", "Take it back if they are to be asked."),
    LayoutFaultKind.VERSION_NOT_RAISED: Wording("Nâng lên {detail} trở lên.", "Raise it to {detail} or higher."),
    LayoutFaultKind.RULE_UNKNOWN: Wording("Sửa mã quy tắc.", "Correct the code of the rule."),
}
_QUOTED_LIKE = Wording("Có phải là “{near}” không?", "Did you mean “{near}”?")
_RENAMED = Wording(
    "Có phải “{near}” là cột này không? Khoá của cột phải giữ nguyên: “{name}”.",
    "Is “{near}” this column? The key of a column has to stay: “{name}”.",
)


def check_layout(
    layout: WorkbookLayout, shipped: WorkbookLayout | None, rules: Iterable[Rule]
) -> tuple[LayoutFault, ...]:
    """`shipped` is the shipped form of the same name; None for a form of an office's own, of which less is asked."""
    old = shipped.columns if shipped is not None else ()
    keys = {column.key for column in layout.columns}
    gone = [column for column in old if column.key not in keys]
    new = [key for key in keys if all(column.key != key for column in old)]
    needed = {column.key for column in old if column.required_in} | {*_ALWAYS}
    faults = [_missing(key, new) for key in (*_ALWAYS, *(column.key for column in gone)) if key in needed - keys]
    faults = list(dict.fromkeys(faults))
    faults += [
        LayoutFault(LayoutFaultKind.CHOICE_MISSING, name)
        for column in old
        if column.key in keys
        for name in _choices_gone(column, layout.column(column.key))
    ]
    rules = tuple(rules)
    faults += _quoted_in_vain(layout, [rule.code for rule in rules])
    for column in gone:
        asking = ", ".join(rule.code for rule in rules if column.key in (*rule.needs, *rule.columns))
        if asking and column.key not in needed:
            faults.append(LayoutFault(LayoutFaultKind.RULES_SILENT, column.key, detail=asking))
    if shipped is not None:
        is_breaking = bool(gone) or any(fault.kind is LayoutFaultKind.CHOICE_MISSING for fault in faults)
        faults += _version(layout, shipped, is_breaking=is_breaking)
    return tuple(faults)


def layout_words(fault: LayoutFault, file: str) -> FaultWords:
    facts = {"name": quoted(fault.name), "near": quoted(fault.near), "detail": quoted(fault.detail)}
    wrong = _WRONG[fault.kind]
    renamed = _QUOTED_LIKE if fault.kind is LayoutFaultKind.RULE_UNKNOWN else _RENAMED
    remedy = renamed if fault.near else _REMEDY[fault.kind]
    return FaultWords(
        Wording(*(f"{quoted(file)}: {wrong.in_lang(lang).format(**facts)}" for lang in Lang)),
        Wording(*(remedy.in_lang(lang).format(**facts) for lang in Lang)),
    )


def _missing(key: str, new: Iterable[str]) -> LayoutFault:
    near = difflib.get_close_matches(key, sorted(new), n=1)
    return LayoutFault(LayoutFaultKind.COLUMN_MISSING, key, near[0] if near else "")


def _quoted_in_vain(layout: WorkbookLayout, codes: Sequence[str]) -> Iterator[LayoutFault]:
    for column in layout.columns:
        prompt = column.prompt or Wording("", "")
        quotes = {quote[1] for lang in Lang for quote in QUOTED_RULE.finditer(prompt.in_lang(lang))}
        for code in sorted(quotes.difference(codes)):
            near = difflib.get_close_matches(code, codes, n=1)
            yield LayoutFault(LayoutFaultKind.RULE_UNKNOWN, code, near[0] if near else "", column.key)


def _choices_gone(old: Column, new: Column) -> Iterator[str]:
    keys = {choice.key for choice in new.choices}
    return (f"{old.key}.{choice.key}" for choice in old.choices if choice.key not in keys)


def _version(layout: WorkbookLayout, shipped: WorkbookLayout, *, is_breaking: bool) -> Iterator[LayoutFault]:
    """Old returns can still be read after a new minor version, not after a new major one (STAMP05)."""
    if _structure(layout) == _structure(shipped):
        return
    major, minor = _numbers(shipped.version)
    lowest = (major + 1, 0) if is_breaking else (major, minor + 1)
    if _numbers(layout.version) < lowest:
        yield LayoutFault(LayoutFaultKind.VERSION_NOT_RAISED, layout.version, detail=f"{lowest[0]}.{lowest[1]}")


def _structure(layout: WorkbookLayout) -> list[tuple[object, ...]]:
    """What returns depend on: not titles, widths and prompts, which an office may word as it likes."""
    return [
        (column.key, column.kind, column.use, tuple(map(_key, column.choices)), column.required_in, column.blocks)
        for column in layout.columns
    ]


def _key(choice: Choice) -> str:
    return choice.key


def _numbers(version: str) -> tuple[int, int]:
    major, _, minor = version.partition(".")
    return int(major), int(minor)
