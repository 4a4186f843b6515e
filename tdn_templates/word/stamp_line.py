"""The hidden line of a form that repeats its stamp, for programs that drop document properties."""

from dataclasses import fields

from tdn_templates.model.stamp import Stamp

STAMP_NAMES = tuple(part.name for part in fields(Stamp))
_NEEDED = frozenset({"layout", "programme"})


def stamp_line(stamp: tuple[tuple[str, str], ...]) -> str:
    """The stamp as one line, "name=value" joined by "; "."""
    return "; ".join(f"{name}={value}" for name, value in stamp)


def read_stamp_line(line: str) -> dict[str, str]:
    """What `stamp_line` wrote, by name; {} for any other text."""
    pairs = (part.partition("=") for part in line.split(";"))
    return stamp_parts({name.strip(): value.strip() for name, _, value in pairs})


def stamp_parts(pairs: dict[str, str]) -> dict[str, str]:
    """Those of the pairs that make a stamp; {} where there is none: other programs have a property "unit" too."""
    found = {name: pairs[name] for name in STAMP_NAMES if pairs.get(name)}
    return found if found.keys() >= _NEEDED else {}
