"""Load the layout of a form (templates/NAME.workbook.yaml)."""

import re

from tdn_templates.load.layout_limits import check_limits
from tdn_templates.load.strict_yaml import Entry, read_entry
from tdn_templates.model.layout import Block, Choice, Column, ColumnKind, ColumnUse, WorkbookLayout
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
    )
    bands = entry.entry("bands")
    bands.only(*_BANDS)
    layout = WorkbookLayout(
        name=entry.text("name"),
        version=_version(entry),
        title=wording(entry.entry("title")),
        sheet_title=wording(entry.entry("sheet")),
        instructions_title=wording(entry.entry("instructions_sheet")),
        instructions=tuple(wording(line) for line in entry.entries("instructions")),
        columns=tuple(_column(column) for column in entry.entries("columns")),
        deciding=entry.text("deciding"),
        own_rows=entry.whole("own_rows"),
        bands={band: wording(bands.entry(band)) for band in _BANDS},
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
    for index, key in enumerate(keys):
        if key in keys[:index]:
            lines[index].fail(f'hai cột cùng khoá "{key}".', f'two columns have the same key "{key}".', key="key")
    with_choices = [column.key for column in layout.columns if column.choices]
    if layout.deciding not in with_choices:
        vi, en = "“deciding” phải là cột có danh sách chọn.", '"deciding" has to be a column with choices.'
        entry.fail_near(vi, en, key="deciding", word=layout.deciding, known=with_choices)
    choices = layout.column(layout.deciding).choices
    modes = {*Block, *(f"{block}.{choice.key}" for block in Block for choice in choices)}
    for column, line in zip(layout.columns, lines, strict=True):
        name, default = f'"{column.key}"', column.default_from
        if default is not None and default not in keys:
            vi, en = f"cột {name} lấy mặc định từ cột không có.", f"{name} has no such default column."
            line.fail_near(vi, en, key="default_from", word=default, known=keys)
        for mode in sorted(column.required_in - modes):
            vi, en = f'cột {name}: không có trường hợp "{mode}".', f'{name}: there is no mode "{mode}".'
            line.fail_near(vi, en, key="required_in", word=mode, known=sorted(modes))
