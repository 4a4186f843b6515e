"""The Word annex of one unit, with the same rows as its workbook."""

from collections.abc import Sequence

from tdn_templates.core.row_keys import band_key
from tdn_templates.model.form import Form, FormBand, FormRow
from tdn_templates.model.layout import Column, ColumnUse
from tdn_templates.model.words import Wording
from tdn_templates.word.annex import Annex, AnnexColumn, AnnexRow, RowKind

_FIRST = ("number", "text")


_TITLE = Wording("{title}{year} của {unit}", "{title}{year}: {unit}")
_SUBTITLE = Wording("(Thực hiện {title}, văn bản số {reference})", "(Carrying out {title}, document {reference})")


def unit_annex(form: Form) -> Annex:
    """What stands in the workbook's table stands here; own cells are left to be filled in by hand."""
    lang, year = form.lang, f" {form.stamp.period}" if form.stamp.period else ""
    columns = [form.layout.column(key) for key in _FIRST]
    columns += [column for column in form.layout.columns if column.in_word and column.key not in _FIRST]
    return Annex(
        title=_TITLE.in_lang(lang).format(title=form.layout.title.in_lang(lang), unit=form.unit.name, year=year),
        subtitle=_SUBTITLE.in_lang(lang).format(title=form.programme.title, reference=form.programme.reference),
        columns=tuple(AnnexColumn(column.key, column.title.in_lang(lang)) for column in columns),
        rows=tuple(_row(line, columns[len(_FIRST) :]) for line in form.lines),
        stamp=form.stamp.items(),
    )


def _row(line: FormBand | FormRow, columns: Sequence[Column]) -> AnnexRow:
    if isinstance(line, FormBand):
        kind = RowKind.GROUP if line.name == "group" else RowKind.BAND
        return AnnexRow(kind, line.title, key=band_key(line.name, line.group))
    cells = tuple(line.values.get(column.key, "") if column.use is ColumnUse.GIVEN else "" for column in columns)
    return AnnexRow(
        RowKind.TASK, line.values.get("text", ""), number=line.values.get("number", ""), cells=cells, key=line.key
    )
