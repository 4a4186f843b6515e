"""Check the returns that came back."""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path

from tdn_templates.api.checked_files import checked_files
from tdn_templates.api.lookup import find_unit
from tdn_templates.api.own_files import DEFAULT_FORM, known_with
from tdn_templates.api.ruling import load_own_rules, load_register, load_settings
from tdn_templates.api.shared import only_programme
from tdn_templates.core.checker import Basis, Checker
from tdn_templates.core.demands import NO_DEMANDS, Demands
from tdn_templates.core.find_stamp import assumed_stamp
from tdn_templates.core.fingerprint import fingerprint
from tdn_templates.core.known import Known, day_of
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.succession import registry_of_all_times
from tdn_templates.files.inbox import find_files
from tdn_templates.files.search_path import SHIPPED_ONLY, WORKBOOK, FoundFile, SearchPath, own_first
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME
from tdn_templates.load.lists import Lists
from tdn_templates.load.verdict_store import VerdictStore
from tdn_templates.model.finding import Finding
from tdn_templates.model.stamp import Stamp
from tdn_templates.model.unit import Unit
from tdn_templates.model.verdict import Verdict

PACKAGE = Path(__file__).parents[1]

ReportProgress = Callable[[int, int, Path], None]
"""Called before each file with its number, from 1, the count of files, and its path."""


@dataclass(frozen=True, slots=True)
class Checking:
    """Everything a check is made with, loaded once. `assumed` stands for the stamp of a file that has none;
    `form_files` are the files of the forms."""

    known: Known
    rulebook: Rulebook
    demands: Demands = NO_DEMANDS
    assumed: Stamp | None = None
    form_files: tuple[FoundFile, ...] = ()

    @property
    def basis(self) -> Basis:
        return Basis(self.known, self.rulebook, self.demands, self.assumed)


@dataclass(frozen=True, slots=True)
class Validation:
    """`paths` are the files of the verdicts, one each; `skipped` are entries of the folders that can be no return.

    `missing` are the units in the register without a return; empty without a register.
    """

    checking: Checking
    verdicts: tuple[Verdict, ...]
    paths: tuple[Path, ...]
    batch_findings: tuple[Finding, ...]
    skipped: tuple[Path, ...] = ()
    missing: tuple[Unit, ...] = ()

    @property
    def rulebook(self) -> Rulebook:
        return self.checking.rulebook

    @property
    def nothing_readable(self) -> bool:
        return all(verdict.submission.unreadable is not None for verdict in self.verdicts)


def validate(
    paths: Sequence[Path],
    *,
    programme: Lists = DEFAULT_PROGRAMME,
    own_rules: Path | None = None,
    settings: Path | None = None,
    register: Path | None = None,
    unit: str | None = None,
    on: date | None = None,
    templates: Path | None = None,
    as_of: date | None = None,
    report_progress: ReportProgress | None = None,
    jobs: int | None = None,
    store: Path | None = None,
) -> Validation:
    """Check every return below the paths.

    `own_rules` is a folder of rules beside the shipped ones, `settings` a file of severities and waivers, `register`
    the file that `generate` wrote; `unit` is whose a plan without any stamp is taken to be; `on` is the day waivers are
    judged by, None today; `templates` is a folder of an office's own forms; `as_of` is the day whose units are meant by
    returns that do not say it themselves, None for that of the list. `jobs` is how many processes read and check, None
    for one on each core; the result is the same. `store` is a folder of verdicts: what stands there for the same bytes,
    lists, rules, settings and register is not read again, and what is read is put there. Raises TdnError for a path
    that does not exist or holds no file, and for settings, rules, forms or a register that cannot be used.
    """
    checking = prepare(
        programme,
        own_rules=own_rules,
        settings=settings,
        register=register,
        unit=unit,
        on=on,
        search=own_first(templates),
        as_of=as_of,
    )
    return validate_with(paths, checking, report_progress, jobs=jobs, store=store)


def prepare(
    programme: Lists,
    *,
    own_rules: Path | None = None,
    settings: Path | None = None,
    register: Path | None = None,
    unit: str | None = None,
    on: date | None = None,
    search: SearchPath = SHIPPED_ONLY,
    as_of: date | None = None,
) -> Checking:
    """Load what a check is made with; see `validate`. Without `as_of` the day is the register's, if it has one."""
    sent = load_register(register) if register is not None else None
    day = as_of or (day_of(sent.as_of) if sent is not None else None)
    known, rulebook = known_with(programme, search, day), load_own_rules(own_rules, search)
    chosen = load_settings(settings, rulebook, registry_of_all_times(known.registry))
    demands = Demands(
        waivers=chosen.waivers,
        on=on or datetime.now().astimezone().date(),
        register=sent,
    )
    assumed = None
    if unit is not None:
        assumed = assumed_stamp(known.layouts[DEFAULT_FORM], only_programme(known), find_unit(known.registry, unit))
    return Checking(known, rulebook.with_severities(chosen.severities), demands, assumed, search.files(WORKBOOK))


def validate_with(
    paths: Sequence[Path],
    checking: Checking,
    report_progress: ReportProgress | None = None,
    *,
    jobs: int | None = None,
    store: Path | None = None,
) -> Validation:
    """As `validate`, with everything loaded."""
    found = find_files(paths)
    checker = Checker(checking.basis)
    kept = VerdictStore(store, fingerprint(checking.basis, _program())) if store is not None else None
    verdicts: list[Verdict] = []
    # closed here: an interrupt that comes while its processes end would be lost in a stream that is merely dropped
    with closing(checked_files(found.files, checker, store=kept, jobs=jobs)) as stream:
        for number, path in enumerate(found.files, start=1):
            if report_progress is not None:
                report_progress(number, len(found.files), path)
            verdicts.append(next(stream))
    return Validation(
        checking=checking,
        verdicts=tuple(verdicts),
        paths=found.files,
        batch_findings=checker.validator.batch_findings(verdicts),
        skipped=found.skipped,
        missing=_missing(checking, verdicts),
    )


def _missing(checking: Checking, verdicts: Sequence[Verdict]) -> tuple[Unit, ...]:
    """Units that were sent a form and have no return among the verdicts, in the order of the registry."""
    register = checking.demands.register
    if register is None:
        return ()
    issued = {form.stamp.unit for form in register.forms.values()}
    returned = {verdict.unit.slug for verdict in verdicts if verdict.unit is not None}
    known = checking.known.of(form.stamp for form in register.forms.values())
    return known.registry.in_order(issued - returned)


def _program() -> str:
    """Which program reads and checks: its own text, and the libraries it decides with."""
    digest = hashlib.sha256()
    for file in sorted(PACKAGE.rglob("*.py")):
        digest.update(file.read_bytes())
    libraries = (f"{name} {version(name)}" for name in ("python-calamine", "cerberus", "rapidfuzz"))
    return " ".join((digest.hexdigest(), *libraries))
