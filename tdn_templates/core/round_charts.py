"""Figures for the charts of a round: returns by state, tasks by status, tasks per lead, returns over time."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from tdn_templates.core.known import Known
from tdn_templates.core.round_matrix import entry_state, state_words
from tdn_templates.core.wording import STATE_WORDS
from tdn_templates.model.consolidation import Consolidation
from tdn_templates.model.mention import Mention
from tdn_templates.model.round_view import CellState, Chart, ChartKey, Figure, RoundFacts
from tdn_templates.model.words import State, Wording

MOST_LEADS = 20
"""Bars of the chart of leads; the others are one more bar."""

_MOST_DAYS = 31
"""RoundFacts on more days than these are counted by month."""

_BETWEEN_LEADS = re.compile(r"[;\n]+")
_OTHERS = Wording("Các đơn vị khác", "Others")
_NOBODY = Wording("Chưa có đơn vị chủ trì", "No lead named")


def charts_of(consolidation: Consolidation, known: Known, facts: RoundFacts) -> tuple[Chart, ...]:
    """Every chart there is something to show in."""
    charts = (
        Chart(ChartKey.STATES, tuple(_states(consolidation, facts))),
        Chart(ChartKey.STATUS, tuple(_status(consolidation))),
        Chart(ChartKey.LEADS, tuple(_leads(consolidation, known))),
        Chart(ChartKey.ARRIVALS, tuple(_arrivals(facts.received))),
    )
    return tuple(chart for chart in charts if chart.figures)


def _states(consolidation: Consolidation, facts: RoundFacts) -> Iterator[Figure]:
    counts = Counter(verdict.state for verdict in consolidation.verdicts)
    counts[State.NOT_RECEIVED] += len(facts.missing)
    for state in State:
        if counts[state]:
            yield Figure(_begun(STATE_WORDS[state]), counts[state], state.value)


def _status(consolidation: Consolidation) -> Iterator[Figure]:
    """Rows of all returns, inherited and added, each once."""
    counts = Counter(entry_state(entry) for part in consolidation.parts for entry in (*part.plan, *part.others))
    words = state_words(consolidation.layout)
    for state in CellState:
        if counts[state]:
            yield Figure(words[state], counts[state], state.value)


def _leads(consolidation: Consolidation, known: Known) -> Iterator[Figure]:
    """Tasks per lead: those that one unit's plan names, or those of the list where several units are merged."""
    if len(consolidation.parts) == 1 and "lead" in consolidation.fields:
        named = [_split(entry.fields["lead"].text) for entry in consolidation.parts[0].plan]
    else:
        named = [_list_leads(task.lead.mentions, known) for task in consolidation.programme.tasks]
    counts = Counter(name for names in named for name in dict.fromkeys(names))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    for name, count in ordered[:MOST_LEADS]:
        yield Figure(Wording(name, name), count)
    if rest := sum(count for _, count in ordered[MOST_LEADS:]):
        yield Figure(_OTHERS, rest)
    if nobody := sum(not names for names in named):
        yield Figure(_NOBODY, nobody, CellState.OPEN.value)


def _split(lead: str) -> list[str]:
    return [name for part in _BETWEEN_LEADS.split(lead) if (name := part.strip(" .,"))]


def _list_leads(mentions: Sequence[Mention], known: Known) -> list[str]:
    """A unit by its name in the registry, anything else as printed."""
    names = []
    for mention in mentions:
        unit = known.registry.find(mention.unit) if mention.unit is not None else None
        names.append(unit.name if unit is not None else mention.text[:1].upper() + mention.text[1:])
    return names


def _arrivals(received: Sequence[date]) -> Iterator[Figure]:
    """One bar for each day on which returns came; by month where these are too many."""
    days = Counter(received)
    if len(days) <= _MOST_DAYS:
        for day in sorted(days):
            yield Figure(Wording(f"{day:%d/%m/%Y}", day.isoformat()), days[day])
        return
    months = Counter((day.year, day.month) for day in received)
    for (year, month), count in sorted(months.items()):
        yield Figure(Wording(f"{month:02}/{year}", f"{year}-{month:02}"), count)


def _begun(wording: Wording) -> Wording:
    """As the beginning of a line."""
    return Wording(wording.vi[:1].upper() + wording.vi[1:], wording.en[:1].upper() + wording.en[1:])
