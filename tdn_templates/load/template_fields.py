"""Load what a Word template may use (templates/NAME.fields.yaml).

purpose: {vi: ..., en: ...}
fields:
  - name: rows            a list, as there are fields named row.…
    required: "yes"       the template has to show it
    vi: ...
    en: ...
  - name: remarks
    each: text            a list of plain texts
  - name: draft
    flag: "yes"           can be tested ({% if draft %}), not printed
  - name: columns
    holds: [lead, time]   columns.lead, columns.time
  - name: row.kind
    values: [task, unit]  the only texts there are
  - name: row.lead
    shown_in: [task]      entries of this kind have to print it
"""

from tdn_templates.load.layouts import wording
from tdn_templates.load.strict_yaml import Entry, read_entry
from tdn_templates.model.template import TemplateField, TemplateFields
from tdn_templates.model.words import Wording

_FIELD_KEYS = ("name", "required", "flag", "each", "holds", "values", "shown_in", "vi", "en")
_TEXT = "text"
ENDING = ".fields.yaml"


def read_template_fields(text: str, name: str) -> TemplateFields:
    """Raises TdnError, naming file and line."""
    entry = read_entry(text, name)
    entry.only("purpose", "fields")
    fields = entry.entries("fields")
    singles = {field.text("name").partition(".")[0] for field in fields if "." in field.text("name")}
    return TemplateFields(
        template=name.removesuffix(ENDING),
        purpose=wording(entry.entry("purpose")),
        fields=tuple(_field(field, singles) for field in fields),
    )


def _field(entry: Entry, singles: set[str]) -> TemplateField:
    """`singles` are the names before a dot: `row` makes a list of the field `rows`."""
    entry.only(*_FIELD_KEYS)
    name = entry.text("name")
    last = name.rpartition(".")[2]
    by_name = last[:-1] if last.endswith("s") and last[:-1] in singles else ""
    each = entry.optional_text("each") or by_name
    if each not in ("", _TEXT, *singles):
        entry.fail(f'không có trường nào tên "{each}.…".', f'there is no field "{each}.…".', key="each")
    return TemplateField(
        name=name,
        meaning=Wording(entry.text("vi"), entry.text("en")),
        required=_is_yes(entry, "required"),
        is_flag=_is_yes(entry, "flag"),
        each=each,
        holds=entry.texts("holds"),
        values=entry.texts("values"),
        shown_in=entry.texts("shown_in"),
    )


def _is_yes(entry: Entry, key: str) -> bool:
    return bool(entry.optional_text(key)) and entry.one_of(key, ("yes", "no")) == "yes"
