"""The Word annex of one unit, with the same rows as its workbook."""

from tdn_templates.core.row_keys import band_key
from tdn_templates.model.form import Form, FormBand, FormRow
from tdn_templates.word.annex import Annex, AnnexColumn, AnnexRow, RowKind

TEMPLATE = "phu-luc-don-vi.docx"
_CELLS = ("lead", "supporting", "time", "treatment", "own_lead", "own_supporting", "own_time", "note")


def unit_annex(form: Form) -> Annex:
    """What stands in the workbook's table stands here; own cells are left to be filled in by hand."""
    titles = {column.key: column.title.vi for column in form.layout.columns}
    columns = [AnnexColumn("number", titles["number"]), AnnexColumn("text", titles["text"])]
    columns += [AnnexColumn(key, titles[key]) for key in _CELLS]
    return Annex(
        title=f"{form.layout.title.vi} của {form.unit.name}",
        subtitle=f"(Thực hiện {form.programme.title}, văn bản số {form.programme.reference})",
        columns=tuple(columns),
        rows=tuple(_row(line) for line in form.lines),
        stamp=form.stamp.items(),
    )


def _row(line: FormBand | FormRow) -> AnnexRow:
    if isinstance(line, FormBand):
        kind = RowKind.GROUP if line.name == "group" else RowKind.BAND
        return AnnexRow(kind, line.title, key=band_key(line.name, line.group))
    given = ("lead", "supporting", "time")
    cells = tuple(line.values.get(key, "") if key in given else "" for key in _CELLS)
    return AnnexRow(
        RowKind.TASK, line.values.get("text", ""), number=line.values.get("number", ""), cells=cells, key=line.key
    )
