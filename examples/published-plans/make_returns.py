"""Fill the two published plans into generated forms, as the units would have returned them.

    python examples/published-plans/make_returns.py FOLDER

The answers are data (*.answers.tsv, a line a row of the form), so that a change shows in a diff.
"""

import sys
import tempfile
from pathlib import Path

from tdn_templates.api import generate
from tdn_templates.testing import fill_form, read_answers_tsv

HERE = Path(__file__).parent
PLANS = {"Bộ Tài chính": "bo-tai-chinh", "Tỉnh Bình Định": "tinh-binh-dinh"}


def make_returns(folder: Path) -> list[Path]:
    """The two returns, in order of their units."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as outbox:
        forms = [path for path in generate(list(PLANS), Path(outbox)).files if path.suffix == ".xlsx"]
        returns: list[Path] = []
        for form, name in zip(forms, PLANS.values(), strict=True):
            answers = read_answers_tsv((HERE / f"{name}.answers.tsv").read_text(encoding="utf-8"))
            returns.append(folder / f"{name}.xlsx")
            returns[-1].write_bytes(fill_form(form.read_bytes(), answers))
    return returns


if __name__ == "__main__":
    for path in make_returns(Path(sys.argv[1])):
        print(path)
