"""The rules that more than one cell decides: a module per family, a function per code."""
