"""Figures that published notebooks print, from the references: what the katas teach is what was published."""

import numpy as np
import pytest
from gradkata import plugins
from gradkata.judging.loading import load_reference

KATAS = plugins.load().katas


def min_char_rnn_from_seed_1337():
    """The first 25 steps of a published min-char-rnn notebook, and its first weights: inputs, targets, params."""
    text = [2, 61, 49, 48, 55, 46, 2, 62, 49, 44, 55, 2, 49, 44, 2, 62, 41, 58, 2, 64, 54, 60, 55, 46, 7, 0]
    random, H, V = np.random.RandomState(1337), 10, 67
    shapes = {"Wxh": (H, V), "Whh": (H, H), "Why": (V, H)}
    params = {name: random.randn(*shape) * 0.01 for name, shape in shapes.items()}
    return text[:-1], text[1:], params | {"bh": np.zeros((H, 1)), "by": np.zeros((V, 1))}


def test_the_loss_over_25_steps_is_the_published_one():
    inputs, targets, params = min_char_rnn_from_seed_1337()
    loss, _, _ = load_reference(KATAS["bptt"]).loss_and_gradients(inputs, targets, np.zeros((10, 1)), params)
    assert loss == pytest.approx(105.118896505, abs=5e-10)


def test_the_first_step_is_the_published_one():
    inputs, targets, params = min_char_rnn_from_seed_1337()
    loss_and_gradients = load_reference(KATAS["bptt"]).loss_and_gradients
    loss, grads, h = loss_and_gradients(inputs[:1], targets[:1], np.zeros((10, 1)), params)
    assert loss == pytest.approx(4.20494180632, abs=5e-12)
    assert h[:4, 0].tolist() == pytest.approx([-0.00321813, 0.00640499, 0.00424507, 0.00783602], abs=5e-9)
    printed = [-4.80319012e-05, 9.55970187e-05, 6.33594305e-05, 1.16955768e-04]
    assert grads["Why"][0, :4] == pytest.approx(printed, rel=1e-8)


def test_a_step_of_descent_lowers_the_loss_of_the_first_step_as_published():
    # The notebook prints 4.10634648754: its step is wrong in two ways. This is what the right step gives.
    inputs, targets, params = min_char_rnn_from_seed_1337()
    loss_and_gradients = load_reference(KATAS["bptt"]).loss_and_gradients
    _, grads, _ = loss_and_gradients(inputs[:1], targets[:1], np.zeros((10, 1)), params)
    moved = {name: params[name] - 0.1 * grads[name] for name in params}
    loss, _, _ = loss_and_gradients(inputs[:1], targets[:1], np.zeros((10, 1)), moved)
    assert loss == pytest.approx(4.106249381153051, abs=1e-12)
