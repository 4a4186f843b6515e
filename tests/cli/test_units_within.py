"""`tdn units --within`: departments of one body, and which of them nobody has confirmed."""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

Tdn = Callable[..., CompletedProcess[str]]


def test_a_generic_department_is_shown_as_not_confirmed(tdn: Tdn) -> None:
    shown = tdn("units", "--find", "so ngoai vu", "--within", "Quảng Ninh", "--limit", "1")
    assert shown.returncode == 0
    assert "Sở Ngoại vụ (theo" in shown.stdout
    assert "not confirmed" in shown.stdout
    listed = tdn("units", "--find", "so ngoai vu", "--within", "Bình Định", "--limit", "1")
    assert "theo mẫu chung" not in listed.stdout


def test_json_tells_listed_departments_from_generic_ones(tdn: Tdn) -> None:
    shown = tdn("units", "--within", "Bộ Tài chính", "--limit", "1000", "--format", "json")
    generic = {unit["slug"]: unit["generic"] for unit in json.loads(shown.stdout)["units"]}
    assert generic["btc-vu-hop-tac-quoc-te"] is False
    assert generic["btc-vu-phap-che"] is True


def test_who_finds_nothing_is_told_to_name_the_body(tdn: Tdn) -> None:
    shown = tdn("units", "--find", "qqqq zzzz")
    assert shown.returncode == 1
    assert "--within" in shown.stdout


def test_a_body_nobody_knows_is_refused(tdn: Tdn) -> None:
    refused = tdn("units", "--within", "qqqq zzzz")
    assert refused.returncode == 2
    assert "qqqq zzzz" in refused.stderr
