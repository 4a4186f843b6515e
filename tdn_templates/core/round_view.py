"""The picture of a round: from a consolidation, what the HTML page and the sheets for people show."""

from tdn_templates.core.known import Known
from tdn_templates.core.round_charts import charts_of
from tdn_templates.core.round_matrix import entry_state, matrix_of, nobodys_tasks
from tdn_templates.core.round_time_line import time_line_of
from tdn_templates.model.consolidation import Consolidation
from tdn_templates.model.round import RoundStatus
from tdn_templates.model.round_view import CellState, RoundFacts, RoundView
from tdn_templates.model.words import State

_NOTHING_KNOWN = RoundFacts()


def round_view(consolidation: Consolidation, known: Known, facts: RoundFacts = _NOTHING_KNOWN) -> RoundView:
    """Without `facts` nobody is missing and nothing is said of days."""
    matrix = matrix_of(consolidation, known, facts.missing)
    entries = [entry for part in consolidation.parts for entry in part.plan]
    unread = tuple(verdict for verdict in consolidation.verdicts if verdict.unit is None)
    return RoundView(
        matrix=matrix,
        time_line=time_line_of(consolidation),
        charts=charts_of(consolidation, known, facts),
        units=len(matrix.rows),
        returns=len(consolidation.verdicts),
        missing=len(facts.missing),
        carried_out=len(entries),
        own=sum(entry.task is None for entry in entries),
        faulty=sum(
            entry_state(entry) is CellState.ERROR
            for part in consolidation.parts
            for entry in (*part.plan, *part.others)
        ),
        nobody=nobodys_tasks(matrix),
        unread=unread,
    )


def facts_of(status: RoundStatus) -> RoundFacts:
    """Who is missing and when returns came, from the status of a round: the day of each unit's first version."""
    missing = tuple(item.unit for item in status.units if item.state is State.NOT_RECEIVED)
    received = tuple(item.versions[0].received for item in status.units if item.versions)
    return RoundFacts(missing, received)
