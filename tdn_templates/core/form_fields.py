"""What the Word annex of a form may use, when an office has given the form other columns."""

from dataclasses import replace

from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.template import TemplateField, TemplateFields

_FIRST = ("number", "text")


def form_fields(fields: TemplateFields, layout: WorkbookLayout) -> TemplateFields:
    """The fields of the annex that goes out with this form: its cells are the form's columns in Word."""
    in_word = {column.key: column for column in layout.columns if column.in_word or column.key in _FIRST}
    listed = {name for item in fields.fields if item.name == "columns" for name in item.holds}
    kept = [
        replace(item, holds=tuple(in_word)) if item.name == "columns" else item
        for item in fields.fields
        if item.name.removeprefix("row.") in in_word or item.name.removeprefix("row.") not in listed
    ]
    added = [TemplateField(f"row.{key}", column.title) for key, column in in_word.items() if key not in listed]
    return replace(fields, fields=(*kept, *added))
