"""The same return through general validators, for comparison: the nearest each of them comes to reading and checking.

None of them knows stamps, keys, time frames or names of units; they check that the answers are from the list. Each is
measured only where it is installed: they are no dependencies of this project.
"""

import importlib.util
import tempfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from tdn_templates.excel.form import HEADING_ROW

SHEET = "Kế hoạch"
ANSWERS = ["Thực hiện", "Gộp vào nhiệm vụ khác", "Không áp dụng"]
COLUMN = "Cách thực hiện"

OTHERS = ("pandas", "pandera", "frictionless", "flattentool")

Work = Callable[[], object]


def installed(content: bytes, folder: Path) -> Mapping[str, Work]:
    """What can be measured here, by name."""
    path = folder / "tra-loi.xlsx"
    path.write_bytes(content)
    makers: Mapping[str, tuple[str, Callable[[bytes, Path], Work]]] = {
        "pandas with pandera": ("pandera", _pandera),
        "frictionless": ("frictionless", _frictionless),
        "flatten-tool (reading only)": ("flattentool", _flatten_tool),
    }
    found = {name: make for name, (module, make) in makers.items() if importlib.util.find_spec(module)}
    return {name: make(content, path) for name, make in found.items()}


def _pandera(content: bytes, path: Path) -> Work:
    import pandas
    import pandera.pandas as pandera

    schema = pandera.DataFrameSchema({COLUMN: pandera.Column(str, pandera.Check.isin(ANSWERS), nullable=True)})

    def check() -> object:
        frame = pandas.read_excel(BytesIO(content), sheet_name=SHEET, header=HEADING_ROW - 1, dtype=str)
        return schema.validate(frame, lazy=True)

    return check


def _frictionless(content: bytes, path: Path) -> Work:
    import frictionless
    from frictionless import formats

    frictionless.system.trusted = True
    dialect = frictionless.Dialect(header_rows=[HEADING_ROW], controls=[formats.ExcelControl(sheet=SHEET)])

    def check() -> object:
        resource = frictionless.Resource(path=str(path), dialect=dialect)
        return resource.validate()

    return check


def _flatten_tool(content: bytes, path: Path) -> Work:
    import flattentool

    def read() -> object:
        with tempfile.TemporaryDirectory() as out:
            flattentool.unflatten(str(path), output_name=str(Path(out) / "out.json"), input_format="xlsx")
            return None

    return read
