"""Load the layout of a form (templates/NAME.workbook.yaml)."""

from tdn_templates.load.strict_yaml import Entry, read_entry
from tdn_templates.model.layout import Block, Choice, Column, ColumnKind, ColumnUse, WorkbookLayout
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
    )
    bands = entry.entry("bands")
    bands.only(*_BANDS)
    layout = WorkbookLayout(
        name=entry.text("name"),
        version=entry.text("version"),
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
    return layout


def wording(entry: Entry) -> Wording:
    """A mapping with exactly the keys vi and en."""
    entry.only("vi", "en")
    return Wording(entry.text("vi"), entry.text("en"))


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
    for column in layout.columns:
        name = f'"{column.key}"'
        if column.default_from is not None and column.default_from not in keys:
            entry.fail(f"cột {name} lấy mặc định từ cột không có.", f"{name} has no such default column.")
        for mode in column.required_in - modes:
            entry.fail(f'cột {name}: không có trường hợp "{mode}".', f'{name}: there is no mode "{mode}".')
