"""The status of a round as JSON for programs: round_status.schema.json."""

from tdn_templates.model.round import RoundStatus, UnitStatus, Version
from tdn_templates.report.json_pieces import dump

ROUND_SCHEMA = "tdn-round-status-1"


def round_json(status: RoundStatus) -> str:
    """Every unit with its versions in the order of arrival; a word of no language where a value will do."""
    return dump(
        {
            "schema": ROUND_SCHEMA,
            "round": status.setup.code,
            "title": status.setup.title,
            "form": status.setup.form,
            "deadline": status.setup.deadline.isoformat(),
            "counted_on": status.counted_on.isoformat(),
            "states": {state.value: count for state, count in status.counts.items()},
            "units": [_unit(entry) for entry in status.units],
            "nobodys": [
                {"file": entry.file, "why": entry.why, "unit": entry.unit.slug if entry.unit else None}
                for entry in status.nobodys
            ],
            "gone": [
                {"file": item.file, "sha256": item.sha256, "received": item.seen.isoformat()} for item in status.gone
            ],
            "unused": list(status.unused),
        }
    )


def _unit(entry: UnitStatus) -> dict[str, object]:
    change = entry.change
    return {
        "slug": entry.unit.slug,
        "name": entry.unit.name,
        "state": entry.state,
        "days_late": entry.days_late,
        "counting": entry.versions.index(entry.counting) if entry.counting is not None else None,
        "why": entry.why,
        "change": None
        if change is None
        else {"cells": change.cells, "fixed": change.fixed, "still_there": change.still_there, "new": change.new},
        "versions": [_version(version) for version in entry.versions],
    }


def _version(version: Version) -> dict[str, object]:
    return {
        "file": version.file,
        "sha256": version.sha256,
        "received": version.received.isoformat(),
        "state": version.state,
        "errors": version.errors,
        "warnings": version.warnings,
        "notes": version.notes,
    }
