"""What an expression in a template's tag may say: fields, comparisons, a few filters, and nothing that runs.

An own template may come by mail. Names and filters are taken from lists, so that no template can call a function,
reach inside Python or keep the program busy.
"""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from jinja2 import Environment, TemplateSyntaxError, nodes

from tdn_templates.model.template import FaultKind, TemplateFault
from tdn_templates.word.template_shapes import ANYTHING, Anything, Flag, Listing, Record, Shape, Text
from tdn_templates.word.template_tags import Tag

_ENVIRONMENT = Environment(autoescape=True)
_OF_TEXT = frozenset({"e", "escape", "forceescape", "upper", "lower", "trim", "capitalize", "title"})
_COUNTING = frozenset({"length", "count"})
_DEFAULTS = frozenset({"default", "d"})
FILTERS = _OF_TEXT | _COUNTING | _DEFAULTS | {"join"}
"""None that fails for an empty list or a blank text."""

_TESTS = frozenset({"defined", "undefined", "none", "odd", "even"})
_PLAIN = (nodes.And, nodes.Or, nodes.Not, nodes.Add, nodes.Sub, nodes.Neg, nodes.Concat, nodes.Tuple, nodes.List)
"""Nodes that only put their parts together; multiplying and formatting are not among them: a few characters would
make gigabytes."""

_YES_NO = (nodes.And, nodes.Or, nodes.Not)
_LONGEST_TAG = 600

Names = Mapping[str, Shape]
Statement = TypeVar("Statement", bound=nodes.Stmt)


@dataclass(slots=True)
class Scope:
    """The names that can be used at one place, innermost last; `used` collects the fields that are shown."""

    levels: list[Names]
    lists: Mapping[str, Listing]
    """Every list by what its entries go by."""
    used: set[str] = field(default_factory=set)

    def find(self, name: str) -> Shape | None:
        return next((level[name] for level in reversed(self.levels) if name in level), None)

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(name for level in reversed(self.levels) for name in level))


@dataclass(frozen=True, slots=True)
class Loop:
    """`entry` is the name that a loop gives to each entry of a list, `shape` what it stands for; `listing` is the
    listed name of the list, "" when that is not known."""

    entry: str
    shape: Shape
    listing: str = ""


