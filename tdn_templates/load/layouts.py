"""Load the layout of a form (templates/NAME.workbook.yaml)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tdn_templates.load.layout_limits import check_limits
from tdn_templates.load.strict_yaml import Entry, read_entry
from tdn_templates.model.layout import Block, Choice, Column, ColumnKind, ColumnUse, TasksOf, WorkbookLayout
from tdn_templates.model.words import Wording

ENDING = ".workbook.yaml"
_BANDS = ("group", "own", "conditional")


def read_layout(text: str, name: str) -> WorkbookLayout:
    """Raises TdnError, naming file and line, for a layout that is not complete or contradicts itself."""
    entry = read_entry(text, name)
    entry.only(
        "name",
        "version",
        "title",
        "sheet",
        "instructions_sheet",
        "deciding",
        "own_rows",
        "bands",
        "instructions",
        "columns",
        "tasks_of",
        "nil",
        "yearly",
        "word_template",
    )
    bands, nil = entry.entry("bands"), entry.optional_entry("nil")
    bands.only(*_BANDS)
    layout = WorkbookLayout(
        name=entry.text("name"),
        version=_version(entry),
        title=wording(entry.entry("title")),
        sheet_title=wording(entry.entry("sheet")),
        instructions_title=wording(entry.entry("instructions_sheet")),
        instructions=tuple(wording(line) for line in entry.entries("instructions")),
        columns=tuple(column for item in entry.entries("columns") for column in _columns(item)),
        deciding=entry.text("deciding"),
        own_rows=entry.whole("own_rows"),
        bands={band: wording(bands.entry(band)) for band in _BANDS},
        tasks_of=_tasks_of(entry),
        nil=wording(nil) if nil else None,
        yearly=entry.flag("yearly"),
        word_template=entry.optional_text("word_template") or "phu-luc-don-vi.docx",
    )
    _check(layout, entry)
    check_limits(entry)
    return layout


def read_named_layout(text: str, name: str) -> WorkbookLayout:
    """As read_layout, for a file whose name says which form it is."""
    layout = read_layout(text, name)
    if name != f"{layout.name}{ENDING}":
        vi = f"biểu mẫu “{layout.name}” phải nằm trong tệp “{layout.name}{ENDING}”."
        en = f"the form “{layout.name}” has to stand in “{layout.name}{ENDING}”."
        read_entry(text, name).fail(vi, en, key="name")
    return layout


def wording(entry: Entry) -> Wording:
    """A mapping with exactly the keys vi and en."""
    entry.only("vi", "en")
    return Wording(entry.text("vi"), entry.text("en"))


def _tasks_of(entry: Entry) -> TasksOf:
    if not entry.optional_text("tasks_of"):
        return TasksOf.UNIT
    return TasksOf(entry.one_of("tasks_of", [whose.value for whose in TasksOf]))


def _columns(entry: Entry) -> Iterator[Column]:
    """The column, and one more for each further cell in which something can be picked: `cells: 3` makes two."""
    column = _column(entry)
    yield column
    cells = entry.whole("cells") if entry.optional_text("cells") else 1
    for number in range(2, cells + 1):
        title = Wording(f"{column.title.vi} ({number})", f"{column.title.en} ({number})")
        yield replace(
            column,
            key=f"{column.key}_{number}",
            title=title,
            aliases=(),
            required_in=frozenset(),
            default_from=None,
            in_word=False,
            width_chars=entry.decimal("width_more") if entry.optional_text("width_more") else column.width_chars,
            part_of=column.key,
        )


def _version(entry: Entry) -> str:
    version = entry.text("version")
    if not re.fullmatch(r"[0-9]{1,4}\.[0-9]{1,4}", version, re.ASCII):
        vi, en = f'phiên bản viết như 1.0, không phải "{version}".', f'a version is written as 1.0, not "{version}".'
        entry.fail(vi, en, key="version")
    return version


def _column(entry: Entry) -> Column:
    entry.only(
        "key",
        "title",
        "use",
        "kind",
        "width",
        "choices",
        "default_from",
        "required_in",
        "blocks",
        "prompt",
        "aliases",
        "workbook_only",
        "cells",
        "width_more",
    )
    prompt = entry.optional_entry("prompt")
    blocks = entry.texts("blocks") or tuple(Block)
    for block in blocks:
        if block not in tuple(Block):
            vi, en = f'không có khối "{block}".', f'there is no block "{block}".'
            entry.fail_near(vi, en, key="blocks", word=block, known=tuple(Block))
    return Column(
        key=entry.text("key"),
        title=wording(entry.entry("title")),
        kind=ColumnKind(entry.one_of("kind", [kind.value for kind in ColumnKind])),
        use=ColumnUse(entry.one_of("use", [use.value for use in ColumnUse])),
        width_chars=entry.decimal("width"),
        choices=tuple(_choice(choice) for choice in entry.entries("choices")),
        default_from=entry.optional_text("default_from") or None,
        required_in=frozenset(entry.texts("required_in")),
        blocks=frozenset(Block(block) for block in blocks),
        prompt=wording(prompt) if prompt else None,
        aliases=entry.texts("aliases"),
        in_word=not entry.flag("workbook_only"),
    )


def _choice(entry: Entry) -> Choice:
    entry.only("key", "vi", "en")
    return Choice(entry.text("key"), Wording(entry.text("vi"), entry.text("en")))


def _check(layout: WorkbookLayout, entry: Entry) -> None:
    """What one column cannot know about the others."""
    keys = [column.key for column in layout.columns]
    lines = entry.entries("columns")
    listed = [line.text("key") for line in lines]
    for index, key in enumerate(listed):
        if key in listed[:index] or keys.count(key) > 1:
            lines[index].fail(f'hai cột cùng khoá "{key}".', f'two columns have the same key "{key}".', key="key")
    with_choices = [column.key for column in layout.columns if column.choices]
    if layout.deciding not in with_choices:
        vi, en = "“deciding” phải là cột có danh sách chọn.", '"deciding" has to be a column with choices.'
        entry.fail_near(vi, en, key="deciding", word=layout.deciding, known=with_choices)
    choices = layout.column(layout.deciding).choices
    modes = {*Block, *(f"{block}.{choice.key}" for block in Block for choice in choices)}
    checks = [column for column in layout.columns if column.use is ColumnUse.CHECK]
    if len(checks) > 1 or any(column.in_word for column in checks):
        vi = "chỉ một cột “use: check”, và cột đó “workbook_only: true”."
        entry.fail(vi, 'one column of "use: check" at most, and it is "workbook_only: true".', key="columns")
    by_key = {line.text("key"): line for line in lines}
    for column in layout.columns:
        name, default = f'"{column.key}"', column.default_from
        line = by_key[column.part_of or column.key]
        if default is not None and default not in keys:
            vi, en = f"cột {name} lấy mặc định từ cột không có.", f"{name} has no such default column."
            line.fail_near(vi, en, key="default_from", word=default, known=keys)
        for mode in sorted(column.required_in - modes):
            vi, en = f'cột {name}: không có trường hợp "{mode}".', f'{name}: there is no mode "{mode}".'
            line.fail_near(vi, en, key="required_in", word=mode, known=sorted(modes))
