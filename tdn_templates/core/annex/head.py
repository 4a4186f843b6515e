"""What stands around the table: the title of the annex, which document it comes with, who issued that and when."""

from tdn_templates.core.annex.find import FoundTable, Search
from tdn_templates.model.annex import AnnexHead, Doubt
from tdn_templates.model.cell import RawWorkbook


def read_head(workbook: RawWorkbook, table: FoundTable, search: Search) -> tuple[AnnexHead, tuple[Doubt, ...]]:
    """The head, and what it leaves open."""
    return AnnexHead(), ()
