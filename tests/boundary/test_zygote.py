"""The fork server: its children are nothing to each other."""

import numpy as np

from tests.boundary.sessions import ENDS, SIBLINGS, SOURCE, ended, opened


def test_one_end_is_nobody_elses(forks):
    with opened(forks, ENDS) as before, opened(forks, SOURCE, SIBLINGS) as neighbour:
        for name in ("crash", "exit_now"):
            ended(forks, name)
            assert neighbour.double(2) == 4
            assert before.fine() == 1
        with opened(forks, ENDS) as after:
            assert after.fine() == 1


def test_a_submission_leaves_nothing_to_the_next(forks):
    source = """
        import builtins, json, numpy, sys
        numpy.pi, json.stolen, builtins.mine, sys.modules["decimal"] = 3, True, 1, None
    """
    with opened(forks, source):
        pass
    with opened(forks, SOURCE, SIBLINGS) as learner:
        assert learner.sources() == ("numpy", np.pi, "[1]", "random", False, False)
        assert learner.importing("decimal") == "decimal"
        assert learner.attempt("import builtins; result = hasattr(builtins, 'mine')", "") is False
