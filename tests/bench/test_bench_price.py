"""The price of one submission more: measured by turns, and told as a ratio."""

import os

import pytest

from bench.machine import here
from bench.price import Price, measured
from bench.report import PRICE, price_section, with_section


def test_the_section_tells_the_ratio():
    section = price_section(Price(0.1, 0.5, 1.68, "strict", 60, 9, 0.5), here(), "nox -s bench -- price")
    assert section.startswith(f"{PRICE}\n")
    assert "load was up to 0.5" in section
    row = section.splitlines()[-1]
    assert [cell.strip() for cell in row.strip("|").split("|")] == [
        "**0.20**", "0.20", "20.0 ms", "100 ms", "500 ms", "1,680 ms",
    ]  # fmt: skip
    assert with_section("# Page\n", PRICE, section) == f"# Page\n\n{section}\n"


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="this system does not tell what a process and its children cost")
def test_it_can_be_measured():
    price = measured(runs=1, count=2)
    assert price.ref_s > 0
    assert price.one_s > 0
    assert (price.count, price.runs) == (2, 1)
    assert price.isolation
