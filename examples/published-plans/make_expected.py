"""Write down what the two published plans come to: the console output of `tdn validate`, and where the merged annex
of the ministry differs from its published one.

    python examples/published-plans/make_expected.py

The results stand in expected/ and are compared by the tests; run this after a change of wording and read the diff.
"""

import csv
import io
import runpy
import tempfile
from collections.abc import Iterator
from pathlib import Path

import docx

from tdn_templates import api
from tdn_templates.model.words import Lang
from tdn_templates.report.text import validation_text

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
WIDTH_CHARS = 80
HEAD = ("number", "column", "published", "printed")

Row = dict[str, str]


def published_rows(name: str) -> list[Row]:
    """The published annex, a dict a row."""
    text = (HERE / f"{name}.published.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def printed_rows(annex: Path, columns: list[str]) -> list[Row]:
    """The rows of tasks in a merged annex; headings over the whole width are left out."""
    table = docx.Document(str(annex)).tables[0]
    cells = [row.cells for row in list(table.rows)[1:]]
    own = [row for row in cells if row[0]._tc is not row[-1]._tc]  # a merged cell is one element
    return [dict(zip(columns, (cell.text for cell in row), strict=True)) for row in own]


def differences(published: list[Row], printed: list[Row]) -> Iterator[tuple[str, str, str, str]]:
    """Every cell that is printed otherwise than published, by the published number."""
    for before, after in zip(published, printed, strict=True):
        for column, text in before.items():
            if after[column] != text:
                yield before["number"], column, text, after[column]


def differences_tsv(published: list[Row], printed: list[Row]) -> str:
    return "".join("\t".join(line) + "\n" for line in (HEAD, *differences(published, printed)))


def console_output(file: Path) -> str:
    """What `tdn validate FILE` prints on a terminal of 80 columns."""
    result = api.validate([file])
    return validation_text(result.verdicts, result.batch_findings, result.rulebook, Lang.VI, WIDTH_CHARS) + "\n"


def main() -> None:
    EXPECTED.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        returns = runpy.run_path(str(HERE / "make_returns.py"))["make_returns"](Path(folder, "in"))
        for file in returns:
            (EXPECTED / f"{file.stem}.validate.txt").write_text(console_output(file), encoding="utf-8")
        ministry = returns[0]
        annex = api.merge([ministry], Path(folder, "out"), draft=True).files[0]
        published = published_rows(ministry.stem)
        text = differences_tsv(published, printed_rows(annex, list(published[0])))
        (EXPECTED / f"{ministry.stem}.differences.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
