"""The files of a round go out: what is there and unchanged is left alone, and a run that was stopped goes on.

While forms are written, a line for each goes into a ledger beside them. The register is written from it at the end,
whole, and the ledger removed; the files and the register are the same bytes however often the run was stopped.
"""

import contextlib
import hashlib
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

from tdn_templates.api.generating import IssuedFiles, RoundIssue, issued_files
from tdn_templates.api.making_forms import Work, made_files, write_forms
from tdn_templates.api.unit_files import Making, UnitFiles, form_names, register_in
from tdn_templates.errors import TdnError
from tdn_templates.files.safe_write import OutputFolder, write_atomically
from tdn_templates.files.search_path import UNITS, WORKBOOK, SearchPath
from tdn_templates.files.stored_zip import stored_zip
from tdn_templates.load.register import REGISTER_FILE, form_line, read_register, register_text
from tdn_templates.model.register import IssuedForm, Register
from tdn_templates.model.unit import Unit
from tdn_templates.model.words import UnitSlug

LEDGER_FILE = "dang-phat-hanh.jsonl"
_LETTER, _ZIP = "_cong-van.docx", ".zip"
_SHOWN = 5
_MADE_WITH_DIGITS = 16


def issue_round(
    making: Making, units: Sequence[Unit], folder: OutputFolder, issue: RoundIssue, work: Work
) -> IssuedFiles:
    """Raises TdnError, before anything is written, when a file is in the way that was made with something else, unless
    overwriting."""
    register = register_in(folder.path)
    ledger = _ledger_in(folder.path)
    known = {form.file: form for form in (*register.forms.values(), *ledger.forms.values())}
    named = {unit.slug: _names(making, unit, issue) for unit in units}
    kept = {} if folder.overwrite else _kept(named, folder.path, known, issue.made_with)
    if not folder.overwrite:
        _check_free([names for slug, names in named.items() if slug not in kept], folder.path, known, issue.made_with)
    missing = [unit for unit in units if unit.slug not in kept]
    with _ledger(folder.path, ledger) as ledger_file:
        written = write_forms(
            _completed(made_files(making, missing, work), issue),
            folder.write_or_keep,
            lambda forms: _note(ledger_file, forms),
        )
    issued = {**kept, **{slug: each.issued for slug, each in written.items()}}
    text = register_text(register.with_forms(tuple(issued[unit.slug] for unit in units)))
    write_atomically(folder.path / REGISTER_FILE, text.encode(), overwrite=True)
    with contextlib.suppress(OSError):
        (folder.path / LEDGER_FILE).unlink()
    return issued_files([written[unit.slug] for unit in missing], kept=len(kept))


def _completed(stream: Generator[tuple[Unit, UnitFiles]], issue: RoundIssue) -> Generator[tuple[Unit, UnitFiles]]:
    """After workbook and annex the letter, and the zip of all these."""
    with contextlib.closing(stream):
        for unit, made in stream:
            files = dict(made.files)
            stem = Path(next(iter(files))).stem
            if issue.letter_to is not None:
                files[f"{stem}{_LETTER}"] = issue.letter_to(unit)
            if issue.zipped:
                files[f"{stem}{_ZIP}"] = stored_zip(files)
            yield unit, replace(made, files=files, issued=replace(made.issued, made_with=issue.made_with))


def _names(making: Making, unit: Unit, issue: RoundIssue) -> tuple[str, ...]:
    """The names of what a unit gets, the workbook first."""
    names = form_names(making, unit)
    stem = Path(names[0]).stem
    letter = (f"{stem}{_LETTER}",) if issue.letter_to is not None else ()
    return (*names, *letter, *((f"{stem}{_ZIP}",) if issue.zipped else ()))


def _kept(
    named: Mapping[UnitSlug, Sequence[str]], output: Path, known: Mapping[str, IssuedForm], made_with: str
) -> dict[UnitSlug, IssuedForm]:
    """The forms that were made with the same and stand there as they were written, with all files beside them."""
    kept = {}
    for slug, names in named.items():
        form = known.get(names[0])
        if form is None or form.made_with != made_with or not all((output / name).is_file() for name in names):
            continue
        if _is_unchanged(output / names[0], form):
            kept[slug] = form
    return kept


def _is_unchanged(workbook: Path, form: IssuedForm) -> bool:
    return hashlib.sha256(workbook.read_bytes()).hexdigest() == form.sha256


def _check_free(named: Sequence[Sequence[str]], output: Path, known: Mapping[str, IssuedForm], made_with: str) -> None:
    """Raises TdnError for workbooks that were made with something else, or changed since. What no register knows was
    left by a run that was stopped: if it is not what it should be, that is found when it would be written."""
    in_the_way = []
    for workbook, *_ in named:
        form, path = known.get(workbook), output / workbook
        if form is not None and path.is_file() and (form.made_with != made_with or not _is_unchanged(path, form)):
            in_the_way.append(workbook)
    if in_the_way:
        shown = ", ".join(in_the_way[:_SHOWN]) + (", …" if len(in_the_way) > _SHOWN else "")
        raise TdnError(
            f"{len(in_the_way)} biểu mẫu đã phát hành trước đây khác với biểu mẫu sẽ tạo bây giờ: {shown}.",
            f"{len(in_the_way)} form(s) issued earlier differ from what would be made now: {shown}.",
            hint_vi="round.yaml, mẫu, quy tắc hoặc chính tệp đó đã thay đổi. Thêm --force để phát hành lại.",
            hint_en="round.yaml, a template, the rules or the file itself has changed. Add --force to issue anew.",
        )


def _ledger_in(output: Path) -> Register:
    """What a stopped run noted; a last line that it could not finish is left out."""
    path = output / LEDGER_FILE
    if not path.is_file():
        return Register({})
    whole, _, _ = path.read_bytes().rpartition(b"\n")
    return read_register(whole.decode("utf-8", "replace"), LEDGER_FILE)


def _note(ledger: TextIO, forms: Sequence[IssuedForm]) -> None:
    ledger.writelines(map(form_line, forms))
    ledger.flush()


@contextlib.contextmanager
def _ledger(output: Path, noted: Register) -> Iterator[TextIO]:
    """The ledger to write to, with what is noted already."""
    path = output / LEDGER_FILE
    write_atomically(path, register_text(noted).encode(), overwrite=True)
    with path.open("a", encoding="utf-8", newline="\n") as file:
        yield file


def made_with_hash(making: Making, template: bytes, search: SearchPath, own_rules: Path | None, more: str) -> str:
    """A hash of everything that the files of all units depend on, `more` included."""
    known = making.known
    rules = sorted(own_rules.glob("*.yaml")) if own_rules is not None else ()
    parts = (
        version("tdn-templates").encode(),
        *(f"{code} {programme.edition}".encode() for code, programme in known.programmes.items()),
        search.find(f"{making.layout.name}{WORKBOOK}").read(),
        template,
        *(found.read() for found in search.files(UNITS) if found.is_own),
        *(path.read_bytes() for path in rules),
        f"{making.period} {making.as_of} {making.lang}".encode(),
        more.encode(),
    )
    digests = (hashlib.sha256(part).digest() for part in parts)
    return hashlib.sha256(b"".join(digests)).hexdigest()[:_MADE_WITH_DIGITS]
