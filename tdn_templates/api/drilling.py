"""A drill: a practice round with faults that are known beforehand is made, and its units answer the reminders."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tdn_templates.api.drill_checking import open_drill, reminders_in
from tdn_templates.api.drill_returns import DrillUnits, Sent, owner_file
from tdn_templates.api.drill_round import DRILL_FORM, begin_drill
from tdn_templates.api.generating import generate
from tdn_templates.api.own_files import DEFAULT_FORM, known_with
from tdn_templates.api.round_checking import units_of
from tdn_templates.api.round_folder import RoundFolder
from tdn_templates.api.round_letters import round_issue
from tdn_templates.api.shared import only_programme
from tdn_templates.core.drill_paper import PAPER_FILE, drill_paper
from tdn_templates.core.drill_plan import ANSWERS_LATER, UnitPart, answers_by, drill_plan, reminders_on
from tdn_templates.core.round_receipts import natural
from tdn_templates.core.succession_words import day_words
from tdn_templates.errors import TdnError
from tdn_templates.files.file_names import safe_stem
from tdn_templates.files.safe_write import OutputFolder, write_atomically
from tdn_templates.files.search_path import own_first
from tdn_templates.files.text_file import read_utf8
from tdn_templates.load.drill_answer import ANSWER_FILE, answer_text
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME, load_rulebook
from tdn_templates.load.receipts import RECEIPTS_FILE, read_receipts, receipts_text
from tdn_templates.model.drill import DrillAnswer, DrillFile
from tdn_templates.model.round import Nobodys, Receipt
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import State, UnitSlug

DEADLINE = date(2026, 6, 30)
"""The same on every day, so that a drill is the same bytes whenever it is made."""


@dataclass(frozen=True, slots=True)
class Drill:
    """`files` came into the inbox just now; `papers` are what was written for the officer: exercise and answer."""

    folder: RoundFolder
    units: tuple[Unit, ...]
    answer: DrillAnswer
    files: tuple[DrillFile, ...]
    papers: tuple[Path, ...]


def make_drill(
    folder: Path,
    *,
    units: int = 100,
    seed: int = 1,
    programme: str = DEFAULT_PROGRAMME,
    form: str = DEFAULT_FORM,
    deadline: date = DEADLINE,
) -> Drill:
    """A practice round of the first so many units (ministries, provinces, then communes that do not exist), issued and
    with an inbox as units fill it; beside round.yaml bai-tap.md, the exercise, and dap-an.json, the answer.

    The same arguments give the same bytes. Raises TdnError, before anything is written, for a folder that holds
    anything, a form that there is no drill for, and a list that cannot be used.
    """
    _check(folder, units, form)
    drill_round = begin_drill(folder, units, programme, deadline)
    made = generate(
        drill_round.setup.units,
        drill_round.outbox,
        programme=drill_round.programme,
        templates=drill_round.templates,
        in_round=round_issue(drill_round),
    )
    desk = desk_of(drill_round, seed)
    plan = drill_plan(drill_round.setup.units, seed, deadline)
    files = _receive(drill_round, _first_files(desk, plan, made.units, deadline))
    states = _states(plan, files)
    answer = DrillAnswer(seed, reminders_on(deadline), answers_by(deadline), files, states)
    papers = {PAPER_FILE: drill_paper(drill_round.setup, answer), ANSWER_FILE: answer_text(answer)}
    for name, text in papers.items():
        write_atomically(folder / name, text.encode(), overwrite=False)
    return Drill(drill_round, made.units, answer, files, tuple(folder / name for name in papers))


def answer_reminders(folder: Path | None = None) -> Drill:
    """What the units send after they were reminded comes in: late returns, and right ones for those that needed
    correction. dap-an.json then says where they stand. Raises TdnError for a round that is no drill, where nobody was
    reminded yet, and where they have answered already."""
    drill_round, answer = open_drill(folder)
    if answer.answered:
        raise TdnError(
            "Các đơn vị đã trả lời đôn đốc rồi.",
            "The units have answered the reminders already.",
            hint_vi="Việc tiếp theo: tdn status, rồi tdn merge --force.",
            hint_en="Next: tdn status, then tdn merge --force.",
        )
    if not reminders_in(drill_round):
        raise TdnError(
            "Chưa có công văn đôn đốc nào trong to-return, nên chưa đơn vị nào trả lời.",
            "No reminders were written to to-return yet, so nobody answers.",
            hint_vi=f"Chạy tdn remind --on {day_words(answer.on)} trước.",
            hint_en=f"Run tdn remind --on {day_words(answer.on)} first.",
        )
    desk = desk_of(drill_round, answer.seed)
    units = units_of(drill_round, desk.known)
    by_slug = {unit.slug: unit for unit in units}
    plan = drill_plan([slug for slug, _ in answer.states], answer.seed, drill_round.setup.deadline)
    sent = (
        desk.answers(by_slug[part.slug], part.answered)
        for part in plan
        if part.part in ANSWERS_LATER and part.slug in by_slug
    )
    files = _receive(drill_round, sent)
    states = {**dict(answer.states), **{UnitSlug(file.unit): file.state for file in files}}
    done = replace(answer, files=(*answer.files, *files), states=tuple(states.items()), answered=True)
    path = drill_round.path / ANSWER_FILE
    write_atomically(path, answer_text(done).encode(), overwrite=True)
    return Drill(drill_round, units, done, files, (path,))


def _check(folder: Path, units: int, form: str) -> None:
    if form != DRILL_FORM:
        raise TdnError(
            f"Chưa có diễn tập cho mẫu “{form}”.",
            f'There is no drill for the form "{form}".',
            hint_vi=f"Mẫu dùng để diễn tập: {DRILL_FORM}.",
            hint_en=f"The form to practise with is {DRILL_FORM}.",
        )
    if units < 1:
        raise TdnError(
            "Diễn tập cần ít nhất một đơn vị.",
            "A drill needs at least one unit.",
            hint_vi="Ví dụ: --units 100.",
            hint_en="For instance --units 100.",
        )
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise TdnError(
            f"“{folder}” đã có và không trống; diễn tập cần một thư mục mới.",
            f'"{folder}" is there and not empty; a drill needs a new folder.',
            hint_vi="Chọn một tên khác. Để xem kết quả của đợt diễn tập đã có: --check.",
            hint_en="Choose another name. To see how far a drill has come: --check.",
        )


def desk_of(folder: RoundFolder, seed: int) -> DrillUnits:
    """Whence returns come: units fill in the forms of the outbox."""
    search = own_first(folder.templates)
    known = known_with(folder.programme, search, folder.setup.as_of)
    programme, layout = only_programme(known), known.layouts[DRILL_FORM]

    def issued(unit: Unit) -> tuple[str, bytes]:
        name = f"{safe_stem(programme.code, layout.name, unit.slug)}.xlsx"
        return name, (folder.outbox / name).read_bytes()

    return DrillUnits(known, programme, layout, load_rulebook(), seed, issued)


def _first_files(desk: DrillUnits, plan: Sequence[UnitPart], units: Sequence[Unit], deadline: date) -> Iterator[Sent]:
    """What units send before anybody reminds them, and two files that are nobody's."""
    for number, (unit, part) in enumerate(zip(units, plan, strict=True), start=1):
        yield from desk.at_first(unit, part, number)
    asked = {unit.slug for unit in units}
    others = (unit for unit in desk.known.registry.units if unit.slug not in asked)
    stranger = next((sent for unit in others if (sent := desk.stranger(unit, deadline)) is not None), None)
    if stranger is not None:
        yield stranger
    yield owner_file(units[0], deadline)


def _receive(folder: RoundFolder, sent: Iterable[Sent]) -> tuple[DrillFile, ...]:
    """Puts the files into the inbox and notes them in the register of receipts, in the order of arrival."""
    inbox = OutputFolder(folder.inbox, overwrite=False)
    files: list[DrillFile] = []
    for item in sent:
        inbox.write(item.file.file, item.content)
        files.append(item.file)
    files.sort(key=lambda file: (file.received, natural(file.file)))
    path = folder.inbox / RECEIPTS_FILE
    before = read_receipts(read_utf8(path), RECEIPTS_FILE) if path.is_file() else ()
    came = tuple(
        Receipt(file.file, file.sha256, file.received, file.unit, file.state)
        for file in files
        if file.nobodys is not Nobodys.LEFT_BY_PROGRAM
    )
    write_atomically(path, receipts_text((*before, *came)).encode(), overwrite=True)
    return tuple(files)


def _states(plan: Sequence[UnitPart], files: Sequence[DrillFile]) -> tuple[tuple[UnitSlug, State], ...]:
    """Where the units stand: the last file that came counts."""
    last = {file.unit: file.state for file in files if file.nobodys is None}
    return tuple((part.slug, last.get(part.slug, State.NOT_RECEIVED)) for part in plan)
