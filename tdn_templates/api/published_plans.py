"""Make a list of tasks from a published plan: any annex that can be imported, traced to the list it came from."""

from dataclasses import dataclass
from pathlib import Path

from tdn_templates.api.own_files import known_with
from tdn_templates.api.shared import only_programme
from tdn_templates.core.annex.programme import annex_programme
from tdn_templates.core.traced_list import choices_of_plan, traced_list
from tdn_templates.errors import TdnError
from tdn_templates.files.search_path import SearchPath
from tdn_templates.files.text_file import read_utf8
from tdn_templates.load.lists import Lists
from tdn_templates.load.trace_decisions import read_trace_decisions
from tdn_templates.model.draft import ListDraft


@dataclass(frozen=True, slots=True)
class PublishedPlan:
    """What a person says of a published plan: whose it is (None: its issuer), the file of decisions about rows in
    doubt, and which table of the file holds it, from 1."""

    unit: str | None = None
    decisions: Path | None = None
    table: int | None = None


def published_list(plan: Path, published: PublishedPlan, programme: Lists, search: SearchPath) -> ListDraft:
    """The rows of the plan with what they carry out of the list; open questions stand beside them.

    Raises TdnError for a file without a list of tasks, and when it is not known whose plan it is.
    """
    from tdn_templates.api.reading_annexes import read_annex_file
    from tdn_templates.api.tracing import trace_annex

    known = known_with(programme, search)
    above = only_programme(known)
    read = read_annex_file(plan, known.registry, owner=published.unit, table=published.table)
    if read.owner is None:
        raise TdnError(
            f"Không rõ kế hoạch trong tệp “{plan.name}” của đơn vị nào.",
            f'Whose plan "{plan.name}" holds is not clear.',
            hint_vi='Thêm --unit, ví dụ --unit "Tỉnh Bình Định".',
            hint_en='Add --unit, such as --unit "Tỉnh Bình Định".',
        )
    file = published.decisions
    decided = read_trace_decisions(read_utf8(file), file.name, read.owner, above) if file is not None else ()
    draft = annex_programme(
        read.annex, known.registry, choices_of_plan(read.annex, read.owner, above, known), read.owner.slug
    )
    return traced_list(draft, trace_annex(read.annex, read.owner, above, known.registry, decided))
