"""Who has to do what (giao nhiệm vụ)."""

from dataclasses import dataclass

from tdn_templates.model.task import Task
from tdn_templates.model.words import Binding, Role, UnitSlug


@dataclass(frozen=True, slots=True)
class Assignment:
    """The strongest way in which the printed cells bind one unit to one task."""

    task: Task
    unit: UnitSlug
    role: Role
    binding: Binding
