"""The reference of `training` makes all products of a chunk at once; a plain loop, one step at a time, is the judge."""

import numpy as np
import pytest
from gradkata import plugins
from gradkata.judging.loading import load_reference

NAMES = ("Wxh", "Whh", "Why", "bh", "by")
AGREES = {"rtol": 1e-9, "atol": 1e-9}


@pytest.fixture(scope="module")
def training():
    return load_reference(plugins.load().katas["training"])


def network(rng, H, V, size=0.1):
    shapes = {"Wxh": (H, V), "Whh": (H, H), "Why": (V, H), "bh": (H, 1), "by": (V, 1)}
    return {name: rng.normal(0, size, shape) for name, shape in shapes.items()}


def text(rng, length, V):
    """Some characters often, some seldom, as in a real text; the last one never."""
    likely = 1 / np.arange(1, V)
    return rng.choice(V - 1, size=length, p=likely / likely.sum())


class PlainLoop:
    """Training as it is mostly written: min-char-rnn (Karpathy, 2015), with the shifted softmax."""

    def __init__(self, params, learning_rate):
        self.memory = {name: np.zeros_like(array) for name, array in params.items()}
        self.learning_rate = learning_rate

    def loss_and_gradients(self, inputs, targets, h_prev, params):
        Wxh, Whh, Why, bh, by = (params[name] for name in NAMES)
        x, h, p, loss = {}, {-1: h_prev}, {}, 0.0
        for t in range(len(inputs)):
            x[t] = np.zeros((Wxh.shape[1], 1))
            x[t][inputs[t]] = 1
            h[t] = np.tanh(Wxh @ x[t] + Whh @ h[t - 1] + bh)
            y = Why @ h[t] + by
            p[t] = np.exp(y - y.max()) / np.exp(y - y.max()).sum()
            loss -= np.log(p[t][targets[t], 0])
        grads = {name: np.zeros_like(array) for name, array in params.items()}
        dh_next = np.zeros_like(h_prev)
        for t in reversed(range(len(inputs))):
            dy = p[t].copy()
            dy[targets[t]] -= 1
            dz = (1 - h[t] ** 2) * (Why.T @ dy + dh_next)
            for name, part in (("Wxh", dz @ x[t].T), ("Whh", dz @ h[t - 1].T), ("Why", dy @ h[t].T)):
                grads[name] += part
            grads["bh"] += dz
            grads["by"] += dy
            dh_next = Whh.T @ dz
        return loss, grads, h[len(inputs) - 1]

    def step(self, inputs, targets, h_prev, params):
        """The loss, the parameters after the step, and the last state."""
        loss, grads, h = self.loss_and_gradients(inputs, targets, h_prev, params)
        moved = {}
        for name, param in params.items():
            g = np.clip(grads[name], -5, 5)
            self.memory[name] += g * g
            moved[name] = param - self.learning_rate * g / np.sqrt(self.memory[name] + 1e-8)
        return loss, moved, h


def watched(training, params, seq_length, learning_rate):
    """A trainer that compares each of its steps with the plain loop's, from the same parameters and state."""
    plain = PlainLoop(params, learning_rate)

    class Watched(training.Trainer):
        chunks = ()

        def step(self, inputs, targets):
            before = {name: array.copy() for name, array in params.items()}
            expected, moved, h = plain.step(inputs, targets, self.h[:, None].copy(), before)
            loss = super().step(inputs, targets)
            assert loss == pytest.approx(expected, rel=1e-9)
            np.testing.assert_allclose(self.h, h[:, 0], **AGREES)
            for name, array in params.items():
                np.testing.assert_allclose(array - before[name], moved[name] - before[name], **AGREES, err_msg=name)
            self.chunks += ((inputs.tolist(), targets.tolist()),)
            return loss

    return Watched(params, seq_length, learning_rate)


@pytest.mark.parametrize(("H", "V", "size"), [(100, 65, 0.1), (12, 9, 1.0)], ids=["large", "gradients beyond 5"])
def test_two_hundred_steps_agree_with_the_plain_loop(training, H, V, size):
    rng = np.random.default_rng(1)
    data = text(rng, 1200, V)
    trainer = watched(training, network(rng, H, V, size), 25, 0.1)
    losses = training.walk(trainer, data, 200)
    assert len(losses) == len(trainer.chunks) == 200
    for step, (inputs, targets) in enumerate(trainer.chunks):
        at = step % 47 * 25  # 47 chunks of 26 overlapping by one fit into 1200 indices, with 24 left over
        assert (inputs, targets) == (data[at : at + 25].tolist(), data[at + 1 : at + 26].tolist())


@pytest.mark.parametrize("T", [1, 2, 40])
def test_gradients_agree_with_the_plain_loop_before_they_are_clipped(training, T):
    rng = np.random.default_rng(2)
    params, h = network(rng, 9, 7, size=1.5), rng.uniform(-1, 1, 9)
    inputs, targets = rng.integers(7, size=(2, T))
    trainer = training.Trainer(params, T, 0.1)
    for call in ("the first call", "the second call"):
        trainer.h[:] = h
        loss = trainer.loss_and_gradients(inputs, targets)
        expected, grads, _ = PlainLoop(params, 0.1).loss_and_gradients(inputs, targets, h[:, None], params)
        assert loss == pytest.approx(expected, rel=1e-12)
        assert T < 40 or max(np.abs(g).max() for g in grads.values()) > 10
        for name in NAMES:
            np.testing.assert_allclose(
                trainer.grads[name], grads[name], rtol=1e-9, atol=1e-12, err_msg=f"{name}, {call}"
            )


@pytest.mark.parametrize("as_given", [list, np.array, lambda data: np.array(data, np.uint8)])
def test_train_takes_lists_and_arrays_of_any_integers(training, as_given):
    rng = np.random.default_rng(3)
    data, params = text(rng, 30, 200).tolist(), network(rng, 60, 200)
    again = {name: array.copy() for name, array in params.items()}
    expected = training.train(data, params, 3, seq_length=10)
    losses = training.train(as_given(data), again, 3, seq_length=10)
    assert losses == expected
    assert all(type(loss) is float for loss in losses)
    for name in NAMES:
        np.testing.assert_array_equal(again[name], params[name])


def test_train_changes_arrays_of_any_layout(training):
    rng = np.random.default_rng(4)
    data, params = text(rng, 30, 8), network(rng, 5, 8)
    others = {name: np.array(array, order="F") for name, array in params.items()}
    others["Whh"] = np.zeros((10, 10))[::2, 1::2]
    others["Whh"][...] = params["Whh"]
    expected = training.train(data, params, 3, seq_length=10)
    assert training.train(data, others, 3, seq_length=10) == pytest.approx(expected, rel=1e-12)
    for name in NAMES:
        np.testing.assert_allclose(others[name], params[name], **AGREES)
