"""One letter to many units: of letters that differ only in whom they go to, one is rendered and the others are cloned.

That holds for a template that does nothing with the recipient but print it.
"""

from collections.abc import Callable

from tdn_templates.core.master_form import MARK, is_plain
from tdn_templates.files.zip_master import ZipMaster
from tdn_templates.word.render import filled_tags

_MARK = "TdnText00000Here"
_HARMLESS = frozenset({"{{recipient}}", "{%forrecipientinrecipients%}", "{%ifrecipients|length==1%}"})
"""Tags about recipients whose result is the same for every single one, but for its name."""


class LetterWriter:
    """`render` gives the letter to one recipient; a clone has the same bytes. Raises TdnError as `render` does."""

    def __init__(self, template: bytes, render: Callable[[str], bytes]) -> None:
        self._render = render
        self._may_clone = all(tag in _HARMLESS for tag in filled_tags(template) if "recipient" in tag)
        self._master: ZipMaster | None = None

    def write(self, recipient: str) -> bytes:
        if not self._may_clone or not is_plain(recipient):
            return self._render(recipient)
        self._master = self._master or ZipMaster(self._render(_MARK), MARK)
        return self._master.filled([recipient.encode()])
