"""Chromium without a window: what it makes of a page, what it prints, what it says on its console."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next((found for name in BROWSERS if (found := shutil.which(name)) is not None), None)
needs_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(
        BROWSER is None and not os.environ.get("CI"), reason="Chromium is not installed; CI must have it"
    ),
]


@dataclass(frozen=True)
class Seen:
    """The document after its scripts have run, and what stood on the console."""

    dom: str
    console: tuple[str, ...]


def seen(page: Path, fragment: str = "") -> Seen:
    """The page as the browser has it once it stands still."""
    ran = _run(page, "--virtual-time-budget=5000", "--dump-dom", address=page.as_uri() + fragment)
    return Seen(ran.stdout, tuple(line for line in ran.stderr.splitlines() if "CONSOLE" in line))


def printed_pages(page: Path, target: Path) -> list[tuple[float, float]]:
    """Width and height of every page of the print, in points."""
    _run(page, f"--print-to-pdf={target}", "--no-pdf-header-footer", address=page.as_uri())
    boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", target.read_bytes())
    return [(float(width), float(height)) for width, height in boxes]


def _run(page: Path, *what: str, address: str) -> subprocess.CompletedProcess[str]:
    """With a profile of its own beside the page. The sandbox needs rights that containers do not give."""
    assert BROWSER is not None, "Chromium is not installed, and these tests must run in CI"
    profile = page.with_name("profile")
    usual = ("--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", f"--user-data-dir={profile}")
    return subprocess.run(
        [BROWSER, *usual, *what, address], check=True, capture_output=True, text=True, encoding="utf-8", timeout=120
    )
