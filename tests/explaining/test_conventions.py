"""What a kata leaves open about the form of its numbers."""

import numpy as np
import pytest
from gradkata.explaining.conventions import Conventions, conventions
from gradkata.explaining.explain import explain
from gradkata.finding.submission import Submission
from gradkata.job import job_of
from gradkata.settings.kata_toml import Clipped

from tests.helpers import grade_all

COLUMNS = Conventions(shapes={"by": (-1, 1)}, parameters={"loss": ("x", "by")})


def shaped(*positional, function="loss", **keywords):
    (positional, keywords), _ = COLUMNS.shaped([list(positional), keywords], [], function)
    return positional, keywords


def test_a_kata_that_says_nothing(make_kata):
    kata = make_kata("def double(x):\n    return 2 * x\n")
    assert conventions(kata, {"double": ("x",)}) == Conventions(parameters={"double": ("x",)}, are_draws_free=False)


def test_what_a_kata_says(make_kata):
    toml = """
        free = ["check"]
        [diagnosis]
        columns = ["bh", "by"]
        flat = ["b_s"]
        lengths = { dict_size = "Why" }
        clipped = { loss = { results = [1, 2], limit = 3.5 } }
        """
    assert conventions(make_kata("def check(): ...\ndef loss(): ...\n", toml), {}) == Conventions(
        free=frozenset({"check"}),
        shapes={"bh": (-1, 1), "by": (-1, 1), "b_s": (-1,)},
        lengths={"dict_size": "Why"},
        clipped={"loss": Clipped((1, 2), 3.5)},
        are_draws_free=False,
    )


def test_a_vector_gets_the_shape_that_the_reference_has():
    x, by = np.ones(3), np.arange(3.0)
    (same, column), _ = shaped(x, by)
    assert same is x
    assert column.shape == (3, 1)
    assert column.ravel().tolist() == [0, 1, 2]


@pytest.mark.parametrize("shape", [(3,), (1, 3), (3, 1), (1,), (1, 1)])
def test_whatever_shape_a_vector_has(shape):
    positional, _ = shaped(None, np.ones(shape))
    assert positional[1].shape == (max(shape), 1)


def test_what_is_no_vector_stays_as_it_is():
    matrix = np.ones((2, 3))
    assert shaped(None, matrix)[0][1] is matrix
    for other in (np.ones((0, 2)), np.ones(())):
        assert shaped(None, other)[0][1] is other


def test_keywords_and_keys_are_names():
    _, keywords = shaped(by=np.ones(2), x=np.ones(2))
    assert keywords["by"].shape == (2, 1)
    assert keywords["x"].shape == (2,)
    (first, *_), _ = shaped({"by": np.ones(2), "x": np.ones(2)})
    assert first["by"].shape == (2, 1)
    assert first["x"].shape == (2,)


def test_what_is_in_a_named_dict_or_list_has_its_name():
    (_, by), _ = shaped(None, {"t": np.ones(2)})
    assert by["t"].shape == (2, 1)
    (_, by), _ = shaped(None, [np.ones(2), (np.ones(3),)])
    assert (by[0].shape, by[1][0].shape, len(by)) == ((2, 1), (3, 1), 2)


def test_arguments_that_have_no_name_are_looked_through():
    positional, _ = shaped(1, 2, np.ones(2), {"by": np.ones(2)})
    assert positional[2].shape == (2,)
    assert positional[3]["by"].shape == (2, 1)
    positional, _ = shaped(1, np.ones(2), function="other")
    assert positional[1].shape == (2,)


def test_one_array_passed_twice_stays_one():
    by, x = np.ones(2), np.ones(2)
    values, objects = COLUMNS.shaped([[{"by": by}, by, x], {}], [x, by], "loss")
    assert values[0][0]["by"] is values[0][1]
    assert objects[0] is x
    assert objects[1] is values[0][1]


def test_lists_stay_the_same_objects():
    inner = [np.ones(2)]
    values, objects = COLUMNS.shaped([[None, inner], {}], [inner], "loss")
    assert values[0][1] is inner is objects[0]


def test_where_nothing_is_said_nothing_is_shaped():
    values = [[np.ones(2)], {"by": np.ones(2)}]
    assert Conventions().shaped(values, [], "loss") == (values, [])
    assert Conventions().one("by", values[1]["by"]) is values[1]["by"]


def test_what_are_no_arguments_of_one_call_stay_as_they_are():
    values = [{"by": np.ones(2)}]
    COLUMNS.shaped(values, [], "loss")
    assert values[0]["by"].shape == (2,)


def test_one_value_by_its_name():
    assert COLUMNS.one("by", np.ones(2)).shape == (2, 1)
    assert COLUMNS.one("bh", np.ones(2)).shape == (2,)
    assert COLUMNS.one("model", {"by": np.ones(2)})["by"].shape == (2, 1)


@pytest.mark.parametrize(("draw", "is_free"), [("rng.choice(2)", True), ("rng.random(x.shape) >= 0.5", False)])
def test_what_is_drawn_is_free_where_indices_are_drawn_one_by_one(make_kata, draw, is_free):
    kata = make_kata(f"def double(x, rng):\n    return x * ({draw})\n")
    assert conventions(kata, {}).are_draws_free == is_free


def test_a_task_may_say_how_indices_are_drawn(make_kata):
    kata = make_kata("def double(x, rng):\n    return x * rng.choice(2)\n", "[diagnosis]\nprescribed_draws = true\n")
    assert not conventions(kata, {}).are_draws_free


MASKED = "def double(x, rng):\n    keep = rng.random(x.shape) >= 0.5\n    return x * keep / 0.5\n"
MASKED_SUITE = '''
import numpy as np
from gradkata.suite import check_array, points

@points(1)
def test_doubles(learner, reference, rng):
    """Half is left out, the rest is doubled."""
    x = rng.normal(size=20)
    expected = reference.double(x, np.random.default_rng(3))
    check_array(learner.double(x, np.random.default_rng(3)), expected, "double(x)")
'''


def test_a_mistake_is_named_where_the_task_says_what_is_drawn(make_kata, starter, tmp_path):
    kata = make_kata(MASKED, **{"not-scaled": (" / 0.5", ""), "wrong-way": (">=", "<")})
    kata.suite.write_text(MASKED_SUITE)
    path = tmp_path / "double.py"
    path.write_text("import numpy as np\ndef double(x, rng):\n    return np.where(rng.random(len(x)) < 0.5, 0, x)\n")
    (result,) = grade_all([kata], [job_of(Submission("ada", "double", path), 1)], starter, explain)
    assert [each.id for each in result.misconceptions] == ["not-scaled"]
