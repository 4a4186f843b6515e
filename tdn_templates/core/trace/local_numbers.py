"""What a trace calls the rows of a plan."""

from collections import Counter

from tdn_templates.model.annex import Annex


def local_numbers(annex: Annex) -> tuple[str, ...]:
    """The printed numbers; with the number of the group where they begin anew in each group ("II.1"); with the place
    in the list, from 1, where that names two rows alike or nothing is printed ("#7")."""
    printed = [row.number for row in annex.rows]
    if len(set(printed)) < len(printed):
        printed = [
            f"{annex.groups[row.group].number}.{row.number}".strip(".") if row.group is not None else row.number
            for row in annex.rows
        ]
    counts = Counter(printed)
    return tuple(
        number if number and counts[number] == 1 else f"{number}#{place}" for place, number in enumerate(printed, start=1)
    )
