"""What the deciding column of a row may say, in formulas."""

from collections.abc import Iterable, Mapping

from tdn_templates.excel.live.terms import any_of, stands_in
from tdn_templates.model.layout import Block, Choice, Column, WorkbookLayout


def choice_names(layout: WorkbookLayout) -> Mapping[str, tuple[str, ...]]:
    """Defined name to words, for each choice of the deciding column and for all of them together."""
    choices = layout.column(layout.deciding).choices
    names = {choice_name(choice.key): _words_of((choice,)) for choice in choices}
    return {**names, ANY_CHOICE: _words_of(choices)}


ANY_CHOICE = "tdn_any_choice"


def choice_name(key: str) -> str:
    return f"tdn_is_{key}"


def says(cell: str, column: Column, keys: Iterable[str]) -> str:
    """Whether the cell names one of these choices; FALSE where the column has none of them."""
    wanted = frozenset(keys)
    chosen = [choice.key for choice in column.choices if choice.key in wanted]
    return any_of(*(stands_in(cell, choice_name(key)) for key in chosen))


def says_something_else(cell: str) -> str:
    """Whether a cell of the deciding column names none of the choices."""
    return f"SUMPRODUCT(--({ANY_CHOICE}={cell}))=0"


def modes(block: Block, wanted: frozenset[str]) -> tuple[bool, tuple[str, ...]]:
    """Whether all rows of a block are meant ("inherited"), else the choices whose rows are ("inherited.merged")."""
    prefix = f"{block.value}."
    return block.value in wanted, tuple(sorted(mode.removeprefix(prefix) for mode in wanted if mode.startswith(prefix)))


def _words_of(choices: Iterable[Choice]) -> tuple[str, ...]:
    """Every word that names one of the choices: both labels and the key, each once but for letter case."""
    words = (word for choice in choices for word in (choice.label.vi, choice.label.en, choice.key))
    return tuple({word.casefold(): word for word in words}.values())
