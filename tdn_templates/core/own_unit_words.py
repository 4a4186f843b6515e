"""What is said about a table of an office's own units: its unclear rows, and what was made of it."""

from collections.abc import Sequence

from tdn_templates.core.own_unit_names import own_slug
from tdn_templates.core.own_unit_rows import OwnUnitTable, RowDoubt, Why
from tdn_templates.core.table_text import TableText
from tdn_templates.errors import TdnError
from tdn_templates.model.words import Wording

_SHOWN = 20


def unclear_rows(file: str, doubts: Sequence[RowDoubt]) -> TdnError:
    """All of them at once, each with its cell; many of them are shown by the first."""
    shown = [_doubt_words(doubt) for doubt in doubts[:_SHOWN]]
    more = "; …" if len(doubts) > _SHOWN else ""
    return TdnError(
        f"{file}: {len(doubts)} dòng chưa rõ: {'; '.join(words.vi for words in shown)}{more}.",
        f"{file}: {len(doubts)} unclear row(s): {'; '.join(words.en for words in shown)}{more}.",
        hint_vi="Sửa các ô này, hoặc xóa dòng không phải đơn vị, rồi chạy lại; chưa ghi tệp nào.",
        hint_en="Mend these cells, or delete rows that are no units, and run again; nothing was written.",
    )


def no_units(file: str, table: OwnUnitTable) -> TdnError:
    if table.known:
        return TdnError(
            f"Cả {len(table.known)} tên trong “{file}” đã có trong danh mục đơn vị.",
            f'All {len(table.known)} names of "{file}" are in the registry already.',
            hint_vi="Không cần tệp đơn vị riêng; dùng luôn bảng này với tdn init --units.",
            hint_en="No file of own units is needed; give the table to tdn init --units.",
        )
    return TdnError(
        f"“{file}” không có dòng nào nêu tên đơn vị.",
        f'"{file}" has no row that names a unit.',
        hint_vi="Mỗi dòng ghi tên đơn vị và bộ, tỉnh của đơn vị; hoặc nêu bộ, tỉnh đó bằng --parent.",
        hint_en="A row has the name of a unit and that of its ministry or province, or give the latter with --parent.",
    )


def made_words(table: OwnUnitTable) -> tuple[Wording, ...]:
    """What was made, and what was left out."""
    count, bodies = len(table.units), len({unit.parent.slug for unit in table.units})
    words = [
        Wording(f"{count} đơn vị của {bodies} bộ, tỉnh.", f"Units: {count}, of ministries and provinces: {bodies}.")
    ]
    if table.known:
        names = _shown(table.known)
        words.append(
            Wording(
                f"{len(table.known)} tên đã có trong danh mục nên không ghi: {names}.",
                f"{len(table.known)} name(s) left out, which the registry has: {names}.",
            )
        )
    if table.head:
        rows = ", ".join(map(str, table.head[:_SHOWN]))
        words.append(Wording(f"Dòng được hiểu là tiêu đề: {rows}.", f"Rows taken for headings: {rows}."))
    alike = [unit.cell for unit in table.units if unit.slug != own_slug(unit.name, unit.parent)]
    if alike:
        words.append(
            Wording(
                f"Tên chỉ khác tên khác ở dấu, cần xem có viết sai không: {_shown(alike)}.",
                f"Names that differ from others in their marks alone, to be looked at: {_shown(alike)}.",
            )
        )
    if table.codes_left_out is not None:
        place = table.codes_left_out.place
        words.append(
            Wording(
                f"Không ghi mã (cột của ô {place}): mã không đều số chữ số, hoặc trùng nhau.",
                f"Codes are left out (column of {place}): their lengths differ, or some are equal.",
            )
        )
    return tuple(words)


def _shown(cells: Sequence[TableText]) -> str:
    return "; ".join(_quoted(cell) for cell in cells[:_SHOWN]) + ("; …" if len(cells) > _SHOWN else "")


def _quoted(cell: TableText) -> str:
    return f"{cell.place} “{cell.text}”"


def _doubt_words(doubt: RowDoubt) -> Wording:
    cell = _quoted(doubt.cell)
    other = _quoted(doubt.other) if doubt.other is not None else ""
    wrong = _WRONG[doubt.why]
    return Wording(wrong.vi.format(cell=cell, other=other), wrong.en.format(cell=cell, other=other))


_WRONG = {
    Why.NO_PARENT: Wording(
        "{cell} không có bộ, tỉnh trong dòng (ghi vào một ô cùng dòng, hoặc dùng --parent)",
        "{cell} has no ministry or province in its row (write it into a cell of the row, or use --parent)",
    ),
    Why.PARENT_UNKNOWN: Wording(
        "{cell} không phải tên bộ, tỉnh trong danh mục (tra bằng tdn units --find)",
        "{cell} is no ministry or province of the registry (look it up with tdn units --find)",
    ),
    Why.TWO_PARENTS: Wording(
        "{cell} có hai bộ, tỉnh trong dòng, cũng ở {other} (chỉ giữ cấp trên trực tiếp)",
        "{cell} has two ministries or provinces in its row, also in {other} (keep the one it belongs to)",
    ),
    Why.OTHER_PARENT: Wording(
        "{cell} nêu bộ, tỉnh khác đơn vị ở --parent (bỏ --parent, hoặc sửa ô, xóa dòng)",
        "{cell} names another body than --parent (leave out --parent, mend the cell, or delete the row)",
    ),
    Why.NO_NAME: Wording(
        "{cell} đứng trong dòng không có tên đơn vị (ghi tên, hoặc xóa dòng)",
        "{cell} stands in a row without the name of a unit (write the name, or delete the row)",
    ),
    Why.NO_UNIT_NAME: Wording(
        "{cell} không giống tên đơn vị (nếu là đơn vị, ghi bộ, tỉnh vào một ô cùng dòng)",
        "{cell} is not like the name of a unit (if it is one, write its body into a cell of the row)",
    ),
    Why.REPEATED: Wording(
        "{cell} trùng với {other} trong cùng một bộ, tỉnh (giữ một dòng)",
        "{cell} is the same unit of the same body as {other} (keep one row)",
    ),
}
"""Where it is, what is wrong, and the remedy."""
