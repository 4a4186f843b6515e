"""The JSON is what its published schema says."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import tdn_templates.report
from tdn_templates.api import Validation
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.since import VALIDATION_SCHEMA, compare_since
from tdn_templates.model.finding import Finding, Place
from tdn_templates.model.unit import Registry
from tdn_templates.model.verdict import Verdict
from tdn_templates.model.words import Lang, RuleCode, Severity, State
from tdn_templates.report.json import validation_json

SCHEMA = json.loads((Path(tdn_templates.report.__file__).parent / "validation.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def faults_of(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(json.loads(text))]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["schema"]["const"] == VALIDATION_SCHEMA


@pytest.mark.parametrize("lang", list(Lang))
def test_real_returns_fit_the_schema(published: Validation, registry: Registry, lang: Lang) -> None:
    text = validation_json(
        published.verdicts, published.batch_findings, published.rulebook, lang, missing=registry.units[:2]
    )
    assert faults_of(text) == []
    loaded = json.loads(text)
    assert sorted(file["unit_slug"] or "" for file in loaded["files"]) == ["", "bo-tai-chinh", "tinh-binh-dinh"]
    assert loaded["since"] is None
    assert len(loaded["missing"]) == 2


def test_a_comparison_fits_the_schema(published: Validation, rulebook: Rulebook) -> None:
    past = validation_json(published.verdicts, (), rulebook, Lang.VI)
    since = compare_since(past, published.verdicts[:1], ())
    text = validation_json(published.verdicts[:1], (), rulebook, Lang.EN, since=since)
    assert faults_of(text) == []
    assert json.loads(text)["since"]["not_checked"] != []


def test_a_batch_finding_and_an_odd_value_fit_the_schema(
    make_verdict: Callable[..., Verdict], rulebook: Rulebook
) -> None:
    twice = Finding(RuleCode("BATCH01"), Severity.ERROR, value="Bộ Tài chính", facts={"unit": "Bộ Tài chính"})
    odd = Finding(RuleCode("SHEET03"), Severity.NOTE, Place("=\u202e", "XFD1048576"), value="<script>\n\x07")
    text = validation_json([make_verdict([odd])], [twice], rulebook, Lang.VI)
    assert faults_of(text) == []
    assert json.loads(text)["files"][0]["findings"][0]["value"] == "<script>\n\x07"


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_in_the_schema(make_verdict: Callable[..., Verdict], rulebook: Rulebook, state: State) -> None:
    assert faults_of(validation_json([make_verdict(state=state)], (), rulebook, Lang.VI)) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [("id", "xyz"), ("severity", "fatal"), ("cell", "h17"), ("code", "row1"), ("message", ""), ("surprise", 1)],
)
def test_the_schema_refuses_what_the_report_never_says(published: Validation, key: str, value: object) -> None:
    loaded = json.loads(validation_json(published.verdicts, (), published.rulebook, Lang.VI))
    loaded["files"][0]["findings"][0][key] = value
    assert not VALIDATOR.is_valid(loaded)


def test_every_key_of_a_finding_is_required(published: Validation) -> None:
    loaded = json.loads(validation_json(published.verdicts, (), published.rulebook, Lang.VI))
    finding = loaded["files"][0]["findings"][0]
    assert sorted(finding) == sorted(SCHEMA["$defs"]["finding"]["required"])
    assert sorted(finding) == sorted(SCHEMA["$defs"]["finding"]["properties"])
