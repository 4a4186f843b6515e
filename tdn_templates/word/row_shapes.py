"""The few shapes that the rows of a loop take, read once from the template: pieces of XML and fields between them.

A loop over 3,400 rows has as many different rows as its template has branches, half a dozen. Which of them a row takes
is asked of the row; that its XML is sound and its cells fit the table is asked once of a specimen of each shape.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from jinja2 import nodes

from tdn_templates.word.row_table import Record

FIELD_START, FIELD_END = "\ue000", "\ue001"
"""Around the column of a field, in the place of its value in a specimen: characters that no template is written in."""

_MOST_SHAPES = 64
_NEEDLESS_FILTERS = ("e", "escape", "forceescape")

Test = Callable[[Record], object]


class NotPlainError(Exception):
    """The loop, or a value in it, asks for more than pieces and fields: jinja has to render it row by row."""


@dataclass(frozen=True, slots=True, eq=False)
class RowShape:
    """`parts` are XML, or the column of a field."""

    parts: tuple[str | int, ...]

    @property
    def specimen(self) -> str:
        return "".join(part if isinstance(part, str) else f"{FIELD_START}{part}{FIELD_END}" for part in self.parts)


@dataclass(frozen=True, slots=True)
class _Fork:
    test: Test
    yes: "_Fork | RowShape"
    no: "_Fork | RowShape"


def shape_finder(loop: nodes.For, names: Sequence[str]) -> Callable[[Record], RowShape]:
    """Which shape a row takes. `names` are the fields of a row. Raises NotPlainError."""
    if not isinstance(loop.target, nodes.Name) or loop.test or loop.else_ or loop.recursive:
        raise NotPlainError
    root = _Reader(loop.target.name, {name: index for index, name in enumerate(names)}).grown(loop.body, ())

    def find(row: Record) -> RowShape:
        place = root
        while isinstance(place, _Fork):
            place = place.yes if place.test(row) else place.no
        return place

    return find


@dataclass(slots=True)
class _Reader:
    """Reads the body of a loop whose entries are called `entry`."""

    entry: str
    columns: dict[str, int]
    shapes: int = field(default=0)

    def grown(self, body: Sequence[nodes.Node], parts: tuple[str | int, ...]) -> _Fork | RowShape:
        """What follows from these parts on: every way through the conditions ends in a shape."""
        if not body:
            self.shapes += 1
            if self.shapes > _MOST_SHAPES:
                raise NotPlainError
            return RowShape(parts)
        first, rest = body[0], body[1:]
        match first:
            case nodes.Output():
                return self.grown(rest, (*parts, *(self._part(node) for node in first.nodes)))
            case nodes.If():
                return self._forked(first, first.elif_, rest, parts)
            case _:
                raise NotPlainError

    def _forked(
        self, branch: nodes.If, others: Sequence[nodes.If], rest: Sequence[nodes.Node], parts: tuple[str | int, ...]
    ) -> _Fork:
        """`others` are the elif branches still to ask; the else branch is that of the if they belong to."""
        yes = self.grown([*branch.body, *rest], parts)
        test = self._test(branch.test)
        if not others:
            return _Fork(test, yes, self.grown([*branch.else_, *rest], parts))
        following = nodes.If(others[0].test, others[0].body, [], branch.else_)
        return _Fork(test, yes, self._forked(following, others[1:], rest, parts))

    def _part(self, node: nodes.Node) -> str | int:
        if isinstance(node, nodes.TemplateData):
            return node.data
        if isinstance(node, nodes.Filter) and node.name in _NEEDLESS_FILTERS and node.node is not None:
            return self._part(node.node)
        return self._column(node)

    def _column(self, node: nodes.Node) -> int:
        match node:
            case nodes.Getattr(node=nodes.Name(name=self.entry), attr=name) if name in self.columns:
                return self.columns[name]
            case _:
                raise NotPlainError

    def _test(self, node: nodes.Node) -> Test:
        match node:
            case nodes.Not():
                inner = self._test(node.node)
                return lambda row: not inner(row)
            case nodes.And():
                left, right = self._test(node.left), self._test(node.right)
                return lambda row: left(row) and right(row)
            case nodes.Or():
                left, right = self._test(node.left), self._test(node.right)
                return lambda row: left(row) or right(row)
            case nodes.Compare() if len(node.ops) == 1 and isinstance(node.ops[0].expr, nodes.Const):
                return self._comparison(self._column(node.expr), node.ops[0].op, node.ops[0].expr.value)
            case _:
                column = self._column(node)
                return lambda row: row[column]

    @staticmethod
    def _comparison(column: int, operator: str, value: object) -> Test:
        match operator:
            case "eq":
                return lambda row: row[column] == value
            case "ne":
                return lambda row: row[column] != value
            case _:
                raise NotPlainError
