"""Read what a registry file says about time: later codes, successors, kinds of departments that ended."""

from collections.abc import Iterator
from datetime import date, timedelta

from tdn_templates.load.strict_yaml import Entry
from tdn_templates.model.succession import DatedCode, FormerDepartment, NamedSuccessor, SuccessionKind, Successor
from tdn_templates.model.words import UnitSlug, Wording

_KINDS = tuple(kind.value for kind in SuccessionKind)
_SUCCESSOR = ("to", "kind", "since", "scope", "source")


def codes_of(entry: Entry, valid_from: date | None, valid_to: date | None) -> tuple[DatedCode, ...]:
    """Every code of a unit with its days. Raises TdnError where a later code does not come later."""
    code, later = entry.optional_text("code"), entry.entries("later_codes")
    if not code:
        if later:
            vi, en = '"later_codes" cần có "code" trước đó.', '"later_codes" needs a "code" before it.'
            entry.fail(vi, en, key="later_codes")
        return ()
    starts: list[tuple[str, date | None]] = [(code, valid_from)]
    for item in later:
        item.only("code", "since")
        since, before = item.date("since"), starts[-1][1]
        if (before is not None and since <= before) or (valid_to is not None and valid_to < since):
            vi, en = '"since" không nối tiếp mã trước đó.', '"since" does not follow on the code before it.'
            item.fail(vi, en, key="since")
        starts.append((item.text("code"), since))
    ends = [_day_before(since) for _, since in starts[1:]]
    return tuple(DatedCode(name, first, last) for (name, first), last in zip(starts, [*ends, valid_to], strict=True))


def successors_of(entry: Entry, valid_to: date | None, defaults: Entry | None) -> tuple[Successor, ...]:
    """Who took over from a unit. Raises TdnError for one without a source, and for a unit that has not ended."""
    found = entry.entries("successors")
    if not found:
        return ()
    if valid_to is None:
        vi = '"successors" chỉ dùng cho đơn vị có "valid_to".'
        entry.fail(vi, '"successors" is for units with "valid_to".', key="successors")
    fallback = defaults.optional_text("succession_source") if defaults is not None else ""
    return tuple(_successor(item, valid_to, fallback) for item in found)


def read_former_departments(root: Entry) -> Iterator[FormerDepartment]:
    for entry in root.entries("former_departments"):
        entry.only("name", "other_names", "successors")
        entry.require("successors")
        heirs = tuple(map(_named_successor, entry.entries("successors")))
        yield FormerDepartment(entry.text("name"), entry.texts("other_names"), heirs)


def _successor(item: Entry, valid_to: date, fallback: str) -> Successor:
    item.only(*_SUCCESSOR)
    return Successor(
        to=UnitSlug(item.text("to")),
        kind=SuccessionKind(item.one_of("kind", _KINDS)),
        since=item.optional_date("since") or valid_to + timedelta(days=1),
        source=fallback if fallback and "source" not in item.keys() else item.text("source"),  # noqa: SIM118 - Entry is no dict
        scope=_scope(item),
    )


def _named_successor(item: Entry) -> NamedSuccessor:
    item.only(*_SUCCESSOR, "others")
    return NamedSuccessor(
        to=item.text("to"),
        kind=SuccessionKind(item.one_of("kind", _KINDS)),
        since=item.date("since"),
        source=item.text("source"),
        scope=_scope(item),
        others=item.texts("others"),
    )


def _scope(item: Entry) -> Wording | None:
    scope = item.optional_entry("scope")
    if scope is None:
        return None
    scope.only("vi", "en")
    return Wording(scope.text("vi"), scope.text("en"))


def _day_before(day: date | None) -> date | None:
    return None if day is None else day - timedelta(days=1)
