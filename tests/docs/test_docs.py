"""The documents tell the truth: commands run, links lead somewhere, tables agree with the code."""

import contextlib
import io
import os
import re
import runpy
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest

from tdn_templates.cli.main import main, tdn
from tdn_templates.core.rulebook import Rulebook
from tdn_templates.core.timeframes import read_time
from tdn_templates.files.limits import DEFAULT_LIMITS, MEBIBYTE, ReadLimits
from tdn_templates.load.knowledge import load_rulebook
from tdn_templates.model.timeframe import TimeKind

ROOT = Path(__file__).parents[2]
FOLDERS = ("docs", "examples", "rules", "templates", "tests", "benchmarks", "scripts")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.md"))])
GUIDES = ("README.md", "README.vi.md", "docs/rounds.md")
DECISIONS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
WITH_BASIS = sorted({part for rule in load_rulebook().rules.values() for part in rule.basis.split("; ")})

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"\b(?:FILE|STAMP|SHEET|VALUE|TIME|UNIT|ROW|TABLE|BATCH|WORD)[0-9]{2}\b")
MODULE = re.compile(r"`([a-z_]+(?:/[a-z_0-9]+)*/(?:[a-z_0-9]+\.py)?|[a-z_0-9/]+\.(?:py|yaml|toml|tsv|txt))`")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


# --- what a reader sees first


def test_the_first_line_says_what_tdn_means() -> None:
    first = text("README.md").partition("\n")[0]
    assert [word for word in ("TDN", "thông tin đối ngoại", "external information") if word not in first] == []


def test_the_first_screen_has_both_commands_and_the_vietnamese_guide() -> None:
    screen = "\n".join(text("README.md").splitlines()[:25])
    wanted = ("make demo", "make test", "py make.py demo", "py make.py test", "Python 3.11", "README.vi.md")
    assert [phrase for phrase in wanted if phrase not in screen] == []


def test_the_commands_of_the_first_screen_are_there() -> None:
    targets = re.findall(r"^(\w+):\n\t\$\(PYTHON\) make\.py (\w+)$", text("Makefile"), re.MULTILINE)
    assert targets == [("demo", "demo"), ("test", "test")]
    script = runpy.run_path(str(ROOT / "make.py"))
    assert callable(script["demo"])
    assert callable(script["test"])


# --- commands


