"""The list of counterparts in provinces.

counterparts:
  - central: bo-ngoai-giao      slug of a central body
    local: [Sở Ngoại vụ]        names of what answers for it in a province
    since: 2025-03-01           first day; always without
    remark: ...                 for people
"""

from tdn_templates.core.trace.counterparts import Counterpart
from tdn_templates.files.shipped import data_folder, read_folder
from tdn_templates.load.strict_yaml import read_entry
from tdn_templates.model.words import UnitSlug


def load_counterparts() -> tuple[Counterpart, ...]:
    return tuple(
        item
        for name, text in read_folder(data_folder("counterparts"), ".yaml").items()
        for item in read_counterparts(text, name)
    )


def read_counterparts(text: str, name: str) -> tuple[Counterpart, ...]:
    """Raises TdnError, naming file and line."""
    entry = read_entry(text, name)
    entry.only("sources", "counterparts")
    found: list[Counterpart] = []
    for item in entry.entries("counterparts"):
        item.only("central", "local", "since", "remark")
        item.require("central", "local")
        found.append(Counterpart(UnitSlug(item.text("central")), item.texts("local"), item.optional_date("since")))
    return tuple(found)
