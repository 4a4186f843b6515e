"""A repaired copy never shows what the check cells said before the repair."""

import re
import zipfile
from io import BytesIO

from tdn_templates.excel.annotate import replace_texts

TABLE = "Kế hoạch"
_RESULT_OF_OURS = re.compile(r"<f>[^<]*tdn_[^<]*</f><v>")


def table_xml(content: bytes) -> str:
    return zipfile.ZipFile(BytesIO(content)).read("xl/worksheets/sheet2.xml").decode("utf-8")


def test_results_of_our_formulas_go_with_the_texts_they_were_about(issued: bytes) -> None:
    before, after = table_xml(issued), table_xml(replace_texts(issued, {(TABLE, "K9"): "Văn phòng Bộ"}))
    formulas = len(re.findall("<f>", before))
    assert len(_RESULT_OF_OURS.findall(before)) == formulas > 50
    assert _RESULT_OF_OURS.search(after) is None
    assert len(re.findall("<f>", after)) == formulas
