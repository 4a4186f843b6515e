"""What the workbooks of a round cost cloned from masters, beside writing each of them with XlsxWriter, in CPU time.

    python benchmarks/generate_forms.py [ROUNDS]

Two rounds of forms: the plan of nq47-2024 for every unit of its list, ministries and provinces (many have tasks of
their own), and the same plan for 300 synthetic communes (names and keys differ). Every way of writing takes its turn in
each round, so that a busy machine slows all alike. The ways:

- "plain": `write_form` for each form, content and XlsxWriter, as before there were masters;
- "XlsxWriter alone": the calls that XlsxWriter got in that, noted beforehand, made again; so without the time that the
  content takes; with the worksheets that `write_form` uses, which skip a look-up of functions (ADR 17);
- "cloned": `FormWriter` from nothing, its masters and the forms that cannot be cloned included.

All ways have to give the same bytes. The goal is that cloned files cost at most 0.25 of the plain way; beyond it the
exit code is 1.
"""

import gc
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO

from calls import Calls, recording
from sections import put_section

from tdn_templates.core.assign import form_tasks
from tdn_templates.core.master_form import master_form
from tdn_templates.core.prefill import prefill
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.excel.form import write_form
from tdn_templates.excel.form_master import FormWriter
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME, load_known, load_rulebook
from tdn_templates.model.form import Form
from tdn_templates.model.words import ClassKey, UnitSlug

GOAL = 0.25
FEWEST_ROUNDS, ROUNDS = 1, 3
COMMUNES = 300
PLAIN, LIBRARY, CLONED = "plain: content and XlsxWriter", "XlsxWriter alone", "cloned"
HEADING = "Workbooks of a round"


def forms_of_units() -> list[Form]:
    known = load_known(DEFAULT_PROGRAMME)
    programme, layout = known.programmes[DEFAULT_PROGRAMME], known.layouts["plan"]
    units = known.registry.members(ClassKey("ministries_and_localities"))
    return [
        prefill(layout, programme, known.registry, unit, form_tasks(layout, programme, known.registry, unit))
        for unit in units
    ]


def forms_of_communes(form: Form) -> list[Form]:
    return [_commune(form, number) for number in range(1, COMMUNES + 1)]


def _commune(form: Form, number: int) -> Form:
    name, slug = f"Xã số {number:03}", f"xa-so-{number:03}"
    lists = {key: tuple(name if entry == form.unit.name else entry for entry in form.lists[key]) for key in form.lists}
    stamp = replace(form.stamp, unit=slug, issue=sha256(slug.encode()).hexdigest()[:12])
    return replace(form, unit=replace(form.unit, name=name, slug=UnitSlug(slug)), stamp=stamp, lists=lists)


def written_directly(forms: Sequence[Form], rulebook: Rulebook) -> list[bytes]:
    return [write_form(form, rulebook).content for form in forms]


def cloned(forms: Sequence[Form], rulebook: Rulebook) -> list[bytes]:
    writer = FormWriter(rulebook)
    return [writer.write(form).content for form in forms]


def replayed(recorded: Sequence[Calls]) -> list[bytes]:
    return [calls.made_again(BytesIO()) for calls in recorded]


def measured(forms: Sequence[Form], rulebook: Rulebook, rounds: int) -> dict[str, list[float]]:
    """CPU seconds of each way, round by round; who begins changes each time. Raises AssertionError where two ways give
    different bytes."""
    works: dict[str, Callable[[], list[bytes]]] = {
        PLAIN: lambda: written_directly(forms, rulebook),
        CLONED: lambda: cloned(forms, rulebook),
    }
    if len(forms) < COMMUNES:  # calls of more forms than that take too much memory
        recorded = [recording(lambda form=form: write_form(form, rulebook)) for form in forms]  # type: ignore[misc]
        works[LIBRARY] = lambda: replayed(recorded)
    found: dict[str, list[float]] = {name: [] for name in works}
    names = list(works)
    files: list[bytes] = []
    gc.disable()
    for number in range(rounds):
        shift = number % len(names)
        for name in names[shift:] + names[:shift]:
            gc.collect()
            start = time.process_time()
            made = works[name]()
            found[name].append(time.process_time() - start)
            files = files or made
            assert made == files, name
    gc.enable()
    return found


def table(found: dict[str, list[float]], count: int) -> list[str]:
    lines = ["| what | CPU ms for a form, median | ratio to plain, median |", "|---|---|---|"]
    for name, seconds in found.items():
        milliseconds = statistics.median(seconds) / count * 1000
        lines.append(f"| {name} | {milliseconds:.2f} | {ratio(found, name):.3f} |")
    return lines


def ratio(found: dict[str, list[float]], name: str) -> float:
    return statistics.median(one / other for one, other in zip(found[name], found[PLAIN], strict=True))


def masters(forms: Sequence[Form]) -> str:
    kinds: list[Form] = []
    alone = 0
    for form in forms:
        master = master_form(form)
        if master is None:
            alone += 1
        elif master.form not in kinds:
            kinds.append(master.form)
    return f"{len(forms)} forms, {len(kinds)} masters, {alone} forms written each by itself"


def main() -> int:
    rounds = max(FEWEST_ROUNDS, int(sys.argv[1])) if len(sys.argv) > 1 else ROUNDS
    rulebook = load_rulebook()
    units = forms_of_units()
    sets = {"Ministries and provinces": units, "Communes": forms_of_communes(units[-1])}
    lines = [
        f"`python benchmarks/generate_forms.py {rounds}`: plan of {DEFAULT_PROGRAMME} with live checks. Python "
        f"{platform.python_version()}, XlsxWriter {version('XlsxWriter')}; rounds: {rounds}, taking turns; all ways "
        "give the same bytes. Plain is `write_form` for each form; XlsxWriter alone makes the calls it got there once "
        "more, without the content that leads to them.",
        "",
    ]
    worst = 0.0
    for name, forms in sets.items():
        found = measured(forms, rulebook, rounds)
        lines += [f"{name}: {masters(forms)}.", "", *table(found, len(forms)), ""]
        worst = max(worst, ratio(found, CLONED))
    print(put_section(HEADING, [*lines, f"Goal: cloned, at most {GOAL}."]))
    return 0 if worst <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
