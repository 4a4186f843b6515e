"""Check what came in for a round: every file is noted once in the register of receipts, and every unit has a state."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import compress
from pathlib import Path
from unicodedata import normalize

from tdn_templates.api.round_folder import RoundFolder
from tdn_templates.api.shared import only_programme
from tdn_templates.api.validating import Checking, ReportProgress, Validation, prepare, validate_with
from tdn_templates.core.known import Known
from tdn_templates.core.letters import round_of
from tdn_templates.core.round_receipts import Arrivals, InboxFile, arrivals
from tdn_templates.core.round_status import Asked, returns_of, round_status, that_counts
from tdn_templates.core.succession import registry_of_all_times
from tdn_templates.core.validate import Validator
from tdn_templates.files.safe_write import write_atomically
from tdn_templates.files.search_path import own_first
from tdn_templates.files.text_file import read_utf8
from tdn_templates.load.receipts import RECEIPTS_FILE, read_receipts, receipts_text
from tdn_templates.model.letters import Round
from tdn_templates.model.round import RoundStatus
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import State


@dataclass(frozen=True, slots=True)
class RoundCheck:
    """`validation` is of every file of the inbox, `counting` of the return that counts of each unit alone, `current` of
    these and of the files that belong to nobody: versions that a later one replaced are left out."""

    folder: RoundFolder
    status: RoundStatus
    validation: Validation
    counting: Validation
    current: Validation


def check_round(
    folder: RoundFolder,
    *,
    on: date | None = None,
    report_progress: ReportProgress | None = None,
    jobs: int | None = None,
) -> RoundCheck:
    """Check the inbox of a round as it stands on a day, today by default. Files seen for the first time are noted in
    inbox/so-nhan.jsonl as received on that day. `jobs` is that of `validate`. Raises TdnError as `validate` does, but
    not for an empty inbox."""
    counted_on = on or today()
    checking = checking_of(folder, counted_on)
    is_empty = not folder.inbox.is_dir() or not any(_is_return(path) for path in folder.inbox.rglob("*"))
    validation = (
        Validation(checking, (), (), ())
        if is_empty
        else validate_with([folder.inbox], checking, report_progress, jobs=jobs, store=folder.store)
    )
    return standing_of(folder, validation, counted_on)


def checking_of(folder: RoundFolder, on: date) -> Checking:
    """What the returns of a round are checked with."""
    return prepare(
        folder.programme,
        settings=folder.file,
        register=folder.register,
        on=on,
        search=own_first(folder.templates),
        as_of=folder.setup.as_of,
    )


def standing_of(folder: RoundFolder, validation: Validation, on: date) -> RoundCheck:
    """The status that a validation of the inbox comes to; new files are noted."""
    asked, arrived = _asked(folder, validation.checking.known), _arrivals(folder, validation, on)
    skipped = tuple(path for path in validation.skipped if path.name != RECEIPTS_FILE)
    status = round_status(asked, arrived, [_name(path, folder) for path in skipped], on)
    missing = tuple(entry.unit for entry in status.units if entry.state is State.NOT_RECEIVED)
    whole = replace(validation, missing=missing, skipped=skipped)
    of_units = returns_of(asked, arrived).values()
    chosen = {that_counts(items, folder.setup.use).inbox.file for items in of_units}
    replaced = {item.inbox.file for items in of_units for item in items} - chosen
    names = [_name(path, folder) for path in validation.paths]
    validator = Validator(validation.checking.known, validation.checking.rulebook)
    counting = _only(whole, [name in chosen for name in names], validator)
    current = _only(whole, [name not in replaced for name in names], validator)
    return RoundCheck(folder, status, whole, counting, current)


def counting_in(folder: RoundFolder, on: date | None = None) -> Callable[[Validation], Validation]:
    """What `merge` takes to leave the returns that count."""
    return lambda validation: standing_of(folder, validation, on or today()).counting


def today() -> date:
    """The day where the program runs."""
    return datetime.now().astimezone().date()


def about_round(folder: RoundFolder, known: Known) -> Round:
    """The round in the words of its letters."""
    return round_of(only_programme(known), known.layouts[folder.setup.form], folder.setup.deadline)


def units_of(folder: RoundFolder, known: Known) -> tuple[Unit, ...]:
    """In the order of round.yaml, as they are called on the day of the round."""
    every = registry_of_all_times(known.registry)
    return tuple(every.unit(slug) for slug in folder.setup.units)


def _asked(folder: RoundFolder, known: Known) -> Asked:
    return Asked(folder.setup, units_of(folder, known), frozenset(known.asked))


def _arrivals(folder: RoundFolder, validation: Validation, on: date) -> Arrivals:
    """Writes the register of receipts where something new came."""
    path = folder.inbox / RECEIPTS_FILE
    before = read_receipts(read_utf8(path), RECEIPTS_FILE) if path.is_file() else ()
    pairs = zip(validation.paths, validation.verdicts, strict=True)
    files = [InboxFile(_name(file, folder), verdict) for file, verdict in pairs]
    arrived = arrivals(before, files, on)
    if arrived.receipts != before:
        write_atomically(path, receipts_text(arrived.receipts).encode(), overwrite=True)
    return arrived


def _only(validation: Validation, kept: Sequence[bool], validator: Validator) -> Validation:
    if all(kept):
        return validation
    verdicts = tuple(compress(validation.verdicts, kept))
    return replace(
        validation,
        verdicts=verdicts,
        paths=tuple(compress(validation.paths, kept)),
        batch_findings=validator.batch_findings(verdicts),
    )


def _name(path: Path, folder: RoundFolder) -> str:
    """The path below the inbox, the same on every system; bytes that are no UTF-8 are shown escaped."""
    below = path.relative_to(folder.inbox).as_posix()
    return normalize("NFC", below.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))


def _is_return(path: Path) -> bool:
    return path.is_file() and path.name != RECEIPTS_FILE
