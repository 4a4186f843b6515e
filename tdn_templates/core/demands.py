"""What an office asks of a check beside the rules."""

from dataclasses import dataclass
from datetime import date

from tdn_templates.model.register import Register
from tdn_templates.model.settings import Waiver


@dataclass(frozen=True, slots=True)
class Demands:
    """Waivers as of the day `on`, and the register of issued forms.

    `register` None means that no register is at hand; then the programme itself is the base.
    """

    waivers: tuple[Waiver, ...] = ()
    on: date = date.min
    register: Register | None = None


NO_DEMANDS = Demands()
