"""What a Word template may use (trường của mẫu), and what is wrong with one: both as data."""

from dataclasses import dataclass
from enum import StrEnum

from tdn_templates.model.words import Wording


@dataclass(frozen=True, slots=True)
class TemplateField:
    """One name that a template may use.

    `name` is "title", or "row.lead" for a field of each entry of the list `rows`. `each` says what an entry of a list
    goes by: "row" for entries with fields of their own, "text" for plain texts, "" for what is no list. `holds` are the
    names behind the dot of a field that is neither text nor list (`columns.lead`), `values` the only texts there are
    (`row.kind`). A flag can be tested and not printed. `shown_in` are the kinds of entries in which a required field
    has to be printed.
    """

    name: str
    meaning: Wording
    required: bool = False
    is_flag: bool = False
    each: str = ""
    holds: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    shown_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateFields:
    """Everything that one template may use; `template` is its name without an ending."""

    template: str
    purpose: Wording
    fields: tuple[TemplateField, ...]


class FaultKind(StrEnum):
    """What can be wrong with a template; `name` and `near` of a fault mean what is said here."""

    NOT_DOCX = "not_docx"
    """`name` is the reason as reading gives it ("damaged", "encrypted", ...)."""
    TOO_LARGE = "too_large"
    ACTIVE = "active"
    """Something that runs or loads by itself when the file is opened: `name` says what."""
    UNSETTLED = "unsettled"
    """Tracked changes or comments, which hold the names of people."""
    NO_SUCH_TEMPLATE = "no_such_template"
    """No shipped template has this file name."""
    UNKNOWN_FIELD = "unknown_field"
    OUT_OF_LOOP = "out_of_loop"
    """A field of an entry outside the loop over its list; `near` is the loop that it needs."""
    MISSING_FIELD = "missing_field"
    """`near` is the kind of row in which the field is not printed, "" when it is printed nowhere."""
    NO_LIST = "no_list"
    NO_TEXT = "no_text"
    """A list, a row or a yes/no field where a text is printed."""
    UNKNOWN_VALUE = "unknown_value"
    """A field is compared with a text that it never has."""
    SAME_LOOP = "same_loop"
    """A loop inside a loop over the same list."""
    UNCLOSED = "unclosed"
    """`near` is the tag that is missing."""
    NOT_OPENED = "not_opened"
    UNEVEN = "uneven"
    """A block that begins in one cell or row and ends in another; `near` is how to write it."""
    NOT_ALONE = "not_alone"
    OUT_OF_TABLE = "out_of_table"
    SPLIT_TAG = "split_tag"
    SINGLE_BRACE = "single_brace"
    SYNTAX = "syntax"
    UNKNOWN_FILTER = "unknown_filter"
    FORBIDDEN = "forbidden"
    NOT_FILLED = "not_filled"
    """A tag where nothing is filled in: an endnote, a file property, a description of a picture."""
    RENDERING = "rendering"
    """What came to light only when the template was filled with samples; `detail` says it."""


@dataclass(frozen=True, slots=True)
class TemplatePlace:
    """`part` is "" for the body, else "header", "footer", "footnotes", "endnotes" or "properties". Tables and rows are
    counted from 1 inside their part, 0 outside of tables. `text` is the paragraph as a person reads it in Word."""

    part: str = ""
    table: int = 0
    row: int = 0
    text: str = ""


NO_PLACE = TemplatePlace()


@dataclass(frozen=True, slots=True)
class TemplateFault:
    kind: FaultKind
    name: str = ""
    near: str = ""
    place: TemplatePlace = NO_PLACE
    detail: Wording | None = None
