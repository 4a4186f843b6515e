"""Plans of several units compared with each other."""

from tdn_templates.core.overlaps.find import compare_plans
from tdn_templates.core.overlaps.wording import overlap_title, overlap_words, spot_words, work_name

__all__ = ["compare_plans", "overlap_title", "overlap_words", "spot_words", "work_name"]
