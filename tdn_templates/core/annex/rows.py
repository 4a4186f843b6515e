"""Lines of a table as groups and tasks: which line is a title, on which level, and what each task lacks."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from tdn_templates.core.annex.lines import Line
from tdn_templates.core.annex.numbers import Number, Style, read_number
from tdn_templates.model.annex import AnnexGroup, AnnexRow, Doubt, Field

Shape = tuple[Style, int]
_BODIES = (Field.LEAD, Field.SUPPORTING, Field.OWN_LEAD, Field.OWN_SUPPORTING)


@dataclass(slots=True)
class TaskRows:
    """Groups and tasks in the order of the table; `doubts` are those that belong to no task."""

    groups: list[AnnexGroup] = field(default_factory=list)
    rows: list[AnnexRow] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def sort_lines(lines: Sequence[Line], mark: Callable[[Line], None]) -> TaskRows:
    """Every line as a title or a task; `mark` notes what is odd about a task."""
    found = TaskRows()
    task_shape = _task_shape(lines)
    titles: list[tuple[Shape | None, Line]] = []
    above: list[Line] = []
    current: int | None = None
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else None
        if not _is_title(line, after, task_shape, titles):
            if above:
                current = _add_group(found, above)
                above = []
            depth = _level_of_task(line, task_shape, titles)
            if depth is not None:
                titles = titles[:depth]
                current = _add_group(found, [title for _, title in titles])
            mark(line)
            _add_row(found, line, current)
            continue
        shape = _level_shape(line, titles)
        depth = next((index for index, (level, _) in enumerate(titles) if level == shape), len(titles))
        if depth < len(titles):
            _add_empty_group(found, above)
        titles[depth:] = [(shape, line)]
        above = [title for _, title in titles]
    _mark_repeats(found)
    _add_empty_group(found, above)
    return found


def _task_shape(lines: Iterable[Line]) -> Shape | None:
    """The number style of most lines that have a lead or a time; None where these have no numbers."""
    shapes = Counter(line.shape.shape for line in lines if not line.is_bare and line.shape is not None)
    return shapes.most_common(1)[0][0] if shapes else None


def _is_title(
    line: Line, after: Line | None, task_shape: Shape | None, titles: list[tuple[Shape | None, Line]]
) -> bool:
    """Whether a line is a title: most have nothing but their text."""
    number = line.shape
    if not line.text:
        return False
    if not line.is_bare:
        return number is not None and _heads_others(line, number, after, task_shape)
    if number is None or line.wide or number.shape != task_shape:
        like_titles = number is not None and any(shape == number.shape for shape, _ in titles)
        return after is not None or line.wide or like_titles
    return after is not None and _heads_equals(number, after, titles)


def _heads_equals(number: Number, after: Line, titles: list[tuple[Shape | None, Line]]) -> bool:
    """A title in the style of the tasks ("1" above "1", "2"), and no task of which nothing else is known: the numbers
    below it belong to it or begin anew, and its own follows that of the title before."""
    following = after.shape
    if following is None:
        return False
    if following.is_below(number):
        return True
    if after.is_bare or following.shape != number.shape or following.value != 1:
        return False
    before = next((title.shape for shape, title in reversed(titles) if shape == number.shape), None)
    return number.value == 1 or before is None or number.value == before.value + 1


def _heads_others(line: Line, number: Number, after: Line | None, task_shape: Shape | None) -> bool:
    """A title with a sum or a time beside it ("I | THỂ CHẾ | | | 2025-2030"): nobody leads it, and tasks of another
    style follow."""
    following = after.shape if after is not None else None
    if following is None or number.shape == task_shape or any(line.cell(means) for means in _BODIES):
        return False
    return following.is_below(number) or (
        number.style in (Style.ROMAN, Style.UPPER) and number.shape != following.shape
    )


def _level_shape(line: Line, titles: list[tuple[Shape | None, Line]]) -> Shape | None:
    """The level of a title by the style of its number; "C" after "B" is a letter, "I" after "H" too."""
    number = line.shape
    if number is None:
        return None
    if number.style is Style.ROMAN and len(number.parts[-1]) == 1:
        letters = [title.shape for shape, title in titles if shape == (Style.UPPER, len(number.parts))]
        as_letter = replace(number, style=Style.UPPER)
        if any(before is not None and as_letter.value == _value(before) + 1 for before in letters):
            return as_letter.shape
    return number.shape


def _value(number: Number) -> int:
    return replace(number, style=Style.UPPER).value if len(number.parts[-1]) == 1 else number.value


def _level_of_task(line: Line, task_shape: Shape | None, titles: Sequence[tuple[Shape | None, Line]]) -> int | None:
    """How many titles stand above a task that has the number of a title ("1.2" after the title "1.1"), where that
    leaves one; None for any other task."""
    number = line.shape
    if number is None or number.shape == task_shape:
        return None
    depth = next((index for index, (level, _) in enumerate(titles) if level == number.shape), 0)
    if not depth and titles and titles[0][0] == number.shape:
        line.doubt("task_among_titles", Field.NUMBER, printed=line.number, group=titles[0][1].text)
    return depth or None


def _add_group(found: TaskRows, above: Sequence[Line]) -> int:
    """A list has one level of groups; a title below another is kept with that one's number and text before its own."""
    last = above[-1]
    numbers: list[str] = []
    for line in above:
        number = line.shape
        shown = number.text if number is not None else ""
        if not (numbers and shown.startswith(f"{numbers[-1]}.")):
            numbers.append(shown)
        else:
            numbers[-1] = shown
    title = ": ".join(line.text for line in above)
    found.groups.append(AnnexGroup(".".join(filter(None, numbers)), title, last.place))
    if len(above) > 1:
        facts = {"group": last.text, "above": above[-2].text}
        found.doubts.append(Doubt("levels_flattened", None, facts, last.place))
    for line in above:
        found.doubts += line.doubts
        line.doubts = []
    beside = "; ".join(filter(None, (*last.cells.values(), *last.extras.values())))
    if beside:
        found.doubts.append(Doubt("group_with_cells", None, {"group": last.text, "text": beside}, last.place))
    return len(found.groups) - 1


def _add_empty_group(found: TaskRows, above: Sequence[Line]) -> None:
    """A title below which nothing came, if there is one."""
    if above:
        _add_group(found, above)
        found.doubts.append(Doubt("group_without_tasks", None, {"group": above[-1].text}, above[-1].place))


def _add_row(found: TaskRows, line: Line, group: int | None) -> None:
    found.rows.append(
        AnnexRow(
            number=line.number,
            group=group,
            text=line.text,
            lead=line.cell(Field.LEAD),
            supporting=line.cell(Field.SUPPORTING),
            time=line.cell(Field.TIME),
            own_lead=line.cell(Field.OWN_LEAD),
            own_supporting=line.cell(Field.OWN_SUPPORTING),
            extras=line.extras,
            place=line.place,
            doubts=tuple(line.doubts),
        )
    )


def _mark_repeats(found: TaskRows) -> None:
    """A number that comes twice in one group is a slip of print; that groups count anew is usual."""
    seen: set[tuple[int | None, str]] = set()
    for at, row in enumerate(found.rows):
        number = read_number(row.number)
        if number is None or number.style in (Style.DASH, Style.LOWER):
            continue
        if (row.group, number.text) in seen:
            doubt = Doubt("number_twice", Field.NUMBER, {"printed": row.number}, row.place)
            found.rows[at] = replace(row, doubts=(*row.doubts, doubt))
        seen.add((row.group, number.text))
