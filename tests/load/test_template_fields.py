"""What a template may use is read as it stands; a list that contradicts itself is refused by name and line."""

from pathlib import Path

import pytest

from tdn_templates.core.form_fields import form_fields
from tdn_templates.errors import TdnError
from tdn_templates.load.knowledge import load_layouts, load_template_fields
from tdn_templates.load.layouts import read_layout
from tdn_templates.load.template_fields import read_template_fields
from tdn_templates.model.template import TemplateField
from tdn_templates.model.words import Wording

TEXT = """
purpose: {vi: Để in, en: To print}
fields:
  - {name: title, required: "yes", vi: Tiêu đề, en: Title}
  - {name: draft, flag: "yes", vi: Dự thảo, en: Draft}
  - {name: notes, each: text, vi: Ghi chú, en: Notes}
  - {name: columns, holds: [lead], vi: Cột, en: Columns}
  - {name: rows, vi: Dòng, en: Rows}
  - {name: row.kind, values: [task, unit], vi: Loại, en: Kind}
  - {name: row.lead, required: "yes", shown_in: [task], vi: Chủ trì, en: Lead}
"""


def test_every_key_is_read() -> None:
    fields = read_template_fields(TEXT, "mau.fields.yaml")
    title, draft, notes, columns, rows, kind, lead = fields.fields
    assert (fields.template, fields.purpose) == ("mau", Wording("Để in", "To print"))
    assert title == TemplateField("title", Wording("Tiêu đề", "Title"), required=True)
    assert (draft.is_flag, draft.required, notes.each, columns.holds) == (True, False, "text", ("lead",))
    assert (rows.each, kind.values, lead.shown_in) == ("row", ("task", "unit"), ("task",))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("holds:", "hold:", 'Did you mean "holds"'),
        ('flag: "yes"', "flag: true", 'does not take "true"'),
        ("each: text", "each: cell", 'no field "cell.…"'),
        ("purpose: {vi: Để in, en: To print}", "", '"purpose" is missing'),
        ("vi: Dòng, ", "", '"vi" is missing'),
    ],
)
def test_a_list_that_is_wrong_is_refused(old: str, new: str, complaint: str) -> None:
    assert TEXT.count(old) == 1
    with pytest.raises(TdnError, match=r"mau\.fields\.yaml, line") as refused:
        read_template_fields(TEXT.replace(old, new), "mau.fields.yaml")
    assert complaint in str(refused.value)


def test_every_template_has_its_list_and_says_what_it_is_for() -> None:
    templates = sorted((Path(__file__).parents[2] / "templates").glob("*.docx"))
    assert len(templates) >= 4
    for template in templates:
        fields = load_template_fields(template.name)
        assert fields.template == template.stem
        assert fields.purpose.vi != fields.purpose.en


def test_the_annex_of_a_changed_form_may_use_the_columns_of_that_form() -> None:
    listed = load_template_fields("phu-luc-don-vi.docx")
    plan = load_layouts()["plan"]
    assert form_fields(listed, plan) == listed
    text = (Path(__file__).parents[2] / "templates" / "plan.workbook.yaml").read_text(encoding="utf-8")
    other = read_layout(text.replace("key: note", "key: budget"), "plan.workbook.yaml")
    names = {item.name: item for item in form_fields(listed, other).fields}
    assert "row.note" not in names
    assert (names["row.budget"].required, names["columns"].holds[-1]) == (False, "budget")
    assert names["row.marked"].is_flag
