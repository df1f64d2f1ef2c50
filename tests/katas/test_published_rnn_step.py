"""A published notebook's first step and first update, from the reference of `rnn_step`: to the last digit printed."""

import numpy as np
import pytest
from gradkata import plugins
from gradkata.judging.loading import load_reference

STEP = load_reference(plugins.load().katas["rnn_step"])
H, V, READ, TARGET = 10, 67, 2, 61


@pytest.fixture
def params():
    random = np.random.RandomState(1337)
    shapes = {"Wxh": (H, V), "Whh": (H, H), "Why": (V, H)}
    drawn = {name: random.randn(*shape) * 0.01 for name, shape in shapes.items()}
    return drawn | {"bh": np.zeros((H, 1)), "by": np.zeros((V, 1))}


@pytest.fixture
def x():
    return np.eye(V)[:, [READ]]


@pytest.fixture
def h_prev():
    return np.zeros((H, 1))


@pytest.fixture
def back(x, h_prev, params):
    """The new state, and the gradients of the cross-entropy: no step comes after this one."""
    h, _, p = STEP.step_forward(x, h_prev, params)
    dy = p - np.eye(V)[:, [TARGET]]
    grads, _ = STEP.step_backward(dy, np.zeros((H, 1)), x, h, h_prev, params)
    return h, grads


def descended(params, grads):
    return {name: params[name] - 0.1 * grads[name] for name in params}


def probability(x, h_prev, params):
    _, _, p = STEP.step_forward(x, h_prev, params)
    return p[TARGET, 0]


def test_the_state(back):
    h, _ = back
    printed = [
        -0.00321813, 0.00640499, 0.00424507, 0.00783602, -0.00428041,
        0.00900686, -0.01618631, 0.00071848, -0.01342806, -0.0048051,
    ]  # fmt: skip
    assert h[:, 0].round(8).tolist() == printed


def test_probability_and_loss(x, h_prev, params):
    p = probability(x, h_prev, params)
    assert round(float(p), 13) == 0.0149216543899
    assert round(float(-np.log(p)), 11) == 4.20494180632


def test_the_gradient_of_the_state(back):
    h, grads = back
    printed = [
        -0.00983172, -0.01049054, 0.00911112, -0.01110877, -0.00134586,
        0.00686193, -0.01532285, 0.0099507, -0.00530998, 0.01267197,
    ]  # fmt: skip
    dh = grads["bh"] / (1 - h**2)
    assert dh[:, 0].round(8).tolist() == printed


def test_the_gradient_of_why(back):
    _, grads = back
    printed = ["-4.80319012e-05", "9.55970187e-05", "6.33594305e-05", "1.16955768e-04"]
    assert [f"{entry:.8e}" for entry in grads["Why"][0, :4]] == printed


def test_the_update_with_both_published_mistakes(x, h_prev, params, back):
    h, grads = back
    moved = descended(params, grads | {"Whh": grads["bh"] @ h.T})
    # Whh (h_prev + bh) is Whh h_prev + Whh bh: as if the bias were Whh bh.
    p = probability(x, h_prev, moved | {"bh": moved["Whh"] @ moved["bh"]})
    assert round(float(p), 13) == 0.0164678301753
    assert round(float(-np.log(p)), 11) == 4.10634648754


def test_the_update_with_the_gradient_of_whh_put_right(x, h_prev, params, back):
    _, grads = back
    moved = descended(params, grads)
    p = probability(x, h_prev, moved | {"bh": moved["Whh"] @ moved["bh"]})
    assert -np.log(p) == pytest.approx(4.106346485147731, abs=2e-15)


def test_the_update_with_the_bias_outside_the_product_as_well(x, h_prev, params, back):
    _, grads = back
    p = probability(x, h_prev, descended(params, grads))
    assert -np.log(p) == pytest.approx(4.106249381153051, abs=2e-15)
