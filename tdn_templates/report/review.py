"""Open questions of a list for people and for programs: which number, which column, why, where, what to do."""

import json
import textwrap
from collections.abc import Iterator

from tdn_templates.core.annex.doubt_wording import unsure_words
from tdn_templates.core.english import with_plurals
from tdn_templates.model.draft import ListDraft, Unsure
from tdn_templates.model.words import Lang, Wording


def review_text(draft: ListDraft, *, lang: Lang, width: int) -> str:
    """Every open question, those about the whole list first; one sentence where there is none."""
    questions = list(_numbered(draft))
    if not questions:
        return "Không còn điểm nào cần xem lại." if lang is Lang.VI else "Nothing is left to look at."
    said = Wording("{count} điểm cần xem lại:", "{count} thing(s) to look at:").in_lang(lang)
    count = with_plurals(said.format(count=len(questions)))
    return "\n".join([count, *(line for pair in questions for line in _lines(*pair, lang, width))])


def review_json(draft: ListDraft) -> str:
    """The same for programs; sentences in both languages, "" for a number means the whole list."""
    questions = [_plain(number, question) for number, question in _numbered(draft)]
    document = {"code": draft.code, "tasks": len(draft.tasks), "unsure": questions}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _numbered(draft: ListDraft) -> Iterator[tuple[str, Unsure]]:
    yield from (("", question) for question in draft.unsure)
    yield from ((task.number, question) for task in draft.tasks for question in task.unsure)


def _lines(number: str, question: Unsure, lang: Lang, width: int) -> Iterator[str]:
    words = unsure_words(question, lang)
    whole = "Danh mục" if lang is Lang.VI else "List"
    yield ""
    yield _wrapped(" · ".join(filter(None, (number or whole, words.column, words.place))), "", width)
    yield _wrapped(words.why, "  ", width)
    yield _wrapped(f"→ {words.remedy}", "  ", width)


def _wrapped(text: str, indent: str, width: int) -> str:
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _plain(number: str, question: Unsure) -> dict[str, object]:
    vi, en = unsure_words(question, Lang.VI), unsure_words(question, Lang.EN)
    place = question.place
    return {
        "number": number,
        "column": question.column,
        "reason": question.reason,
        "facts": dict(question.facts),
        "place": None
        if place is None
        else {"table": place.sheet, "first_row": place.first_row, "last_row": place.last_row},
        "why": _both(vi.why, en.why),
        "remedy": _both(vi.remedy, en.remedy),
    }


def _both(vi: str, en: str) -> dict[str, str]:
    return {"vi": vi, "en": en}
