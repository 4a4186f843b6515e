"""Change single parts of somebody's workbook and leave every other byte of it alone."""
