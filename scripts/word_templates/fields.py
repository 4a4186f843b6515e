"""The list of fields beside each template: what it must show and what it may leave out."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """`name` as the template writes it, what it is in Vietnamese and English; optional ones may be left out."""

    name: str
    vi: str
    en: str
    required: bool = True


def fields_yaml(template: str, purpose: str, fields: Iterable[Field]) -> str:
    lines = [f"# {purpose}: {{{{ fields }}}} that {template}.docx may use.", "fields:"]
    for field in fields:
        required = "yes" if field.required else "no"
        lines += [f"  - name: {field.name}", f'    required: "{required}"']
        lines += [f'    vi: "{field.vi}"', f'    en: "{field.en}"']
    return "\n".join(lines) + "\n"
