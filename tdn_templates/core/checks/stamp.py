"""STAMP: is it our form, of which programme, of which unit."""

from collections.abc import Callable, Iterator, Mapping

from tdn_templates.core.known import Known
from tdn_templates.core.rulebook import Fault
from tdn_templates.model.stamp import Stamp
from tdn_templates.model.submission import Submission
from tdn_templates.model.words import RuleCode

StampCheck = Callable[[Submission, Known], Iterator[Fault]]


def not_our_form(submission: Submission, known: Known) -> Iterator[Fault]:
    if submission.stamp is None:
        yield Fault(value=submission.source.name)


def unit_not_in_registry(submission: Submission, known: Known) -> Iterator[Fault]:
    stamp = _stamp(submission)
    if known.registry.find(stamp.unit) is None:
        yield _fault(stamp.unit)


def programme_unknown(submission: Submission, known: Known) -> Iterator[Fault]:
    stamp = _stamp(submission)
    if stamp.programme not in known.programmes:
        yield _fault(stamp.programme, programmes=", ".join(known.programmes))


def edition_differs(submission: Submission, known: Known) -> Iterator[Fault]:
    stamp = _stamp(submission)
    edition = known.programmes[stamp.programme].edition
    if stamp.edition not in ("", edition):
        yield _fault(stamp.edition, edition=edition)


def form_version_unknown(submission: Submission, known: Known) -> Iterator[Fault]:
    stamp = _stamp(submission)
    layout = known.layouts.get(stamp.layout)
    if layout is None or (stamp.layout_version and _major(stamp.layout_version) != _major(layout.version)):
        layouts = ", ".join(f"{item.name} {item.version}" for item in known.layouts.values())
        yield _fault(f"{stamp.layout} {stamp.layout_version}".strip(), layouts=layouts)


def stamps_disagree(submission: Submission, known: Known) -> Iterator[Fault]:
    """Only what a place says counts: a file name says no edition, and an unknown name says nothing."""
    used = _stamp(submission)
    for found in submission.stamps[1:]:
        if found.where == "file_name" and known.registry.find(found.stamp.unit) is None:
            continue
        for (name, value), (_, expected) in zip(found.stamp.items(), used.items(), strict=True):
            if value and expected and value != expected:
                yield _fault(value, where=found.where, used=expected, name=name)


STAMP_CHECKS: Mapping[RuleCode, StampCheck] = {
    RuleCode("STAMP01"): not_our_form,
    RuleCode("STAMP02"): unit_not_in_registry,
    RuleCode("STAMP03"): programme_unknown,
    RuleCode("STAMP04"): edition_differs,
    RuleCode("STAMP05"): form_version_unknown,
    RuleCode("STAMP06"): stamps_disagree,
}


def _stamp(submission: Submission) -> Stamp:
    """The stamp of a submission that passed STAMP01."""
    if submission.stamp is None:
        raise ValueError("a submission without a stamp does not reach this rule")
    return submission.stamp


def _major(version: str) -> str:
    return version.partition(".")[0]


def _fault(value: str, **facts: str) -> Fault:
    return Fault(value=value, facts={"value": value, **facts})
