"""The sheet "Biểu đồ": a small table of figures for each chart, and a native chart beside it."""

from collections.abc import Sequence

from tdn_templates.core.cell_text import fit_cell
from tdn_templates.core.clean_text import clean_text
from tdn_templates.core.round_view_words import CHART_WORDS
from tdn_templates.excel.book import Book, Sheet
from tdn_templates.excel.picture_styles import BAR_COLOURS, BAR_COMMON, GRID, HEAD, TITLE
from tdn_templates.model.round_view import Chart, ChartKey

_LABEL_WIDTH, _COUNT_WIDTH = 42.0, 10.0
_CHART_COLUMN = 4
_CHART_WIDTH, _PIXELS_OF_BAR, _PIXELS_AROUND = 620, 24, 90
_PIXELS_OF_ROW = 20
_FEWEST_ROWS = 12
"""Room for the smallest chart: the next table begins below it."""


def add_chart_sheet(book: Book, charts: Sequence[Chart]) -> None:
    """The charts go by the tables, so a figure that somebody corrects moves its bar."""
    sheet = book.add_sheet("Biểu đồ")
    sheet.set_width(1, _LABEL_WIDTH)
    sheet.set_width(2, _COUNT_WIDTH)
    row = 1
    for chart in charts:
        row = _write_chart(book, sheet, row, chart)
    raw = sheet.raw
    raw.set_portrait()
    raw.set_paper(9)
    raw.fit_to_pages(1, 1)
    raw.set_footer("&C&P/&N")


def _write_chart(book: Book, sheet: Sheet, row: int, chart: Chart) -> int:
    """Table and chart from this row on; gives the row of the next one."""
    title = CHART_WORDS[chart.key].vi
    sheet.write_text(row, 1, title, **TITLE)
    sheet.write_row(row + 1, ("Mục", "Số lượng"), **HEAD)
    first = row + 2
    for place, figure in enumerate(chart.figures):
        sheet.write_text(first + place, 1, figure.label.vi, **GRID, text_wrap=True)
        sheet.write_number(first + place, 2, figure.count, **GRID)
    last = first + len(chart.figures) - 1
    height = len(chart.figures) * _PIXELS_OF_BAR + _PIXELS_AROUND
    _insert(book, sheet, chart, title, rows=(row, first, last), height=height)
    return max(last + 3, row + max(_FEWEST_ROWS, height // _PIXELS_OF_ROW + 2))


def _insert(book: Book, sheet: Sheet, chart: Chart, title: str, *, rows: tuple[int, int, int], height: int) -> None:
    """`rows` are those of the title, and of the first and last figure."""
    top, first, last = rows
    over_time = chart.key is ChartKey.ARRIVALS
    drawn = book.chart("column" if over_time else "bar")
    drawn.add_series(
        {
            "name": title,
            "categories": [sheet.name, first - 1, 0, last - 1, 0],
            "values": [sheet.name, first - 1, 1, last - 1, 1],
            # what the cells hold: a streamed book has given its texts away when the charts are written
            "categories_data": [fit_cell(clean_text(figure.label.vi).text) for figure in chart.figures],
            "values_data": [figure.count for figure in chart.figures],
            "data_labels": {"value": True},
            "fill": {"color": BAR_COMMON},
            "points": [{"fill": {"color": BAR_COLOURS.get(figure.tone, BAR_COMMON)}} for figure in chart.figures],
            "gap": 45,
        }
    )
    drawn.set_title({"name": title, "name_font": {"size": 12}})
    drawn.set_legend({"none": True})
    labels = {"name_font": {"size": 9}, "num_font": {"size": 9}}
    counts = {"visible": False, "major_gridlines": {"visible": False}, "min": 0}
    if over_time:
        drawn.set_x_axis(labels)
        drawn.set_y_axis(counts)
    else:  # the axes of a bar chart are turned; bars go from top to bottom like the table
        drawn.set_y_axis({**labels, "reverse": True})
        drawn.set_x_axis(counts)
    drawn.set_size({"width": _CHART_WIDTH, "height": 300 if over_time else max(200, height)})
    if sheet.raw.insert_chart(top - 1, _CHART_COLUMN - 1, drawn, {"description": title}):
        raise ValueError(f"the chart {title!r} was refused by the writer")
