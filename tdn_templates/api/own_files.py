"""An office's own templates and layouts, checked before anything is made or read with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tdn_templates.api.shared import shown_name
from tdn_templates.core.form_fields import form_fields
from tdn_templates.core.known import Known
from tdn_templates.core.layout_check import check_layout, layout_words
from tdn_templates.core.template_wording import FaultWords, fault_words, refusal
from tdn_templates.errors import TdnError
from tdn_templates.files.search_path import SHIPPED_ONLY, WORKBOOK, FoundFile, SearchPath
from tdn_templates.load.knowledge import load_known, load_layout, load_registry, load_rulebook, load_template_fields
from tdn_templates.load.lists import Lists
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.template import TemplateFault
from tdn_templates.model.words import Severity, Wording

DEFAULT_FORM = "plan"


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong with a template or layout, in words."""

    severity: Severity
    words: FaultWords


def known_with(programme: Lists, search: SearchPath, as_of: date | None = None) -> Known:
    """Everything the checks look up, with the units of the day `as_of`, None for those of the list.

    Raises TdnError for an own layout that cannot be used, with its first fault.
    """
    for found in search.files(WORKBOOK):
        if found.is_own:
            errors = [item for item in layout_complaints(found) if item.severity is Severity.ERROR]
            if errors:
                raise _error(errors[0].words)
    return load_known(programme, search, as_of)


def template_with(name: str, search: SearchPath, layout: WorkbookLayout | None = None) -> bytes:
    """A Word template to fill. Raises TdnError for one with faults, with the first sentence of its check.

    `layout` is the form that the template goes out with. A shipped template is checked only beside an own form, whose
    columns it may lack.
    """
    found = search.find(name)
    content = found.read()
    if found.is_own or (layout is not None and search.find(f"{layout.name}{WORKBOOK}").is_own):
        faults = template_faults(name, content, layout)
        if faults:
            raise refusal(faults, shown_name(found.path))
    return content


def template_faults(name: str, content: bytes, layout: WorkbookLayout | None) -> tuple[TemplateFault, ...]:
    from tdn_templates.word.template_check import check_template

    fields = load_template_fields(name)
    if layout is not None and name == layout.word_template:
        fields = form_fields(fields, layout)
    return check_template(content, fields)


def template_complaints(found: FoundFile, search: SearchPath) -> tuple[Complaint, ...]:
    """Everything that is wrong with a Word template. One that goes out with a form is checked for that form; if an own
    one cannot be read, which its own check says, for the shipped one."""
    layouts = (_layout_or_shipped(file) for file in search.files(WORKBOOK))
    layout = next((layout for layout in layouts if layout.word_template == found.name), None)
    return in_words(template_faults(found.name, found.read(), layout), shown_name(found.path))


def _layout_or_shipped(found: FoundFile) -> WorkbookLayout:
    try:
        return load_layout(found)
    except TdnError:
        shipped = {file.name: file for file in SHIPPED_ONLY.files(WORKBOOK)}
        return load_layout(shipped.get(found.name, shipped[f"{DEFAULT_FORM}{WORKBOOK}"]))


def in_words(faults: Sequence[TemplateFault], file: str) -> tuple[Complaint, ...]:
    return tuple(Complaint(Severity.ERROR, fault_words(fault, file)) for fault in faults)


def layout_complaints(found: FoundFile) -> tuple[Complaint, ...]:
    """Everything that is wrong with a layout: what its file cannot be read for, else what it breaks."""
    try:
        layout = load_layout(found)
    except TdnError as error:
        words = FaultWords(Wording(error.vi, error.en), Wording(error.hint_vi, error.hint_en))
        return (Complaint(Severity.ERROR, words),)
    shipped = next((load_layout(file) for file in SHIPPED_ONLY.files(WORKBOOK) if file.name == found.name), None)
    faults = check_layout(layout, shipped, load_rulebook().rules.values())
    file = shown_name(found.path)
    return tuple(Complaint(fault.severity, layout_words(fault, file)) for fault in faults)


def units_complaints(search: SearchPath) -> tuple[Complaint, ...]:
    """What is wrong with the lists of units in an office's folder, if they do not fit the shipped ones."""
    try:
        load_registry(search)
    except TdnError as error:
        words = FaultWords(Wording(error.vi, error.en), Wording(error.hint_vi, error.hint_en))
        return (Complaint(Severity.ERROR, words),)
    return ()


def _error(words: FaultWords) -> TdnError:
    return TdnError(words.wrong.vi, words.wrong.en, hint_vi=words.remedy.vi, hint_en=words.remedy.en)
