"""Everything a return is checked with, and the check itself: from the cells of a file to the verdict as it is kept."""

from dataclasses import dataclass, field

from tdn_templates.core.demands import NO_DEMANDS, Demands
from tdn_templates.core.interpret import interpret
from tdn_templates.core.kept_verdict import encode_verdict
from tdn_templates.core.known import Known
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.validate import Validator
from tdn_templates.model.cell import RawWorkbook, Unreadable
from tdn_templates.model.stamp import Stamp
from tdn_templates.model.submission import SourceFile


@dataclass(frozen=True, slots=True)
class Basis:
    """What decides about a return. `assumed` stands for the stamp of a file that has none."""

    known: Known
    rulebook: Rulebook
    demands: Demands = NO_DEMANDS
    assumed: Stamp | None = None


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks one return after the other on one basis."""

    basis: Basis
    validator: Validator = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        basis = self.basis
        object.__setattr__(self, "validator", Validator(basis.known, basis.rulebook, basis.demands))

    def check(self, workbook: RawWorkbook | Unreadable, name: str, sha256: str) -> bytes:
        """The verdict as core.kept_verdict encodes it."""
        basis = self.basis
        kind = workbook.format if isinstance(workbook, RawWorkbook) else ""
        submission = interpret(workbook, SourceFile(name, sha256, kind), basis.known, basis.assumed)
        return encode_verdict(self.validator.verdict(submission), basis.known)
