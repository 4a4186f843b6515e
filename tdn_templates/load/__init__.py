"""Reading our own data files: programmes, units, layouts, rules."""
