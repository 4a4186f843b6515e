"""Make a list of tasks from an accepted or published plan, for the next round or the next level."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tdn_templates.api.published_plans import PublishedPlan, published_list
from tdn_templates.api.shared import output_folder
from tdn_templates.api.validating import prepare, validate_with
from tdn_templates.core.known import Known
from tdn_templates.core.merge import consolidate
from tdn_templates.core.plan_list import plan_as_list
from tdn_templates.core.wording import STATE_WORDS
from tdn_templates.errors import TdnError
from tdn_templates.files.search_path import own_first
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME
from tdn_templates.load.lists import Lists
from tdn_templates.load.programme import read_programme
from tdn_templates.load.programme_text import PROGRAMME_ENDING, draft_text, programme_text
from tdn_templates.model.programme import Programme
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import State

NOTHING_SAID = PublishedPlan()


@dataclass(frozen=True, slots=True)
class PlanList:
    """The list, the text of its file and the name that file gets. `questions` are what is to be looked at in it."""

    programme: Programme
    text: str
    file: str
    questions: int = 0


def list_from_plan(
    plan: Path,
    *,
    programme: Lists = DEFAULT_PROGRAMME,
    published: PublishedPlan = NOTHING_SAID,
    draft: bool = False,
    templates: Path | None = None,
    as_of: date | None = None,
) -> PlanList:
    """The tasks that one plan carries out, as a list of their own; `templates` is an office's own folder, `as_of` is
    that of `validate`.

    The plan is a returned form, or a published one in any file that `import_annex` reads: then its rows are traced to
    the list `programme`, and `published` says what the document does not. Raises TdnError when the file holds no plan,
    is a return that is not accepted (unless `draft`), or carries nothing out.
    """
    checking = prepare(programme, search=own_first(templates), as_of=as_of)
    validation = validate_with([plan], checking)
    if len(validation.verdicts) != 1:
        raise TdnError(
            f"“{plan}” không phải một tệp kế hoạch.",
            f'"{plan}" is not one plan.',
            hint_vi="Nêu đúng một tệp.",
            hint_en="Name one file.",
        )
    (verdict,) = validation.verdicts
    if verdict.submission.stamps:
        return _returned(plan, verdict, checking.known, draft=draft)
    made = published_list(plan, published, programme, checking.known, templates)
    return _plan_list(draft_text(made), made.code, checking.known, questions=made.questions)


def _returned(plan: Path, verdict: Verdict, known: Known, *, draft: bool) -> PlanList:
    if verdict.state is State.REJECTED or (verdict.has_errors and not draft):
        words = STATE_WORDS[verdict.state]
        raise TdnError(
            f"Kế hoạch trong tệp “{plan.name}” chưa dùng được: {words.vi}.",
            f'The plan in "{plan.name}" cannot be used yet: {words.en}.',
            hint_vi="Xem lỗi bằng tdn validate, hoặc dùng --draft để lấy cả những dòng còn lỗi.",
            hint_en="See its faults with tdn validate, or use --draft to take rows with faults too.",
        )
    known = known.of((verdict.submission.stamp,))
    loaded = known.programmes[verdict.submission.stamps[0].stamp.programme]
    merged = consolidate([verdict], known, loaded, draft=draft)
    part = merged.parts[0]
    if merged.layout.deciding != "treatment" or not part.plan:
        raise TdnError(
            f"Tệp “{plan.name}” không có nhiệm vụ nào được thực hiện trong kế hoạch.",
            f'The file "{plan.name}" holds no plan with a task that is carried out.',
            hint_vi="Dùng bản nộp theo mẫu plan đã điền.",
            hint_en="Use a filled-in return of the form plan.",
        )
    made = plan_as_list(part, loaded, known)
    text = programme_text(made, f"Bản nộp {part.source.name} (SHA-256 {part.source.sha256})")
    return _plan_list(text, made.code, known)


def _plan_list(text: str, code: str, known: Known, *, questions: int = 0) -> PlanList:
    name = f"{code}{PROGRAMME_ENDING}"
    return PlanList(read_programme(text, name, known.registry), text, name, questions)


def write_plan_list(made: PlanList, output: Path, *, force: bool) -> Path:
    """Raises TdnError when the file exists and `force` is not set."""
    return output_folder(output, force).write(made.file, made.text.encode())
