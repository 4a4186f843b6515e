"""Everything the checks may look up: forms, programmes, units."""

from collections.abc import Mapping
from dataclasses import dataclass

from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.unit import Registry
from tdn_templates.model.words import ProgrammeCode


@dataclass(frozen=True, slots=True)
class Known:
    """`layouts` by name, `programmes` by code. `asked` are the lists that whoever runs this means, the highest first;
    they come first among `programmes`, those above them and others named beside them follow."""

    registry: Registry
    layouts: Mapping[str, WorkbookLayout]
    programmes: Mapping[str, Programme]
    asked: tuple[ProgrammeCode, ...] = ()
