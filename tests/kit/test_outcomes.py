"""Outcomes, written and read again."""

import json

import numpy as np
import pytest
from gradkata.explaining.outcomes import Listed, Opaque, Raised
from gradkata.kit.outcomes import Writer, read

RNG = np.random.default_rng(3)
MOST = 4e-9  # by how much a number may be rounded, beside itself

OUTCOME = {
    ("gives", "Wxh"): RNG.normal(size=(3, 4)),
    ("gives", 0, "list"): RNG.normal(size=5).view(Listed),
    ("gives", ("of", ("a", 1)), 2): np.array(0.1),
    ("gives", "nothing"): np.zeros((0, 3)),
    ("gives", "single"): RNG.normal(size=4).astype(np.float32),
    ("gives", "complex"): RNG.normal(size=2) + 1j,
    ("gives", "integers"): np.arange(6).reshape(2, 3),
    ("gives", "bools"): np.array([True, False]),
    ("gives", "text"): "ab",
    ("gives", "yes"): True,
    ("gives", "none"): None,
    ("gives", "raises"): Raised("ValueError", "unknown: ?"),
    ("gives", "object"): Opaque(),
    ("changes", 0): np.array([1e-300, -1e300, np.nan, np.inf, -np.inf, -0.0]),
    ("warns",): False,
}


def written(outcome, **how):
    """An outcome as it comes from a file."""
    writer = Writer()
    tree = writer.trees[writer.add(outcome, **how)]
    return read(json.loads(json.dumps(tree)), writer.numbers)


@pytest.mark.parametrize("path", OUTCOME, ids=str)
def test_a_leaf_comes_back_as_it_was(path):
    leaf, found = OUTCOME[path], written({path: OUTCOME[path]}, is_exact=True)
    assert list(found) == [path]
    assert type(found[path]) is type(leaf)
    if isinstance(leaf, np.ndarray):
        assert (found[path].dtype, found[path].shape) == (leaf.dtype, leaf.shape)
        assert found[path].tobytes() == leaf.tobytes()
    else:
        assert found[path] == leaf
    if isinstance(leaf, Raised):
        assert found[path].text == leaf.text


def test_several_leaves_keep_their_order_and_their_numbers():
    found = written(OUTCOME, is_exact=True)
    assert list(found) == list(OUTCOME)
    for path, leaf in OUTCOME.items():
        if isinstance(leaf, np.ndarray):
            assert found[path].tobytes() == leaf.tobytes(), path


def test_numbers_are_rounded_by_little_unless_they_have_to_be_exact():
    numbers = RNG.normal(size=2000) * 10.0 ** RNG.integers(-200, 200, size=2000)
    found = written({("gives",): numbers})[("gives",)]
    assert not np.array_equal(found, numbers)
    np.testing.assert_allclose(found, numbers, rtol=MOST)
    assert np.array_equal(written({("gives",): numbers}, is_exact=True)[("gives",)], numbers)


def test_what_is_no_number_stays_so_when_it_is_rounded():
    special = np.array([np.nan, np.inf, -np.inf, 0.0])
    assert written({("gives",): special})[("gives",)].tobytes() == special.tobytes()


def test_what_several_have_in_common_is_there_once():
    writer = Writer()
    first = writer.add({("gives",): np.ones(3)})
    assert writer.add({("gives",): np.ones(3)}) == first
    assert writer.add({("gives",): np.ones(3).view(Listed)}) != first
    assert writer.add({("gives",): np.ones((3, 1))}) != first
    assert len(writer.trees) == 3


def test_what_is_changed_after_it_was_read_changes_nothing_else():
    writer = Writer()
    tree = writer.trees[writer.add({("gives",): np.ones(3)})]
    numbers = writer.numbers
    read(tree, numbers)[("gives",)][...] = 5
    assert read(tree, numbers)[("gives",)].tolist() == [1, 1, 1]
