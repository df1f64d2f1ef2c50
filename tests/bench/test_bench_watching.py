"""How long a learner waits: saves are watched, and the page says what was measured."""

from bench.machine import here
from bench.report import WATCHING, watching_section
from bench.watching import MOST, Wait, Waits, measured


def test_right_and_wrong_saves_are_measured_and_commands_from_cold():
    waits = measured(1, warm_s=0)
    names = [each.name for each in waits.each]
    assert names[:4] == [f"a save of {kata}, {kind}" for kata in MOST for kind in ("right", "wrong")]
    assert names[4:] == ["`kata`, from cold", "`kata list`, from cold", "`kata check softmax`, from cold"]
    assert all(len(each.all_s) == 1 and each.all_s[0] > 0 for each in waits.each)


def test_the_section_tells_what_may_be_waited_for():
    waits = Waits([Wait("a save", (0.25, 0.0612, 0.2), 0.3), Wait("a command", (1.5,))], 15, 0.5)
    section = watching_section(waits, here(), "nox -s bench -- watch")
    assert section.startswith(f"{WATCHING}\n")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if "| a " in line]
    assert rows == [
        ["a save", "**61.2 ms**", "200 ms", "250 ms", "300 ms"],
        ["a command", "**1,500 ms**", "1,500 ms", "1,500 ms", ""],
    ]
