"""One hash of everything that decides about a return: two runs with the same one come to the same verdicts."""

import hashlib
from collections.abc import Iterator, Mapping
from collections.abc import Set as AnySet
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

from tdn_templates.core.checker import Basis
from tdn_templates.model.register import Register


def fingerprint(basis: Basis, program: str) -> str:
    """64 hexadecimal digits. `program` says which program reads and checks.

    The day counts only where it decides: a waiver that stands is another thing from one that has ended, and of two
    days that agree on every waiver one is as good as the other.
    """
    demands = basis.demands
    standing = tuple((waiver, demands.on <= waiver.expires) for waiver in demands.waivers)
    decides = (
        program,
        basis.known,
        basis.rulebook,
        standing,
        demands.register is None,
        tuple(_issued(demands.register)),
        basis.assumed,
    )
    return _digest(decides)


def _issued(register: Register | None) -> Iterator[tuple[object, ...]]:
    """The forms of the register; what is given is one object for all forms that have the same."""
    digests: dict[int, str] = {}
    for form in register.forms.values() if register is not None else ():
        if id(form.given) not in digests:
            digests[id(form.given)] = _digest(form.given)
        yield form.stamp, form.file, form.sha256, form.made_with, digests[id(form.given)]


def _digest(value: object) -> str:
    digest = hashlib.sha256()
    for piece in _pieces(value):
        digest.update(piece.encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()


def _pieces(value: object) -> Iterator[str]:
    """The value as a sequence of texts that is the same in every process: sets in order, no addresses.

    Raises TypeError for what has no such spelling, so that nothing that decides is left out unnoticed.
    """
    match value:
        case str() | None | bool() | int() | float() | Enum() | date():
            yield _single(value)
        case Mapping():
            yield f"{{{len(value)}"
            yield from (piece for pair in value.items() for part in pair for piece in _pieces(part))
        case tuple() | list():
            yield f"[{len(value)}"
            yield from (piece for item in value for piece in _pieces(item))
        case AnySet():
            yield f"({len(value)}"
            yield from sorted("\1".join(_pieces(item)) for item in value)
        case _ if is_dataclass(value):
            yield type(value).__name__
            parts = (getattr(value, part.name) for part in fields(value) if part.compare)
            yield from (piece for part in parts for piece in _pieces(part))
        case _:
            raise TypeError(f"{type(value).__name__} has no fingerprint")


def _single(value: str | float | Enum | date | None) -> str:
    match value:
        case Enum():
            return f"{type(value).__name__}.{value.name}"
        case str():
            return f"'{value}"
        case date():
            return value.isoformat()
        case _:
            return repr(value)
