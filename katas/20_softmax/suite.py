import numpy as np
import pytest
from gradkata.suite import check_array, points, say, unchanged


@points(1)
def test_one_row(learner, reference, rng):
    """One row of scores becomes probabilities."""
    logits = rng.normal(0, 2, size=6)
    expected = reference.softmax(logits)
    check_array(learner.softmax(logits), expected, "softmax of one row")


@points(1)
@pytest.mark.parametrize("shapes", [[(4, 6), (3, 1)], [(5, 5)]], ids=["rows", "square"])
def test_matrix(learner, reference, rng, shapes):
    """Each row of a matrix is a case of its own: probabilities over the last axis."""
    for shape in shapes:
        logits = rng.normal(0, 2, size=shape)
        expected = reference.softmax(logits)
        check_array(learner.softmax(logits), expected, say("softmax of a {shape} array", shape=shape))


@points(2)
def test_more_axes(learner, reference, rng):
    """Three and more axes work like two: the last one holds the classes."""
    for shape in ((2, 3, 4), (3, 1, 2, 5), (2, 1, 1, 2, 1, 3)):
        logits = rng.normal(0, 2, size=shape)
        expected = reference.softmax(logits)
        check_array(learner.softmax(logits), expected, say("softmax of a {shape} array", shape=shape))


@points(2)
def test_extreme_scores(learner, reference, rng):
    """Scores of ±1,000 and ±10,000 give finite, right probabilities."""
    for size in (1e3, 1e4):
        logits = rng.normal(0, 1, size=(6, 5))
        logits[0] += size
        logits[1] -= size
        logits[2, 0], logits[2, 1], logits[3, 4] = size, -size, size
        expected = reference.softmax(logits)
        check_array(
            learner.softmax(logits), expected, say("softmax with scores around ±{size:,.0f} in some rows", size=size)
        )
    logits = rng.integers(-5, 6, size=(3, 4))
    logits[0, 1], logits[1, 3] = 10_000, -10_000
    expected = reference.softmax(logits)
    check_array(learner.softmax(logits), expected, "softmax of integers around ±10,000")
    single = logits.astype(np.float32)
    check_array(
        learner.softmax(single), expected, "softmax of float32 scores around ±10,000", relative=1e-5, absolute=1e-7
    )


@points(1)
def test_float32(learner, reference, rng):
    """float32 scores give float32 probabilities; float64 stays float64."""
    logits = rng.normal(0, 2, size=(3, 5))
    expected = reference.softmax(logits.astype(np.float32).astype(np.float64))
    got = learner.softmax(logits.astype(np.float32))
    check_array(got, expected, "softmax of float32 scores", relative=1e-5, absolute=1e-7, dtype=np.float32)
    expected = reference.softmax(logits)
    check_array(learner.softmax(logits), expected, "softmax of float64 scores", dtype=np.float64)


@points(1)
def test_integers(learner, reference, rng):
    """Integer scores work too, and so do rows with more than one largest score."""
    # int8 and its like stay out: NumPy itself gives half precision for their exponentials.
    for dtype in (np.int64, np.int32):
        logits = rng.integers(-5, 6, size=(3, 4)).astype(dtype)
        logits[0, 1:3] = 6
        expected = reference.softmax(logits)
        check_array(
            learner.softmax(logits), expected, say("softmax of {dtype} scores", dtype=logits.dtype), dtype=np.float64
        )


@points(1)
def test_argument_stays(learner, reference, rng):
    """The scores that were handed in are the same afterwards, whatever their shape and size."""
    logits = rng.normal(0, 2, size=(3, 4))
    expected = reference.softmax(logits)
    with unchanged("softmax", logits=logits):
        got = learner.softmax(logits)
    check_array(got, expected, "softmax")
    # The values for these are judged above. One score is the largest, and first, so that sorting shows.
    for kind, shape, top, dtype in (
        ("one row", 6, 20, np.float64),
        ("three axes", (2, 3, 4), 20, np.float64),
        ("large scores", (3, 4), 1e4, np.float64),
        ("float32 scores", (3, 4), 20, np.float32),
        ("integer scores", (3, 4), 20, np.int64),
    ):
        logits = rng.normal(0, 2, size=shape).astype(dtype)
        logits[..., 0] = top
        with unchanged(say("softmax of {kind}", kind=say(kind)), logits=logits):
            learner.softmax(logits)
