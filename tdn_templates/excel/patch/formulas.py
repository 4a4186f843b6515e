"""Take a formula out of a sheet without breaking those that were written as copies of it."""

from openpyxl.formula.translate import Translator

from tdn_templates.core.cell_names import cell_name
from tdn_templates.excel.patch.cells import Address, SheetCells
from tdn_templates.excel.patch.xml import Node, child


def has_formula(cell: Node) -> bool:
    return child(cell, "f") is not None


def forget_results(cells: SheetCells, mark: str) -> None:
    """Take the stored results of formulas that hold this mark: what they looked at has changed, and a program that
    finds no result works it out when it opens the file."""
    for _, cell in cells.all():
        formula = child(cell, "f")
        if formula is not None and mark in (formula.text or ""):
            result = child(cell, "v")
            if result is not None:
                cell.remove(result)
            cell.attrib.pop("t", None)


def release_followers(cells: SheetCells, address: Address) -> None:
    """Write out the formulas that refer to the one in this cell, if it is the first of a shared formula."""
    first = cells.find(address)
    formula = None if first is None else child(first, "f")
    if formula is None or formula.get("t") != "shared" or not formula.text:
        return
    for at, cell in cells.all():
        follower = child(cell, "f")
        if follower is None or follower is formula or follower.get("si") != formula.get("si"):
            continue
        if follower.get("t") == "shared" and not follower.text:
            translated = Translator(f"={formula.text}", cell_name(*address)).translate_formula(cell_name(*at))
            follower.text = translated.removeprefix("=")
            for name in ("t", "si", "ref"):
                follower.attrib.pop(name, None)
