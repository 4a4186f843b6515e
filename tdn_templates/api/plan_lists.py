"""Make a list of tasks from an accepted plan, for the next round or the next level."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tdn_templates.api.shared import only_programme, output_folder
from tdn_templates.api.validating import prepare, validate_with
from tdn_templates.core.merge import consolidate
from tdn_templates.core.plan_list import plan_as_list
from tdn_templates.core.wording import STATE_WORDS
from tdn_templates.errors import TdnError
from tdn_templates.files.search_path import own_first
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME
from tdn_templates.load.programme import read_programme
from tdn_templates.load.programme_text import PROGRAMME_ENDING, programme_text
from tdn_templates.model.programme import Programme
from tdn_templates.model.words import State


@dataclass(frozen=True, slots=True)
class PlanList:
    """The list, the text of its file and the name that file gets."""

    programme: Programme
    text: str
    file: str


def list_from_plan(
    plan: Path,
    *,
    programme: str = DEFAULT_PROGRAMME,
    draft: bool = False,
    templates: Path | None = None,
    as_of: date | None = None,
) -> PlanList:
    """The tasks that one returned plan carries out, as a list of their own; `templates` is an office's own folder,
    `as_of` is that of `validate`.

    Raises TdnError when the file is no plan, is not accepted (unless `draft`), or carries nothing out.
    """
    checking = prepare(programme, search=own_first(templates), as_of=as_of)
    validation = validate_with([plan], checking)
    if len(validation.verdicts) != 1:
        raise TdnError(
            f"“{plan}” không phải một tệp kế hoạch.",
            f'"{plan}" is not one returned plan.',
            hint_vi="Nêu đúng một tệp.",
            hint_en="Name one file.",
        )
    (verdict,) = validation.verdicts
    if verdict.state is State.REJECTED or (verdict.has_errors and not draft):
        words = STATE_WORDS[verdict.state]
        raise TdnError(
            f"Kế hoạch trong tệp “{plan.name}” chưa dùng được: {words.vi}.",
            f'The plan in "{plan.name}" cannot be used yet: {words.en}.',
            hint_vi="Xem lỗi bằng tdn validate, hoặc dùng --draft để lấy cả những dòng còn lỗi.",
            hint_en="See its faults with tdn validate, or use --draft to take rows with faults too.",
        )
    known = checking.known.of((verdict.submission.stamp,))
    loaded = only_programme(known)
    merged = consolidate([verdict], known, loaded, draft=draft)
    part = merged.parts[0]
    if merged.layout.deciding != "treatment" or not part.plan:
        raise TdnError(
            f"Tệp “{plan.name}” không có nhiệm vụ nào được thực hiện trong kế hoạch.",
            f'The file "{plan.name}" holds no plan with a task that is carried out.',
            hint_vi="Dùng bản nộp theo mẫu plan đã điền.",
            hint_en="Use a filled-in return of the form plan.",
        )
    made = plan_as_list(part, loaded, known.registry)
    text = programme_text(made, f"Bản nộp {part.source.name} (SHA-256 {part.source.sha256})")
    name = f"{made.code}{PROGRAMME_ENDING}"
    return PlanList(read_programme(text, name, known.registry), text, name)


def write_plan_list(made: PlanList, output: Path, *, force: bool) -> Path:
    """Raises TdnError when the file exists and `force` is not set."""
    return output_folder(output, force).write(made.file, made.text.encode())
