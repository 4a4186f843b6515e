"""Returns of one merge held against each other and against what was issued."""

from tdn_templates.core.conflicts.find import find_conflicts

__all__ = ["find_conflicts"]
