"""Load the layout of a form (templates/NAME.workbook.yaml)."""

from collections.abc import Iterator
from dataclasses import replace

from tdn_templates.load.strict_yaml import Entry, read_entry
from tdn_templates.model.layout import Block, Choice, Column, ColumnKind, ColumnUse, TasksOf, WorkbookLayout
from tdn_templates.model.words import Wording

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
        version=entry.text("version"),
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
            entry.fail(f'không có khối "{block}".', f'there is no block "{block}".', key="blocks")
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
    if len(set(keys)) < len(keys):
        entry.fail("hai cột cùng khoá.", "two columns have the same key.", key="columns")
    if layout.deciding not in keys or not layout.column(layout.deciding).choices:
        vi, en = "“deciding” phải là cột có danh sách chọn.", '"deciding" has to be a column with choices.'
        entry.fail(vi, en, key="deciding")
    choices = layout.column(layout.deciding).choices
    modes = {*Block, *(f"{block}.{choice.key}" for block in Block for choice in choices)}
    checks = [column for column in layout.columns if column.use is ColumnUse.CHECK]
    if len(checks) > 1 or any(column.in_word for column in checks):
        vi = "chỉ một cột “use: check”, và cột đó “workbook_only: true”."
        entry.fail(vi, 'one column of "use: check" at most, and it is "workbook_only: true".', key="columns")
    for column in layout.columns:
        name = f'"{column.key}"'
        if column.default_from is not None and column.default_from not in keys:
            entry.fail(f"cột {name} lấy mặc định từ cột không có.", f"{name} has no such default column.")
        for mode in column.required_in - modes:
            entry.fail(f'cột {name}: không có trường hợp "{mode}".', f'{name}: there is no mode "{mode}".')
