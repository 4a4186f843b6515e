"""The text of a Word document as it streams by: what a reader of the page sees, with hidden text apart.

Counted are typed text, tabs and line breaks, results of fields, hyperlinks, content controls, text inserted under
change tracking. Not counted are deleted text, field codes, prompts of empty content controls, second copies of drawings
kept for older programs (ECMA-376 part 1, 17.3, 17.5, 17.13, 17.16).
"""

import re
from collections.abc import Callable, Mapping

from tdn_templates.files.guard_zip import Refusal, over_limit
from tdn_templates.files.limits import ReadLimits

_WORD_NAMES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_OFF = ("0", "false", "off")
_CODE_POINT = re.compile(r"[0-9A-Fa-f]{1,4}")
_DEEPEST = 500
"""Elements within each other; documents that people make stay below 100."""

Attributes = Mapping[str, str]
Handler = Callable[[Attributes], None]


class DocumentText:
    """Handlers for an XML parser. A subclass says where text belongs: it takes it with `taken` and is told of tags.

    `path` names the open elements, "" for those that are not of WordprocessingML.
    """

    def __init__(self, part: str, limits: ReadLimits) -> None:
        self.path: list[str] = []
        self.starts: dict[str, Handler] = {
            "r": lambda _: self._runs.append(False),
            "vanish": self._vanish,
            "sdt": lambda _: self._controls.append(False),
            "showingPlcHdr": self._prompt_shown,
            "sdtContent": self._control_content,
            "ins": self._inserted,
            "moveTo": self._inserted,
            "del": self._deleted,
            "moveFrom": self._deleted,
            "cellIns": lambda _: self.note_change(),
            "cellDel": lambda _: self.note_change(),
            "fldChar": self._field_mark,
            "t": self._start_text,
            "tab": lambda _: self._sign("\t"),
            "ptab": lambda _: self._sign("\t"),
            "br": lambda _: self._sign("\n"),
            "cr": lambda _: self._sign("\n"),
            "noBreakHyphen": lambda _: self._sign("-"),
            "sym": self._symbol,
        }
        self.ends: dict[str, Callable[[], None]] = {
            "r": lambda: _pop(self._runs),
            "sdt": lambda: _pop(self._controls),
            "p": self._end_paragraph,
        }
        self._part, self._limits = part, limits
        self._muted_at = 0
        self._runs: list[bool] = []
        self._controls: list[bool] = []
        self._fields: list[bool] = []
        self._shown: list[str] = []
        self._hidden: list[str] = []
        self._joins_next = False
        self._text_bytes = 0

    def start(self, name: str, attributes: Attributes) -> None:
        namespace, _, tag = name.rpartition(" ")
        self.path.append(tag if namespace in _WORD_NAMES else "")
        if len(self.path) > _DEEPEST:
            raise Refusal("damaged", part=self._part, problem="depth", limit=str(_DEEPEST))
        if self._muted_at:
            return
        if name == _FALLBACK:
            self._mute(len(self.path))
        handler = self.starts.get(self.path[-1])
        if handler is not None:
            handler(attributes)

    def end(self, _: str) -> None:
        tag = self.path.pop()
        if self._muted_at:
            if len(self.path) < self._muted_at:
                self._muted_at = 0
            return
        handler = self.ends.get(tag)
        if handler is not None:
            handler()

    def characters(self, text: str) -> None:
        if self.path[-1] == "t" and not self._muted_at:
            self._add(text)

    def taken(self) -> tuple[str, str]:
        """The visible and the hidden text since the last time; paragraphs end with a line feed."""
        texts = "".join(self._shown), "".join(self._hidden)
        self._shown, self._hidden, self._fields = [], [], []
        return texts

    def is_within(self, *tags: str) -> bool:
        """Whether the elements around the one that has just begun are these, from the outside in."""
        return tuple(self.path[-1 - len(tags) : -1]) == tags

    def note_change(self) -> None:
        """Called for every tracked change that nobody has accepted or refused yet."""

    def note_paragraph(self) -> None:
        """Called at the end of every paragraph."""

    def _mute(self, depth: int) -> None:
        """Nothing counts until the element at this depth of the path ends."""
        self._muted_at = depth

    def _start_text(self, _: Attributes) -> None:
        if not self.is_within("r"):
            self.path[-1] = ""

    def _sign(self, text: str) -> None:
        if self.is_within("r"):
            self._add(text)

    def _symbol(self, attributes: Attributes) -> None:
        """A character of a symbol font, such as a tick of Wingdings; its code lies in the private use area."""
        code = value_of(attributes, "char")
        self._sign(chr(int(code, 16)) if _CODE_POINT.fullmatch(code) else "")

    def _add(self, text: str) -> None:
        if any(self._fields):
            return
        self._text_bytes += len(text)
        if self._text_bytes > self._limits.text_bytes:
            raise over_limit("text_bytes", self._limits.text_bytes, self._text_bytes, part=self._part)
        is_hidden = bool(self._runs) and self._runs[-1]
        (self._hidden if is_hidden else self._shown).append(text)

    def _end_paragraph(self) -> None:
        if not self._joins_next:
            self._shown.append("\n")
            self._hidden.append("\n")
        self._joins_next = False
        self.note_paragraph()

    def _vanish(self, attributes: Attributes) -> None:
        if self.is_within("r", "rPr") and self._runs and is_on(attributes):
            self._runs[-1] = True

    def _prompt_shown(self, attributes: Attributes) -> None:
        if self.is_within("sdt", "sdtPr") and self._controls and is_on(attributes):
            self._controls[-1] = True

    def _control_content(self, _: Attributes) -> None:
        if self._controls and self._controls[-1]:
            self._mute(len(self.path))

    def _inserted(self, _: Attributes) -> None:
        self.note_change()

    def _deleted(self, _: Attributes) -> None:
        self.note_change()
        if self.is_within("tr", "trPr"):
            self._mute(len(self.path) - 2)
        elif self.is_within("pPr", "rPr"):
            self._joins_next = True
        elif not self.is_within("rPr"):
            self._mute(len(self.path))

    def _field_mark(self, attributes: Attributes) -> None:
        """Between its begin and separate marks a field holds its code, then up to its end mark its result."""
        match value_of(attributes, "fldCharType"):
            case "begin":
                self._fields.append(True)
            case "separate" if self._fields:
                self._fields[-1] = False
            case "end":
                _pop(self._fields)
            case _:
                pass


def value_of(attributes: Attributes, name: str = "val") -> str:
    """An attribute by its local name, "" if there is none."""
    return next((value for key, value in attributes.items() if key.rpartition(" ")[2] == name), "")


def is_on(attributes: Attributes) -> bool:
    """A property without a value is on (ECMA-376 part 1, 17.17.4)."""
    return value_of(attributes) not in _OFF


def _pop(stack: list[bool]) -> None:
    if stack:
        stack.pop()
