"""Builds the Word templates of templates/, each with its text image and its list of fields.

    python scripts/make_word_templates.py [FOLDER]

The same script gives the same bytes. Layout: Nghị định 30/2020/NĐ-CP, Phụ lục I and III, and the habits of offices for
wide tables (landscape, repeated heading row, rows kept whole, agency columns of 35 mm and more). What is built stands
in scripts/word_templates/.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from word_templates.annex import ANNEXES, annex_docx, annex_fields
from word_templates.fields import fields_yaml
from word_templates.letters import (
    REMINDER,
    REMINDER_FIELDS,
    REMINDER_PURPOSE,
    REQUEST,
    REQUEST_FIELDS,
    REQUEST_PURPOSE,
    UNIT_REMINDER,
    UNIT_REMINDER_FIELDS,
    UNIT_REMINDER_PURPOSE,
    reminder_docx,
    request_docx,
    unit_reminder_docx,
)
from word_templates.report import REPORT, REPORT_FIELDS, REPORT_PURPOSE, report_docx
from word_templates.trace import TRACE, TRACE_FIELDS, TRACE_PURPOSE, trace_docx

from tdn_templates.word.template_text import template_text


def files() -> dict[str, bytes]:
    """File name to content, for every template."""
    made: dict[str, bytes] = {}
    for name, content, fields in _templates():
        made[f"{name}.docx"] = content
        made[f"{name}.docx.txt"] = template_text(content).encode("utf-8")
        made[f"{name}.fields.yaml"] = fields.encode("utf-8")
    return made


def _templates() -> Iterator[tuple[str, bytes, str]]:
    for annex in ANNEXES:
        yield annex.name, annex_docx(annex), annex_fields(annex)
    yield REQUEST, request_docx(), fields_yaml(REQUEST, REQUEST_PURPOSE, REQUEST_FIELDS)
    yield REMINDER, reminder_docx(), fields_yaml(REMINDER, REMINDER_PURPOSE, REMINDER_FIELDS)
    yield UNIT_REMINDER, unit_reminder_docx(), fields_yaml(UNIT_REMINDER, UNIT_REMINDER_PURPOSE, UNIT_REMINDER_FIELDS)
    yield REPORT, report_docx(), fields_yaml(REPORT, REPORT_PURPOSE, REPORT_FIELDS)
    yield TRACE, trace_docx(), fields_yaml(TRACE, TRACE_PURPOSE, TRACE_FIELDS)


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else Path(__file__).parents[1] / "templates"
    for name, content in files().items():
        (folder / name).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
