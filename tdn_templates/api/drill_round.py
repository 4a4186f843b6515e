"""The round of a drill: begun as any other, but with a list and with communes that are for practice only."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tdn_templates.api.chosen_units import UNIT_SETS
from tdn_templates.api.own_files import known_with
from tdn_templates.api.round_folder import RoundFolder
from tdn_templates.api.round_init import init_round
from tdn_templates.api.shared import only_programme
from tdn_templates.core.assign import form_tasks
from tdn_templates.core.drill_plan import issued_on
from tdn_templates.core.known import Known
from tdn_templates.files.search_path import SHIPPED_ONLY
from tdn_templates.load.drill_list import COMMUNE_SLUG, MARK, practice_communes, practice_list
from tdn_templates.model.words import UnitSlug

DRILL_FORM = "plan"
"""The one form there is a drill for."""

_ISSUER = f"CƠ QUAN TỔ CHỨC {MARK}"


def begin_drill(folder: Path, count: int, programme: str, deadline: date) -> RoundFolder:
    """round.yaml and the folders, for so many units. Raises TdnError for a list that cannot be used."""
    name, text = practice_list(programme)
    with TemporaryDirectory() as temporary:
        beside = Path(temporary)
        (beside / name).write_bytes(text.encode())
        asked, communes = _asked(known_with(str(beside / name), SHIPPED_ONLY), count)
        if communes:
            (beside / "units").mkdir()
            (beside / "units" / "dien-tap.units.yaml").write_bytes(communes.encode())
        begun = init_round(
            folder,
            deadline=deadline,
            units=asked,
            programme=str(beside / name),
            form=DRILL_FORM,
            issuer=_ISSUER,
            letter_number=MARK,
            letter_date=issued_on(deadline),
            title=f"{MARK}: đợt báo cáo để tập sử dụng, không có thật",
            templates=beside / "units" if communes else None,
        )
    return begun.folder


def _asked(known: Known, count: int) -> tuple[list[UnitSlug], str]:
    """So many units: those that have tasks in the list, then communes that do not exist; and the file of these, "" for
    none."""
    registry, programme, layout = known.registry, only_programme(known), known.layouts[DRILL_FORM]
    members = registry.members(UNIT_SETS["all"])
    asked = [unit.slug for unit in members if form_tasks(layout, programme, registry, unit)][:count]
    more = count - len(asked)
    if not more:
        return asked, ""
    provinces = [unit.slug for unit in registry.members(UNIT_SETS["provinces"])]
    made_up = (UnitSlug(COMMUNE_SLUG.format(number)) for number in range(1, more + 1))
    return [*asked, *made_up], practice_communes(more, provinces)
