"""How far an officer has come with a drill, as text."""

from collections.abc import Iterator
from textwrap import fill

from tdn_templates.core.drill_words import step_words
from tdn_templates.core.wording import quoted
from tdn_templates.model.drill import DrillAnswer, DrillCheck
from tdn_templates.model.words import Lang

_SHOWN = 20


def drill_text(answer: DrillAnswer, check: DrillCheck, lang: Lang, width: int) -> str:
    """Lines of that many columns at most, commands apart."""
    return "\n".join(_lines(answer, check, lang, width))


def _lines(answer: DrillAnswer, check: DrillCheck, lang: Lang, width: int) -> Iterator[str]:
    vi = lang is Lang.VI
    faults, found = check.faults, check.found
    yield f"Lỗi cài sẵn: {faults}, tìm thấy đúng chỗ: {found}." if vi else f"Seeded faults: {faults}, found: {found}."
    units, right = check.units, check.as_expected
    yield f"Đơn vị: {units}, đúng trạng thái: {right}." if vi else f"Units: {units}, in the expected state: {right}."
    if check.own:
        names = ", ".join(map(quoted, check.own[:_SHOWN])) + (", …" if len(check.own) > _SHOWN else "")
        text = f"Tệp bạn tự thêm, không so với đáp án: {names}" if vi else f"Files of your own, not compared: {names}"
        yield fill(text, width, subsequent_indent="  ", break_on_hyphens=False)
    for item in check.differences[:_SHOWN]:
        expected, now = item.expected.in_lang(lang), item.found.in_lang(lang)
        text = f"đáp án “{expected}”, hiện nay “{now}”" if vi else f'expected "{expected}", found "{now}"'
        yield fill(f"Khác | {quoted(item.about)}: {text}" if vi else f"Differs | {quoted(item.about)}: {text}", width)
    if len(check.differences) > _SHOWN:
        yield f"… ({len(check.differences)})"
    yield ""
    yield from _steps(answer, check, lang)


def _steps(answer: DrillAnswer, check: DrillCheck, lang: Lang) -> Iterator[str]:
    """What is done, and what to type for the first step that is not."""
    steps = step_words(answer)
    for step, words in steps.items():
        yield f"[{'x' if step in check.done else ' '}] {words.words.in_lang(lang)}"
    following = next((words.command for step, words in steps.items() if step not in check.done), None)
    if following is None:
        yield "Đã xong cả vòng." if lang is Lang.VI else "The whole cycle is done."
    else:
        yield f"Việc tiếp theo: {following}" if lang is Lang.VI else f"Next: {following}"
