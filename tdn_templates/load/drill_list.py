"""What a drill works with instead of the real thing: a copy of the list under a code of its own, and practice communes.

A form of a drill is of the list CODE-dien-tap, so no real round takes it for its own, and every title says DIỄN TẬP.
"""

import re
from collections.abc import Sequence

from tdn_templates.errors import TdnError
from tdn_templates.load.lists import programme_source
from tdn_templates.load.programme_text import PROGRAMME_ENDING
from tdn_templates.model.words import UnitSlug

MARK = "DIỄN TẬP"
_CODE_ENDING = "-dien-tap"
_CODE = re.compile(r"""^code:[ ]*["']?(?P<code>[a-z0-9-]+)["']?[ ]*$""", re.MULTILINE)
_TITLES = re.compile(r"""^(?P<key>title|annex_title):[ ]*(?P<quote>["']?)(?=[^\s>|])""", re.MULTILINE)

_OWNER = re.compile(r"^owner:[ ]*\S", re.MULTILINE)

COMMUNE_SLUG = "xa-dien-tap-{:04}"
_COMMUNES = """\
# Đơn vị tưởng tượng, chỉ dùng trong diễn tập. | Units that do not exist, for the drill only.
sources: [Đơn vị tưởng tượng của cuộc diễn tập]
defaults: {level: department, classes: [localities]}
units:
"""


def practice_list(programme: str) -> tuple[str, str]:
    """File name and text of the list for a drill: a code of the package, or a file. Raises TdnError for neither, and
    for the list of one unit, which other units have no part in."""
    text = programme_source(programme)[0]
    if _OWNER.search(text):
        raise TdnError(
            f"Chưa có diễn tập cho danh mục của một đơn vị (“{programme}”).",
            f'There is no drill for the list of one unit ("{programme}").',
            hint_vi="Dùng một chương trình giao cho các bộ, ngành, địa phương, ví dụ nq47-2024.",
            hint_en="Take a list for ministries and provinces, such as nq47-2024.",
        )
    found = _CODE.search(text)
    if found is None:
        raise TdnError(
            f"Không đọc được mã của danh mục “{programme}”.",
            f'The code of the list "{programme}" cannot be read.',
            hint_vi="Ghi mã ở đầu dòng riêng, ví dụ: code: nq47-2024.",
            hint_en="Write it on a line of its own, such as: code: nq47-2024.",
        )
    code = f"{found['code']}{_CODE_ENDING}"
    marked = _TITLES.sub(lambda title: f"{title['key']}: {title['quote']}({MARK}) ", _CODE.sub(f"code: {code}", text))
    return f"{code}{PROGRAMME_ENDING}", marked


def practice_communes(count: int, provinces: Sequence[UnitSlug]) -> str:
    """A file of units: communes that do not exist, each in one of the provinces, which take turns."""
    lines = (
        f"  - {{name: Xã Diễn tập {number:04}, parent: {provinces[(number - 1) % len(provinces)]}}}"
        for number in range(1, count + 1)
    )
    return _COMMUNES + "\n".join(lines) + "\n"