def sessions(document: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of the console blocks, with the lines shown below it."""
    for block in re.findall(r"^```console\n(.*?)^```", text(document), re.MULTILINE | re.DOTALL):
        for part in re.split(r"^[$>] ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.rstrip("\n").split("\n")
            yield command, shown


def run(command: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """Exit code and what was printed; `tdn` runs in this process, which has loaded everything already."""
    words = shlex.split(command)
    if words[0] == "tdn":
        return run_tdn(words, folder, monkeypatch)
    if words in (["make", "demo"], ["py", "make.py", "demo"]):
        words = [sys.executable, str(ROOT / "examples" / "demo.py")]
    environment = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"}
    ran = subprocess.run(
        words,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return ran.returncode, ran.stdout


def run_tdn(words: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    printed = io.StringIO()
    with monkeypatch.context() as here:
        here.chdir(folder)
        here.setenv("COLUMNS", "80")
        here.setattr(sys, "argv", words)
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), pytest.raises(SystemExit) as end:
            main()
    return int(str(end.value.code)), printed.getvalue()


def pattern(shown: list[str]) -> str:
    """ "..." stands for any lines, "…" at the start of a line for any beginning of it."""
    lines = []
    for line in shown:
        if line == "...":
            lines.append(r"(?:.*\n)*?")
        else:
            start, rest = (".*", line[1:]) if line.startswith("…") else ("", line)
            lines.append(rf"{start}{re.escape(rest)}[ ]*\n")
    return "".join(lines)


@pytest.mark.parametrize("document", GUIDES)
def test_every_command_shown_runs_and_prints_what_is_shown(
    document: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exit_code, complaints, count = 0, [], 0
    for command, shown in sessions(document):
        if command == "echo $?":
            printed = f"{exit_code}\n"
        else:
            exit_code, said = run(command, tmp_path, monkeypatch)
            printed = said.replace("\\", "/")
            if "Traceback" in printed or exit_code not in (0, 1):
                complaints.append(f"{command} ended with {exit_code}:\n{printed[-2000:]}")
        count += 1
        if shown and not re.fullmatch(pattern(shown), printed):
            complaints.append(f"{command} did not print what is shown, but:\n{printed[:2000]}")
    assert complaints == []
    assert count > 5


@pytest.mark.parametrize("document", GUIDES)
def test_every_command_and_option_mentioned_exists(document: str) -> None:
    context = click.Context(tdn)
    commands = {each: tdn.get_command(context, each) for each in tdn.list_commands(context)}
    whole = [command for command in commands.values() if command is not None]
    parts = [part for command in whole if isinstance(command, click.Group) for part in command.commands.values()]
    options = {
        option for command in (*whole, *parts) for parameter in command.get_params(context) for option in parameter.opts
    }
    mentioned = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text(document)))
    assert mentioned - options == set()
    assert set(re.findall(r"\btdn ([a-z]+)\b(?! -h)", "\n".join(code_of(document)))) - commands.keys() == set()


def code_of(document: str) -> list[str]:
    return re.findall(r"^```.*?^```|`[^`\n]+`", text(document), re.MULTILINE | re.DOTALL)


def test_the_table_of_commands_is_the_command_line() -> None:
    table = re.findall(r"^\| `tdn ([a-z]+)` \| \S", text("README.md"), re.MULTILINE)
    assert table == tdn.list_commands(click.Context(tdn))


# --- links, paths, codes


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    broken = []
    for link in LINK.findall(document.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_file_mentioned_exists(document: Path) -> None:
    mentioned = [path for path in MODULE.findall(document.read_text(encoding="utf-8")) if path.upper() != path]
    places = (ROOT, ROOT / "tdn_templates", document.parent)
    made = re.compile(
        r"demo/|\.venv/|tdn_templates/_shipped/|[1-3]-|round\.yaml|(?:inbox|outbox|to-return|reports|merged)/"
    )
    missing = [path for path in mentioned if not made.match(path) and not any((at / path).exists() for at in places)]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_rule_code_mentioned_exists(document: Path, rulebook: Rulebook) -> None:
    assert set(CODE.findall(document.read_text(encoding="utf-8"))) - set(rulebook.rules) == set()


@pytest.mark.parametrize("basis", [basis for basis in WITH_BASIS if basis.startswith("docs/")])
def test_a_page_that_is_the_basis_of_a_rule_speaks_of_it(basis: str, rulebook: Rulebook) -> None:
    page = text(basis)
    silent = [code for code, rule in rulebook.rules.items() if basis in rule.basis.split("; ") and code not in page]
    assert silent == []


def test_the_tree_in_the_readme_is_the_tree() -> None:
    block = text("README.md").partition("## Where things are")[2].partition("```text\n")[2].partition("```")[0]
    folder, missing = ROOT, []
    for line in block.splitlines():
        entry = line.split()[0]
        if not line.startswith(" "):
            folder = ROOT / entry
        if not (folder if not line.startswith(" ") else folder / entry).exists():
            missing.append(entry)
    assert missing == []
    packages = {path.parent.name for path in (ROOT / "tdn_templates").glob("*/__init__.py")}
    assert packages - set(re.findall(r"^  (\w+)/", block, re.MULTILINE)) == set()


# --- tables made from, or equal to, what the code says


def test_the_table_of_rules_is_up_to_date(rulebook: Rulebook) -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "make_rule_table.py"))
    assert text("rules/README.md") == script["rule_table"](rulebook.rules.values())


def test_the_table_of_floors_is_the_contract() -> None:
    contracts = tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    section = text("docs/architecture.md").partition("\n## Floors\n")[2].partition("\n## ")[0]
    assert [row.replace("\\|", "|") for row in re.findall(r"^\| `(.+?)` \|", section, re.MULTILINE)] == layers


def shown_limit(limit: str) -> str:
    value = getattr(DEFAULT_LIMITS, limit)
    return (
        f"{value // MEBIBYTE:,} MiB" if limit.endswith("_bytes") else f"{value:,g}" if value < 10_000 else f"{value:,}"
    )


def test_the_table_of_limits_has_every_limit_with_its_default() -> None:
    table = dict(re.findall(r"^\| `([a-z_]+)` \| ([^|]+) \|", text("docs/safety.md"), re.MULTILINE))
    assert table == {field.name: shown_limit(field.name) for field in fields(ReadLimits)}


def test_every_time_phrase_of_the_domain_page_is_understood() -> None:
    section = text("docs/domain.md").partition("\n## Time frames\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| [^|]+ \| ([^|]+) \|$", section, re.MULTILINE)[1:]
    phrases = [phrase.strip() for row in rows for phrase in row.split(";") if "---" not in row]
    assert [phrase for phrase in phrases if read_time(phrase).kind is TimeKind.UNREADABLE] == []
    assert len(phrases) > 15


@pytest.mark.parametrize("decision", DECISIONS, ids=name)
def test_a_decision_has_its_three_parts_and_the_versions_in_use(decision: Path) -> None:
    page = decision.read_text(encoding="utf-8")
    number = int(decision.name[:4])
    assert page.startswith(f"# {number}. ")
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    pinned = dict(line.lower().split("==") for line in text("constraints.txt").split())
    named = "".join(re.findall(r"^Librar(?:y|ies): (?:.+\n)+", page, re.MULTILINE))
    for library, version in re.findall(r"([A-Za-z][\w-]+) ([0-9]+(?:\.[0-9]+)+)", named):
        assert pinned[library.lower()] == version


def test_the_list_of_decisions_is_complete() -> None:
    listed = re.findall(r"^\| ([0-9]+) \| \[(.+)\]\((.+)\) \|$", text("docs/adr/README.md"), re.MULTILINE)
    titles = [path.read_text(encoding="utf-8").partition("\n")[0] for path in DECISIONS]
    assert [(f"# {number}. {title}", file) for number, title, file in listed] == [
        (title, path.name) for title, path in zip(titles, DECISIONS, strict=True)
    ]
