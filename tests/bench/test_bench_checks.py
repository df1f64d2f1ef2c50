"""How long a check takes, in a browser, too: the section tells it, and what could not be measured."""

import dataclasses
import sys

import pytest

from bench.browsing import opened
from bench.checks import Checks, Waited
from bench.machine import here
from bench.peers import UnusableError
from bench.report_checks import SITE, checks_section

ALL = Waited("softmax", "right", [0.05, 0.06, 0.9], [0.12], [0.3], [12.0, 14.0, 13.0], [5.2])
FOUND = Checks([ALL], 3, "Chromium 150", "", [0.5, 7.0])
COMMAND = "nox -s bench -- page"


def rows(section):
    lines = [line for line in section.splitlines() if line.startswith("| softmax, right ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_section_tells_medians_and_ratios():
    section = checks_section(FOUND, dataclasses.replace(here(), cores=2), COMMAND)
    assert section.startswith(f"{SITE}\n")
    assert rows(section) == [
        ["softmax, right", "60.0 ms", "120 ms", "300 ms", "**2.0**", "**2.5**", "**5.0**"],
        ["softmax, right", "13.0 s", "**43.3**", "5.2 s", "**17.3**"],
    ]
    assert "in Chromium 150 without a window" in section
    assert "0.5 before, and up to 7.0 meanwhile" in section
    assert "trust ratios more than seconds" in section


def test_without_a_browser_the_rest_is_told():
    natively = Waited("softmax", "right", [0.06], [0.12])
    found = Checks([natively], 1, "", "playwright is not installed", [0.5])
    section = checks_section(found, here(), COMMAND)
    assert rows(section) == [["softmax, right", "60.0 ms", "120 ms", "not measured", "**2.0**", "", ""]]
    assert section.endswith("The page was not measured: playwright is not installed.")


def test_what_a_browser_lacks_is_said(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    with pytest.raises(UnusableError, match="playwright is not installed"), opened([], {}, tmp_path):
        pass