class TagReader:
    """Reads the expressions of one tag in a scope; what is wrong in them is collected in `faults`."""

    def __init__(self, tag: Tag, scope: Scope) -> None:
        self.faults: list[TemplateFault] = []
        self._tag, self._scope = tag, scope

    def printed(self) -> None:
        """{{ expression }}: has to be a text, and counts as shown."""
        parsed = self._parsed(f"{{{{ {self._tag.body} }}}}", nodes.Output)
        if parsed is None:
            return
        shape = self._shape(parsed.nodes[0])
        if isinstance(shape, Flag | Record | Listing) or isinstance(parsed.nodes[0], nodes.Tuple | nodes.List):
            self.fault(FaultKind.NO_TEXT, self._tag.body)
        self._show(shape)

    def tested(self, condition: str) -> None:
        """{% if condition %}"""
        parsed = self._parsed(f"{{% if {condition} %}}{{% endif %}}", nodes.If)
        if parsed is not None:
            self._shape(parsed.test)

    def looped(self, loop: str) -> Loop:
        """{% for entry in list %}"""
        parsed = self._parsed(f"{{% for {loop} %}}{{% endfor %}}", nodes.For)
        if parsed is None:
            return Loop(loop.partition(" ")[0], ANYTHING)
        if not isinstance(parsed.target, nodes.Name) or parsed.recursive:
            self.fault(FaultKind.FORBIDDEN, self._tag.raw)
            return Loop("", ANYTHING)
        found, entry = self._shape(parsed.iter), parsed.target.name
        if not isinstance(found, Listing):
            if not isinstance(found, Anything):
                meant = self._scope.lists.get(entry)
                self.fault(FaultKind.NO_LIST, loop.partition(" in ")[2].strip(), meant.path if meant else "")
            return Loop(entry, ANYTHING)
        self._scope.used.add(found.path)
        if parsed.test is not None:
            self._scope.levels.append({entry: found.entry})
            self._shape(parsed.test)
            self._scope.levels.pop()
        return Loop(entry, found.entry, found.path)

    def fault(self, kind: FaultKind, name: str, near: str = "") -> None:
        self.faults.append(TemplateFault(kind, name, near, self._tag.paragraph.place))

    def _show(self, shape: Shape) -> None:
        if isinstance(shape, Text | Listing):
            self._scope.used.add(shape.path)

    def _parsed(self, source: str, wanted: type[Statement]) -> Statement | None:
        """The one statement that the source is; None, and a fault, when it is anything else."""
        try:
            body = _ENVIRONMENT.parse(source).body if len(source) <= _LONGEST_TAG else []
        except (TemplateSyntaxError, RecursionError):
            body = []
        if len(body) == 1 and isinstance(body[0], wanted):
            return body[0]
        self.fault(FaultKind.SYNTAX, self._tag.raw)
        return None

    def _shape(self, node: nodes.Node) -> Shape:
        """What the expression stands for; faults on the way."""
        path = _path(node)
        if path:
            return self._named(path)
        match node:
            case nodes.Const() | nodes.TemplateData():
                shape: Shape = Text()
            case nodes.Compare():
                shape = self._comparison(node)
            case nodes.Filter():
                shape = self._filtered(node)
            case nodes.Test() if node.name in _TESTS:
                self._shape(node.node)
                shape = Flag()
            case nodes.CondExpr() if node.expr2 is not None:
                self._shape(node.test)
                shape = self._together([node.expr1, node.expr2])
            case _ if isinstance(node, _PLAIN):
                shape = self._together(list(node.iter_child_nodes()))
                shape = Flag() if isinstance(node, _YES_NO) else shape
            case _:
                self.fault(FaultKind.FORBIDDEN, _written(node) or self._tag.raw)
                shape = ANYTHING
        return shape

    def _together(self, parts: Sequence[nodes.Node]) -> Shape:
        shapes = [self._shape(part) for part in parts]
        self._show_all(shapes)
        return next((shape for shape in shapes if isinstance(shape, Flag | Record | Listing)), Text())

    def _show_all(self, shapes: Iterable[Shape]) -> None:
        """Parts of a text that is put together count as shown where the whole is printed."""
        if self._tag.opener == "{{":
            for shape in shapes:
                self._show(shape)

    def _named(self, path: tuple[str, ...]) -> Shape:
        if any(name.startswith("_") for name in path):
            self.fault(FaultKind.FORBIDDEN, ".".join(path))
            return ANYTHING
        shape = self._scope.find(path[0])
        if shape is None:
            self._unknown_start(path)
            return ANYTHING
        for index, name in enumerate(path[1:], start=1):
            if isinstance(shape, Anything):
                return ANYTHING
            inside = shape.fields if isinstance(shape, Record) else {}
            if name not in inside:
                self._unknown_part(path, index, inside)
                return ANYTHING
            shape = inside[name]
        return shape

    def _unknown_start(self, path: tuple[str, ...]) -> None:
        """A name that means nothing here: misspelt, or an entry's field outside its loop."""
        name, written = path[0], ".".join(path)
        listing = self._scope.lists.get(name)
        if listing is not None and len(path) > 1:
            self.fault(FaultKind.OUT_OF_LOOP, written, f"for {name} in {listing.path}")
            return
        holders = [holder for holder in self._scope.names if name in self._fields_of(holder)]
        near = _nearest(name, self._scope.names)
        if len(path) == 1 and holders:
            near = f"{holders[0]}.{name}"
        elif near:
            near = ".".join((near, *path[1:]))
        self.fault(FaultKind.UNKNOWN_FIELD, written, near)

    def _unknown_part(self, path: tuple[str, ...], index: int, inside: Names) -> None:
        before, name = ".".join(path[:index]), path[index]
        near = _nearest(name, inside)
        is_outside = isinstance(self._scope.find(path[0]), Record) and name in self._scope.levels[0]
        meant = name if is_outside else f"{before}.{near}" if near else ""
        self.fault(FaultKind.UNKNOWN_FIELD, ".".join(path), meant)

    def _fields_of(self, holder: str) -> Names:
        shape = self._scope.find(holder)
        return shape.fields if isinstance(shape, Record) else {}

    def _comparison(self, node: nodes.Compare) -> Shape:
        sides = [node.expr, *(operand.expr for operand in node.ops)]
        shapes = [self._shape(side) for side in sides]
        values = next((shape.values for shape in shapes if isinstance(shape, Text) and shape.values), ())
        if values:
            for text in (text for side in sides for text in _texts(side) if text not in values):
                self.fault(FaultKind.UNKNOWN_VALUE, text, _nearest(text, values) or " / ".join(values))
        return Flag()

    def _filtered(self, node: nodes.Filter) -> Shape:
        arguments = [*node.args, *(keyword.value for keyword in node.kwargs)]
        for argument in arguments:
            self._shape(argument)
        shape = self._shape(node.node) if node.node is not None else ANYTHING
        if node.name not in FILTERS:
            kind = FaultKind.FORBIDDEN if node.name in _ENVIRONMENT.filters else FaultKind.UNKNOWN_FILTER
            self.fault(
                kind, f"|{node.name}" if kind is FaultKind.FORBIDDEN else node.name, _nearest(node.name, FILTERS)
            )
            return ANYTHING
        if node.name in _DEFAULTS or isinstance(shape, Anything):
            return shape
        if node.name in _OF_TEXT or node.name == "join":
            self._show_all([shape])
        return Text()


def _path(node: nodes.Node) -> tuple[str, ...]:
    """The names of `a.b` and `a["b"]`; () for any other expression."""
    match node:
        case nodes.Name():
            return (node.name,)
        case nodes.Getattr():
            before, last = _path(node.node), node.attr
        case nodes.Getitem() if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            before, last = _path(node.node), node.arg.value
        case _:
            return ()
    return (*before, last) if before else ()


def _written(node: nodes.Node) -> str:
    """How a forbidden expression is named: a call by what it calls, anything else by its tag ("")."""
    match node:
        case nodes.Call():
            return f"{'.'.join(_path(node.node))}()" if _path(node.node) else ""
        case nodes.Getattr() | nodes.Getitem():
            return _written(node.node)
        case nodes.Test():
            return f"is {node.name}"
        case _:
            return ""


def _texts(node: nodes.Node) -> list[str]:
    """The texts written out in one side of a comparison."""
    constants = [node] if isinstance(node, nodes.Const) else [*node.find_all(nodes.Const)]
    return [constant.value for constant in constants if isinstance(constant.value, str)]


def _nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is nearest, letter case aside; "" if none is near."""
    folded = {other.casefold(): other for other in sorted(known, reverse=True)}
    near = difflib.get_close_matches(name.casefold(), sorted(folded), n=1)
    return folded[near[0]] if near else ""
