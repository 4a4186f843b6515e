"""Where every unit of a round stands, as the round page shows it: who has sent what, whom to chase, files of nobody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tdn_templates.core.round_view_words import view_words
from tdn_templates.core.round_words import (
    NOBODYS_WORDS,
    SHOWN_STATES,
    WHY_WORDS,
    change_words,
    late_words,
    round_words,
)
from tdn_templates.core.succession_words import day_words
from tdn_templates.core.wording import STATE_WORDS
from tdn_templates.model.round import RoundStatus, UnitStatus, Version
from tdn_templates.model.words import Lang, State

STATE_LOOKS: Mapping[State, str] = {
    State.NOT_RECEIVED: "nr",
    State.REJECTED: "rj",
    State.NEEDS_CORRECTION: "nc",
    State.ACCEPTED_WITH_WARNINGS: "aw",
    State.ACCEPTED: "ac",
    State.NIL_RETURN: "ni",
}
"""Short, because thousands of lines say one."""

HASH_LETTERS = 12


@dataclass(frozen=True, slots=True)
class StandingLine:
    """One unit, every text ready to be shown, "" for what there is not. `history` are all versions where there are
    several, the one that counts among them; `hash` is the beginning of the SHA-256 of the file."""

    unit: str
    look: str
    state: str
    late: str
    errors: str
    warnings: str
    file: str
    hash: str
    why: str
    received: str
    change: str
    history: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChaseList:
    """Units to write to for one reason, with what each of them is told (the name, and what there is to say)."""

    title: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """`states` are the six with their look, words and number of units; `others` are files of nobody and why."""

    title: str
    issuer: str
    deadline: str
    counted_on: str
    states: tuple[tuple[str, str, int], ...]
    chase: tuple[ChaseList, ...]
    lines: tuple[StandingLine, ...]
    others: tuple[tuple[str, str], ...]


def standing_of_units(status: RoundStatus, lang: Lang) -> Standing:
    counts = status.counts
    return Standing(
        title=status.setup.title,
        issuer=status.setup.issuer,
        deadline=day_words(status.setup.deadline),
        counted_on=day_words(status.counted_on),
        states=tuple((STATE_LOOKS[state], STATE_WORDS[state].in_lang(lang), counts[state]) for state in SHOWN_STATES),
        chase=tuple(chase for chase in _chase(status, lang) if chase.units),
        lines=tuple(_line(entry, lang) for entry in status.units),
        others=tuple(_others(status, lang)),
    )


def _line(entry: UnitStatus, lang: Lang) -> StandingLine:
    counting, several = entry.counting, len(entry.versions) > 1
    return StandingLine(
        unit=entry.unit.name,
        look=STATE_LOOKS[entry.state],
        state=STATE_WORDS[entry.state].in_lang(lang),
        late=late_words(entry),
        errors=_count(counting.errors if counting else 0),
        warnings=_count(counting.warnings if counting else 0),
        file=counting.file if counting else "",
        hash=counting.sha256[:HASH_LETTERS] if counting else "",
        why=WHY_WORDS[entry.why].in_lang(lang) if entry.why and several else "",
        received=day_words(counting.received) if counting else "",
        change=change_words(entry.change, lang),
        history=tuple(_version_words(version, lang) for version in entry.versions) if several else (),
    )


def _version_words(version: Version, lang: Lang) -> str:
    words = round_words(lang)
    errors = f", {words['errors']}: {version.errors}" if version.errors else ""
    state = STATE_WORDS[version.state].in_lang(lang)
    return f"{day_words(version.received)} {version.file}: {state}{errors} ({version.sha256[:HASH_LETTERS]})"


def _chase(status: RoundStatus, lang: Lang) -> Iterator[ChaseList]:
    words = view_words(lang)
    late = status.late
    days = late[0].days_late if late else 0  # of units that sent nothing the same for all
    title = words["chase_late"].replace("{days}", str(days))
    yield ChaseList(title, tuple(entry.unit.name for entry in late))
    yield ChaseList(words["chase_faulty"], tuple(_faulty(status.to_be_corrected, words)))
    waiting = tuple(item.unit.name for item in status.units if item.state is State.NOT_RECEIVED and not item.days_late)
    yield ChaseList(words["chase_waiting"], waiting)


def _faulty(entries: Sequence[UnitStatus], words: Mapping[str, str]) -> Iterator[str]:
    for entry in entries:
        errors = entry.counting.errors if entry.counting else 0
        said = words["chase_errors"].replace("{count}", str(errors))
        yield f"{entry.unit.name}: {words['chase_anew'] if entry.state is State.REJECTED else said}"


def _others(status: RoundStatus, lang: Lang) -> Iterator[tuple[str, str]]:
    words = round_words(lang)
    for entry in status.nobodys:
        unit = f" ({entry.unit.name})" if entry.unit is not None else ""
        yield entry.file, f"{NOBODYS_WORDS[entry.why].in_lang(lang)}{unit}"
    for receipt in status.gone:
        yield receipt.file, words["gone"]
    for name in status.unused:
        yield name, words["unused"]


def _count(number: int) -> str:
    return str(number) if number else ""
