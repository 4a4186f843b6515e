"""Everything the checks may look up: forms, programmes, units."""

from collections.abc import Mapping
from dataclasses import dataclass

from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.programme import Programme
from tdn_templates.model.unit import Registry


@dataclass(frozen=True, slots=True)
class Known:
    """`layouts` by name, `programmes` by code."""

    registry: Registry
    layouts: Mapping[str, WorkbookLayout]
    programmes: Mapping[str, Programme]
