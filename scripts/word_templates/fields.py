"""The list of fields beside each template: what it must show and what it may leave out."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """`name` as the template writes it, what it is in Vietnamese and English; optional ones may be left out.

    What is no plain text says so: `flag` can only be tested, `each` is what a list holds ("text", or the name of its
    entries where that is not the list's without s), `holds` the parts of a record, `values` the only texts there are.
    `shown_in` are the kinds of row that must not lack the cell.
    """

    name: str
    vi: str
    en: str
    required: bool = True
    flag: bool = False
    each: str = ""
    holds: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    shown_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a template is for."""

    vi: str
    en: str


def fields_yaml(template: str, purpose: Purpose, fields: Iterable[Field]) -> str:
    lines = [f"# {{{{ fields }}}} that {template}.docx may use."]
    lines += ["purpose:", f'  vi: "{purpose.vi}"', f'  en: "{purpose.en}"', "fields:"]
    for field in fields:
        required = "yes" if field.required else "no"
        lines += [f"  - name: {field.name}", f'    required: "{required}"', *_nature(field)]
        lines += [f'    vi: "{field.vi}"', f'    en: "{field.en}"']
    return "\n".join(lines) + "\n"


def _nature(field: Field) -> Iterable[str]:
    if field.flag:
        yield '    flag: "yes"'
    if field.each:
        yield f"    each: {field.each}"
    for key, entries in (("holds", field.holds), ("values", field.values), ("shown_in", field.shown_in)):
        if entries:
            yield f"    {key}: [{', '.join(entries)}]"
