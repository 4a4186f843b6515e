"""Whether the time frames of a lead and of who supports it fit together."""

from tdn_templates.core.timeframes import FrameRelation, compare_frames
from tdn_templates.model.overlap import OverlapKind
from tdn_templates.model.programme import Programme
from tdn_templates.model.timeframe import TimeFrame


def times_at_odds(support: TimeFrame, lead: TimeFrame, programme: Programme) -> OverlapKind | None:
    """None where they fit, and where one of them has no days."""
    found = compare_frames(support, lead, period_first=programme.first, period_last=programme.last)
    if found.relation is FrameRelation.UNKNOWN:
        return None
    if found.apart:
        return OverlapKind.TIMES_APART
    if found.ends_later or found.recurs_beyond:
        return OverlapKind.SUPPORT_ENDS_LATER
    return OverlapKind.LEAD_ENDS_LATER if found.ends_earlier else None
