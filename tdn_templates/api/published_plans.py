"""Make a list of tasks from a published plan: any annex that can be imported, traced to the list it came from."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tdn_templates.api.tracing import trace
from tdn_templates.core.annex.programme import annex_programme
from tdn_templates.core.annex.unclear_cells import unclear_cells
from tdn_templates.core.known import Known
from tdn_templates.core.traced_list import choices_of_plan, traced_list
from tdn_templates.load.lists import Lists
from tdn_templates.model.draft import ListDraft


@dataclass(frozen=True, slots=True)
class PublishedPlan:
    """What a person says of a published plan: whose it is (None: its issuer), the file of decisions about rows in
    doubt, and which table of the file holds it, from 1; the day of issue (None: what the document says) and the period
    (None: that of the list it carries out)."""

    unit: str | None = None
    decisions: Path | None = None
    table: int | None = None
    issued_on: date | None = None
    first: date | None = None
    last: date | None = None


def published_list(
    plan: Path, published: PublishedPlan, programme: Lists, known: Known, templates: Path | None
) -> ListDraft:
    """The rows of the plan with what they carry out of the list; open questions stand beside them.

    `known` was loaded for `programme`. Raises TdnError for a file without a list of tasks, and when it is not known
    whose plan it is.
    """
    said = published
    traced = trace(
        plan, unit=said.unit, programme=programme, decisions=said.decisions, table=said.table, templates=templates
    ).trace
    choices = choices_of_plan(traced.annex, traced.unit, traced.programme, known)
    choices = replace(
        choices,
        issued_on=said.issued_on,
        first=said.first or choices.first,
        last=said.last or choices.last,
    )
    draft = traced_list(annex_programme(traced.annex, known.registry, choices, traced.unit.slug), traced)
    return replace(draft, unsure=(*draft.unsure, *unclear_cells(draft, known.registry)))
