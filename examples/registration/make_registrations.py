"""What each department of the ministry would have registered, derived from the two agency columns it published.

    python examples/registration/make_registrations.py FOLDER

Writes the forms, the filled-in registrations and the list made from the plan, merges them, and says where the merged
columns differ from the published ones, and why.
"""

import csv
import io
import runpy
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx

from tdn_templates import api
from tdn_templates.api.own_files import known_with
from tdn_templates.core.mentions import MentionReader
from tdn_templates.files.search_path import own_first
from tdn_templates.model.mention import Agencies
from tdn_templates.model.unit import Registry, Unit
from tdn_templates.testing import fill_form

HERE = Path(__file__).parent
PLANS = HERE.parent / "published-plans"
OWNER = "Bộ Tài chính"
LEAD, SUPPORTING, NO_PART = "Chủ trì", "Phối hợp", "Không tham gia"
HEAD = ("number", "column", "published", "merged", "why")


@dataclass(frozen=True, slots=True)
class Registrations:
    """`tasks` is the list made from the ministry's plan, `own` the office's folder with its list of units, `returns`
    the folder of registrations, `forms` that of the empty ones."""

    tasks: Path
    own: Path
    forms: Path
    returns: Path


def make_registrations(folder: Path) -> Registrations:
    own, returns = folder / "co-quan", folder / "nhan-ve"
    own.mkdir(parents=True)
    returns.mkdir()
    shutil.copy(HERE / "co-quan-bao-chi.units.yaml", own)
    plan = runpy.run_path(str(PLANS / "make_returns.py"))["make_returns"](folder / "ke-hoach")[0]
    made = api.generate([], folder / "gui-di", of=OWNER, form="registration", plan=plan, draft=True, templates=own)
    tasks, *forms = (path for path in made.files if path.suffix != ".docx")
    known = known_with(str(tasks), own_first(own))
    programme = next(iter(known.programmes.values()))
    for unit, form in zip(made.units, forms, strict=True):
        answers = [
            {"row": task.number, "claim": _role(unit, task.lead, task.supporting, known.registry)}
            for task in programme.tasks
        ]
        (returns / form.name).write_bytes(fill_form(form.read_bytes(), answers))
    return Registrations(tasks, own, folder / "gui-di", returns)


def _role(unit: Unit, lead: Agencies, supporting: Agencies, registry: Registry) -> str:
    if _speaks_of(unit, lead, registry):
        return LEAD
    return SUPPORTING if _speaks_of(unit, supporting, registry) else NO_PART


def _speaks_of(unit: Unit, cell: Agencies, registry: Registry) -> bool:
    return any(
        mention.unit == unit.slug
        or (mention.unit_class is not None and registry.is_member(unit, mention.unit_class, within=unit.parent))
        for mention in cell.mentions
    )


def merged_columns(annex: Path) -> list[tuple[str, str, str]]:
    """Number, own lead and own supporting units of every task in a merged annex of 7 columns."""
    rows = [row.cells for row in list(docx.Document(str(annex)).tables[0].rows)[1:]]
    tasks = [row for row in rows if row[0]._tc is not row[-1]._tc]  # a heading over the whole width is one element
    return [(row[0].text, row[5].text, row[6].text) for row in tasks]


def published_columns() -> list[tuple[str, str, str]]:
    text = (PLANS / "bo-tai-chinh.published.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(row["number"], row["own_lead"], row["own_supporting"]) for row in rows]


def differences(annex: Path, registry: Registry) -> Iterator[tuple[str, str, str, str, str]]:
    """Every cell that is printed otherwise than published: number, column, both texts, and why."""
    owner = next(unit for unit in registry.units if unit.name == OWNER)
    reader = MentionReader(registry, owner.slug)
    for before, after in zip(published_columns(), merged_columns(annex), strict=True):
        for column, published, merged in zip(("own_lead", "own_supporting"), before[1:], after[1:], strict=True):
            if published != merged or before[0] != after[0]:
                why = _why(reader.read(published), reader.read(merged), registry, owner)
                yield before[0], column, published, merged, why


def _why(published: Agencies, merged: Agencies, registry: Registry, owner: Unit) -> str:
    """ "khác" if the two do not mean the same units; else what makes the texts differ."""
    if _meaning(published, registry, owner) != _meaning(merged, registry, owner):
        return "khác"
    reasons = []
    if len(_named(published)) > len(_named(merged)):
        reasons.append("đơn vị nêu tên đã nằm trong khối")
    elif _named(published) != _named(merged):
        reasons.append("xếp theo thứ tự của danh mục")
    if "liên quan" in published.wording:
        reasons.append("“có liên quan”: mọi đơn vị đã đăng ký")
    return "; ".join(reasons or ["cách viết tên, dấu ngăn cách"])


def _named(cell: Agencies) -> list[str]:
    return [mention.unit for mention in cell.mentions if mention.unit is not None]


def _meaning(cell: Agencies, registry: Registry, owner: Unit) -> set[str]:
    """Classes, and the units that are in none of them."""
    classes = {mention.unit_class for mention in cell.mentions if mention.unit_class is not None}
    inside = {unit.slug for key in classes for unit in registry.members(key, within=owner.slug)}
    return {*classes, *(slug for slug in _named(cell) if slug not in inside)}


def differences_tsv(annex: Path, registry: Registry) -> str:
    return "".join("\t".join(line) + "\n" for line in (HEAD, *differences(annex, registry)))


def main(folder: Path) -> None:
    made = make_registrations(folder)
    annex = api.merge([made.returns], folder / "tong-hop", programme=str(made.tasks), templates=made.own).files[0]
    print(annex)
    print(differences_tsv(annex, known_with(str(made.tasks), own_first(made.own)).registry), end="")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
