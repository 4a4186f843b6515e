"""Prefilled workbooks, checked returns and merged annexes for task programmes (thông tin đối ngoại, TDN)."""
