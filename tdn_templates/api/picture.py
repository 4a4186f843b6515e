"""The picture of a round at any moment: what has come in so far, who is missing and to be chased, as one page."""

from dataclasses import replace

from tdn_templates.api.merging import target_list
from tdn_templates.api.round_checking import RoundCheck
from tdn_templates.api.settling import settle
from tdn_templates.api.shared import first_list
from tdn_templates.core.merge import consolidate
from tdn_templates.core.round_view import facts_of, round_view
from tdn_templates.model.words import Lang, State


def round_picture(check: RoundCheck, lang: Lang) -> bytes:
    """The page of a round as it stands, faulty returns marked as in a draft; nothing needs to have come in yet.

    The same page `merge` writes, with where every unit stands, whom to chase, files that belong to nobody, and the days
    on which returns came. Raises TdnError where returns are of different forms or years.
    """
    from tdn_templates.report.round_page import round_page_html

    validation = check.counting
    known = validation.checking.known
    readable = [verdict for verdict in validation.verdicts if verdict.state is not State.REJECTED]
    if readable:
        known = known.of(verdict.submission.stamp for verdict in validation.verdicts)
    programme = target_list(readable, known, None) if readable else first_list(known)
    merged = consolidate(validation.verdicts, known, programme, draft=True)
    found, batch = settle(merged, known, None).result.conflicts, validation.batch_findings
    view = round_view(merged, known, facts_of(check.status))
    # the page says "draft" of faulty returns that were merged all the same
    shown = replace(merged, draft=any(verdict.has_errors for verdict in readable))
    page = round_page_html(view, shown, batch, validation.rulebook, lang, conflicts=found, standing=check.status)
    return page.encode()
