"""Read, write and compare time frames (thời gian thực hiện)."""

from tdn_templates.core.timeframes.compare import (
    FrameComparison,
    FrameRelation,
    compare_frames,
    is_reversed,
    outside_period,
)
from tdn_templates.core.timeframes.read import read_time
from tdn_templates.core.timeframes.write import write_time

__all__ = [
    "FrameComparison",
    "FrameRelation",
    "compare_frames",
    "is_reversed",
    "outside_period",
    "read_time",
    "write_time",
]
