"""Read, write and compare time frames (thời gian thực hiện)."""

from tdn_templates.core.timeframes.ask import Obstacle, TimeQuestion, question_about
from tdn_templates.core.timeframes.compare import (
    FrameComparison,
    FrameRelation,
    compare_frames,
    is_reversed,
    outside_period,
)
from tdn_templates.core.timeframes.judge import TimeVerdict, judge, judge_alone
from tdn_templates.core.timeframes.read import read_day, read_time
from tdn_templates.core.timeframes.table import TimeTable, closed_up, time_table
from tdn_templates.core.timeframes.write import write_time

__all__ = [
    "FrameComparison",
    "FrameRelation",
    "Obstacle",
    "TimeQuestion",
    "TimeTable",
    "TimeVerdict",
    "closed_up",
    "compare_frames",
    "is_reversed",
    "judge",
    "judge_alone",
    "outside_period",
    "question_about",
    "read_day",
    "read_time",
    "time_table",
    "write_time",
]
