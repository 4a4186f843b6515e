"""The code of a list from the number of its document: 47/NQ-CP of 2024 is nq47-2024, 1644/QĐ-BTC qd1644-btc-2024."""

import re

from tdn_templates.core.fold import slug

_REFERENCE = re.compile(
    r"(?P<number>[0-9]*[A-Za-z]?)\s*[/-]\s*(?:(?:19|20)\d\d\s*/\s*)?(?P<kind>[^\W\d_]+)(?:\s*[-/]\s*(?P<body>.+))?"
)
_UNSAID = frozenset({"cp"})
"""Whose documents are cited without a name: the Government's."""

_KINDS = frozenset(("nq", "qd", "kh", "ct", "ctr", "tb", "nd", "tt", "ttr", "hd", "bc", "da", "kl", "cl"))
"""Of documents; the number of an official letter (công văn) begins with the body instead."""

_OF_MANY = frozenset({"ubnd", "hdnd", "tu"})
"""Every province has one."""


def list_prefix(reference: str, issuer_slug: str, title: str) -> str:
    """What tasks of the list are called by before the colon, "nq47"; never blank."""
    found = _REFERENCE.fullmatch(reference.strip())
    if found is None:
        return slug(reference) or "-".join(slug(title).split("-")[:4]) or "danh-muc"
    body = slug(found["body"] or "")
    kind, number = slug(found["kind"]), found["number"].lower()
    body = "" if body in _UNSAID else body
    parts = [f"{kind}{number}", body] if kind in _KINDS else [f"cv{number}", kind, body]
    if not found["number"] or body.split("-")[0] in _OF_MANY:
        parts.append(re.sub(r"^(?:tinh|thanh-pho)-", "", issuer_slug))
    return "-".join(filter(None, parts)) or "danh-muc"
