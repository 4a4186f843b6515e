"""What a unit of a drill writes into its form: right answers, and the faults that were wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from tdn_templates.core.answers import CARRY_OUT, MERGED, NOT_APPLICABLE
from tdn_templates.core.drill_faults import DrillTask, FaultKind
from tdn_templates.core.nil_tick import NIL_TICK
from tdn_templates.model.form import Form, FormRow
from tdn_templates.model.layout import Block
from tdn_templates.model.unit import Registry
from tdn_templates.model.words import RuleCode

_USUAL_NAMES = ("Văn phòng", "Bộ phận Tổng hợp", "Bộ phận Văn hóa và Thông tin")
_REASONS = ("Không thuộc phạm vi quản lý của đơn vị", "Đã hoàn thành trong năm trước")
_NOTES = ("Đã rà soát", "Thực hiện theo kế hoạch công tác năm", "")
_MOST_NAMES = 8
_NOT_APPLICABLE, _MERGED, _HELPED = 0.08, 0.03, 0.4
"""How many of a hundred answers are such; the last one of those who can name a supporting unit."""

_NO_LIST, _NIL_THOUGH_LEAD = RuleCode("UNIT06"), RuleCode("TABLE08")
_NIL_AND_ANSWERS = RuleCode("SHEET06")


@dataclass(frozen=True, slots=True)
class Seeded:
    """A fault in line `line` of the form, counted from 0, in `column`; `line` None is the line of the nil tick, and
    `column` "" the sheet as a whole. `kind` is "" for what cannot be helped."""

    kind: str
    code: RuleCode
    line: int | None
    column: str
    task: str = ""


@dataclass(frozen=True, slots=True)
class DrillReturn:
    """What is typed into a form: texts by line, counted from 0, and column key; (None, "") is the tick."""

    texts: Mapping[tuple[int | None, str], str]
    seeded: tuple[Seeded, ...]


@dataclass(frozen=True, slots=True)
class Filler:
    """One unit with its form. `names` are departments it is known to have, `leads` says that a task names it as lead;
    `random` is its own."""

    form: Form
    names: tuple[str, ...]
    leads: bool
    seed: str

    def right(self) -> DrillReturn:
        """Every task answered, nothing wrong."""
        return self.faulty(())

    def faulty(self, kinds: Sequence[FaultKind]) -> DrillReturn:
        """The right answers with a fault of each of these kinds that the form has a task for, each in another task."""
        random = Random(self.seed)  # noqa: S311 - a drill wants repeatable, not secret
        answers = self._answers(random)
        free = self._spoilable(answers)
        random.shuffle(free)
        seeded: list[Seeded] = []
        for kind in kinds:
            found = self._spoilt(kind, free, answers)
            if found is None:
                continue
            line, spoilt = found
            answers[line] = spoilt
            free.remove(line)
            seeded.append(Seeded(kind.key, kind.code, line, kind.column, self._row(line).values["number"]))
        in_order = sorted(seeded, key=lambda item: item.line or 0)
        return DrillReturn(_by_cell(answers), (*in_order, *self._no_list(answers)))

    def nil(self) -> DrillReturn:
        return DrillReturn({(None, ""): NIL_TICK}, self._though_lead())

    def nil_and_answers(self) -> DrillReturn:
        right = self.right()
        tick = (Seeded("nil_and_answers", _NIL_AND_ANSWERS, None, ""),) if right.texts else ()
        return DrillReturn({**right.texts, (None, ""): NIL_TICK}, (*tick, *self._though_lead(), *right.seeded))

    def _answers(self, random: Random) -> dict[int, dict[str, str]]:
        """By line. Merged tasks go into one that is carried out."""
        lines = [at for at, line in enumerate(self.form.lines) if isinstance(line, FormRow) and line.task is not None]
        carried = lines[: max(1, len(lines) // 3)]
        answers: dict[int, dict[str, str]] = {}
        for line in lines:
            drawn = random.random()
            if line in carried or drawn > _NOT_APPLICABLE + _MERGED:
                answers[line] = self._carried_out(random)
            elif drawn > _MERGED or self._row(line).block is not Block.INHERITED:
                answers[line] = {"treatment": self._choice(NOT_APPLICABLE), "note": random.choice(_REASONS)}
            else:
                into = self._row(random.choice(carried)).values["number"]
                answers[line] = {"treatment": self._choice(MERGED), "carries": into}
        return answers

    def _carried_out(self, random: Random) -> dict[str, str]:
        names = self.names or _USUAL_NAMES
        lead = random.choice(names)
        helped = len(names) > 1 and random.random() < _HELPED
        supporting = random.choice([name for name in names if name != lead]) if helped else ""
        return {
            "treatment": self._choice(CARRY_OUT),
            "own_lead": lead,
            "own_supporting": supporting,
            "note": random.choice(_NOTES),
        }

    def _spoilable(self, answers: Mapping[int, Mapping[str, str]]) -> list[int]:
        """Tasks that are carried out and that no other one is merged into."""
        merged_into = {answer["carries"] for answer in answers.values() if "carries" in answer}
        return [
            line
            for line, answer in answers.items()
            if answer["treatment"] == self._choice(CARRY_OUT)
            and self._row(line).block is Block.INHERITED
            and self._row(line).values["number"] not in merged_into
        ]

    def _spoilt(
        self, kind: FaultKind, free: Sequence[int], answers: Mapping[int, Mapping[str, str]]
    ) -> tuple[int, dict[str, str]] | None:
        for line in free:
            texts = kind.spoil(DrillTask(self.form, self._row(line), answers[line], self.names))
            if texts is not None:
                return line, {**answers[line], **texts}
        return None

    def _choice(self, key: str) -> str:
        column = self.form.layout.column(self.form.layout.deciding)
        return next(choice.label.in_lang(self.form.lang) for choice in column.choices if choice.key == key)

    def _row(self, line: int) -> FormRow:
        row = self.form.lines[line]
        if not isinstance(row, FormRow):
            raise TypeError(f"line {line} is a band")
        return row

    def _no_list(self, answers: Mapping[int, Mapping[str, str]]) -> tuple[Seeded, ...]:
        """Of a unit whose departments nobody has listed it is said once, if it names any."""
        names = any(answer.get("own_lead") for answer in answers.values())
        return (Seeded("", _NO_LIST, 0, ""),) if names and not self.form.known_names else ()

    def _though_lead(self) -> tuple[Seeded, ...]:
        return (Seeded("", _NIL_THOUGH_LEAD, None, ""),) if self.leads else ()


def names_of_departments(form: Form, registry: Registry) -> tuple[str, ...]:
    """Departments that the unit is known to have, listed or by the general pattern, a few; () where nobody knows."""
    slug = form.unit.slug
    units = registry.children(slug) or tuple(filter(registry.is_there, registry.generic_children(slug)))
    names = [unit.name for unit in units if not set(unit.name) & set(",;()")]
    return tuple(names[:_MOST_NAMES])


def _by_cell(answers: Mapping[int, Mapping[str, str]]) -> dict[tuple[int | None, str], str]:
    return {(line, column): text for line, answer in answers.items() for column, text in answer.items()}
