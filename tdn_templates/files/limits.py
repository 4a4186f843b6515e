"""The limits of reading: how large a returned file may be, and how long reading one may take."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Every limit is a setting; a refusal names the setting, the limit and the measured value.

    The defaults keep every real workbook that was met while they were chosen. `disk_bytes` is the file as it came.
    `unpacked_bytes` is the sum over the parts that are read; a part above `ratio_from_bytes` may be `ratio` times its
    packed size at most. `cells` (not empty), `merges` and `box_cells` count per sheet. A sheet whose used range is
    larger than `box_cells` is not refused but read cell by cell, which is slower and takes no memory for empty cells.
    `strings` counts the shared strings a workbook keeps, used or not; `text_bytes` is all text of the cells together,
    where a shared string counts each time it is used. `seconds` bound one
    file; `memory_bytes` is the address space of the process that reads, 0 for no bound (systems without such a bound
    ignore it). `text_file_bytes` and `pdf_pages` are for published annexes, which may come as text or PDF.
    """

    disk_bytes: int = 64 * MEBIBYTE
    unpacked_bytes: int = 256 * MEBIBYTE
    ratio: int = 250
    ratio_from_bytes: int = 10 * MEBIBYTE
    entries: int = 10_000
    sheets: int = 5_000
    cells: int = 2_000_000
    box_cells: int = 4_000_000
    merges: int = 500_000
    strings: int = 2_000_000
    text_bytes: int = 256 * MEBIBYTE
    seconds: float = 20.0
    memory_bytes: int = 2048 * MEBIBYTE
    text_file_bytes: int = 2 * MEBIBYTE
    pdf_pages: int = 300


DEFAULT_LIMITS = ReadLimits()

TEMPLATE_LIMITS = ReadLimits(disk_bytes=16 * MEBIBYTE, unpacked_bytes=64 * MEBIBYTE, entries=1_000)
"""For an office's own template: a page or two with perhaps a picture, never a book."""
