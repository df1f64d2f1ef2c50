"""Breakpoints: judged code has no terminal, so each stops the code that has it, at its own line, at every level."""

import pytest
from gradkata.boundary.failures import LearnerError

from tests.boundary.sessions import opened

SOURCE = """
import doctest

def builtin():
    breakpoint()
    return 1

def imported():
    import pdb; pdb.set_trace()
    return 1

def by_name():
    from pdb import set_trace as stop_here
    stop_here()
    return 1

def by_class():
    import pdb
    pdb.Pdb().set_trace()
    return 1

def afterwards():
    import pdb
    try:
        [][0]
    except IndexError as error:
        pdb.post_mortem(error.__traceback__)
    return 1

def step_by_step():
    import pdb
    pdb.run("x = 1")
    return 1

def in_a_doctest():
    test = doctest.DocTestParser().get_doctest(">>> breakpoint()", {}, "t", "t", 0)
    failed, _ = doctest.DocTestRunner(verbose=False).run(test, out=lambda _: None)
    return failed

def asked():
    return input("> ")

def fine():
    return 2
"""
LINES = {
    "builtin": "breakpoint()", "imported": "import pdb; pdb.set_trace()", "by_name": "stop_here()",
    "by_class": "pdb.Pdb().set_trace()", "afterwards": "pdb.post_mortem(error.__traceback__)",
    "step_by_step": 'pdb.run("x = 1")',
}  # fmt: skip


@pytest.fixture(params=["forks", "fresh", "strict_starter", "filter_starter"])
def starter(request):
    return request.getfixturevalue(request.param)


def test_every_way_to_a_debugger_stops_at_its_own_line_and_waits_for_nobody(starter):
    with opened(starter, SOURCE) as learner:
        for name, line in LINES.items():
            with pytest.raises(LearnerError) as caught:
                getattr(learner, name)()
            last = caught.value.lines[-1]
            assert (caught.value.kind, last.function, last.text) == ("BreakpointReached", name, line)
        assert learner.in_a_doctest() == 1
        assert learner.asked() == ""
        assert learner.fine() == 2


def test_a_breakpoint_while_loading_stops_there(starter):
    with pytest.raises(LearnerError) as caught, opened(starter, "x = 1\nbreakpoint()\n"):
        pass
    assert (caught.value.kind, caught.value.during) == ("BreakpointReached", "")
    assert caught.value.lines[-1].number == 2
