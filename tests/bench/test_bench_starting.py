"""What it costs to start a command: every command runs, and the page says what was measured."""

import subprocess
import sys

from bench.machine import here
from bench.report import STARTING, starting_section
from bench.starting import COMMANDS, Start, measured


def test_every_command_is_measured_beside_numpys_import():
    starts = measured(1)
    assert [each.name for each in starts] == list(COMMANDS)
    assert all(each.cpu_s > 0 and each.ref_s == starts[0].ref_s > 0 for each in starts)


def test_the_section_tells_ratios():
    section = starting_section([Start("kata list", 1.0, 0.06, 0.12)], here(), "nox -s bench")
    assert section.startswith(f"{STARTING}\n")
    (row,) = [line for line in section.splitlines() if line.startswith("| kata list")]
    assert [cell.strip() for cell in row.strip("|").split("|")] == ["kata list", "**0.50**", "1", "60.0 ms"]


def test_what_cannot_be_a_part_is_refused():
    done = subprocess.run([sys.executable, "-m", "bench", "stopping"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "'stopping' is not one of 'price', 'start-up', 'training', 'watch'" in done.stderr
