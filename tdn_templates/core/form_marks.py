"""Marks that make a workbook recognisable as ours, known to writer and reader alike."""

STAMP_SHEET = "_tdn"
LISTS_SHEET = "_danh_muc"
LIVE_NAMES = "tdn_"
"""Begins every name that the live formulas of a form use."""

CHECKS_SHEET = "_kiem_tra"
STAMP_MARK = "tdn:stamp"
"""First cell of the hidden stamp sheet; the key/value pairs follow below it."""

KEY_MARK = "tdn:key"
"""First cell of the hidden row that names the columns; the row keys stand below it."""

PROPERTY_PREFIX = "tdn_"
"""Custom document properties carry the stamp under this prefix."""

REPORT_PROPERTY = f"{PROPERTY_PREFIX}report"
"""The custom property by which a report of ours says which one it is: it looks like a list of tasks and is none."""

NIL_MARK = "tdn:nil"
"""Stands in the hidden column of the line where a unit ticks that it has nothing to report."""

FORM_CODE_LABEL = "Mã biểu / Form code:"
"""Starts the visible line that repeats the stamp for people, and for programs that lose the hidden ones."""

FAULT_MARK = "tdn:faults"
"""First cell of the list of faults that stands first in a marked workbook: nothing of it is the sender's."""
