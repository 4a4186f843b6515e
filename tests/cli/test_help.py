"""`tdn --help` answers at once: nothing heavy is loaded before a command needs it."""

import json
import subprocess
import sys

import pytest

HEAVY = [
    *("openpyxl", "xlsxwriter", "python_calamine", "docx", "docxtpl", "lxml"),
    *("cerberus", "rich", "yaml", "rapidfuzz", "jinja2"),
]
PROGRAM = """
import contextlib, io, json, sys
from tdn_templates.cli.main import main
sys.argv = ["tdn", *sys.argv[1:]]
shown = io.StringIO()
with contextlib.redirect_stdout(shown), contextlib.suppress(SystemExit):
    main()
print(json.dumps([sorted(sys.modules), shown.getvalue()]))
"""


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["--version"], ["generate", "--help"], ["merge", "--help"]])
def test_help_loads_no_library_that_reads_or_writes(arguments: list[str]) -> None:
    ran = subprocess.run([sys.executable, "-c", PROGRAM, *arguments], capture_output=True, check=True, text=True)
    modules, shown = json.loads(ran.stdout)
    assert "tdn" in shown
    assert [name for name in HEAVY if name in modules] == []


def test_the_help_names_every_command() -> None:
    ran = subprocess.run([sys.executable, "-m", "tdn_templates", "--help"], capture_output=True, check=True)
    shown = ran.stdout.decode("utf-8")
    assert all(f"\n  {command}" in shown for command in ("tasks", "units", "generate", "validate", "merge"))
