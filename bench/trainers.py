"""The same training step, done in several ways: run as a script, so that numpy stays out of the bench itself.

All take steps on the same text, from the same parameters: min-char-rnn with V = 65, H = 100, T = 25, one sequence at a
time, in float64, gradients clipped to ±5, Adagrad at 0.1. Prints JSON.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import math
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from gradkata import plugins
from gradkata.judging.loading import load_reference

V, H, T = 65, 100, 25
LEARNING_RATE, LIMIT, EPS = 0.1, 5.0, 1e-8
CHARACTERS = [chr(33 + index) for index in range(V)]
BLOCK = 50  # steps that are timed together, so that the caches are warm as they are in a long training
# How well a way's first losses have to agree with the published loop's, so that the same work is timed. The first one
# is from equal parameters. After that PyTorch drifts off: its Adagrad has eps outside the root, which matters where
# gradients are tiny.
AGREES = np.array([1e-9, 0.1, 0.1])

Params = dict[str, np.ndarray]
Step = Callable[[int], float]  # takes the place in the text where the chunk begins; gives the loss


def parameters() -> Params:
    rng = np.random.default_rng(1)
    shapes = {"Wxh": (H, V), "Whh": (H, H), "Why": (V, H)}
    weights = {name: rng.normal(0, 0.1, shape) for name, shape in shapes.items()}
    return weights | {"bh": np.zeros((H, 1)), "by": np.zeros((V, 1))}


def text(length: int) -> str:
    """Characters as often as the words of a language: some all the time, some hardly ever."""
    likely = 1 / np.arange(1, V + 1)
    return "".join(np.random.default_rng(2).choice(CHARACTERS, size=length, p=likely / likely.sum()))


def indices_of(data: str) -> np.ndarray:
    return np.array([CHARACTERS.index(each) for each in data])


def published(data: str) -> Step:
    """The gist's own step, https://gist.github.com/karpathy/d4dee566867f8291f086, told in other words.

    One-hot columns, a product for every time step and weight, gradients added up in arrays that each step makes anew.
    """
    params = parameters()
    memory = {name: np.zeros_like(array) for name, array in params.items()}
    index_of = {character: index for index, character in enumerate(CHARACTERS)}
    state = np.zeros((H, 1))

    def step(at: int) -> float:
        nonlocal state
        inputs = [index_of[character] for character in data[at : at + T]]
        targets = [index_of[character] for character in data[at + 1 : at + T + 1]]
        loss, grads, state = _plain_loss(inputs, targets, state, params)
        for g in grads.values():
            np.clip(g, -LIMIT, LIMIT, out=g)
        for name, param in params.items():
            memory[name] += grads[name] * grads[name]
            param += -LEARNING_RATE * grads[name] / np.sqrt(memory[name] + EPS)
        return loss

    return step


def _plain_loss(
    inputs: list[int], targets: list[int], h_prev: np.ndarray, params: Params
) -> tuple[float, Params, np.ndarray]:
    Wxh, Whh, Why, bh, by = (params[name] for name in ("Wxh", "Whh", "Why", "bh", "by"))
    x: dict[int, np.ndarray] = {}
    h: dict[int, np.ndarray] = {-1: np.copy(h_prev)}
    y: dict[int, np.ndarray] = {}
    p: dict[int, np.ndarray] = {}
    loss = 0.0
    for t in range(len(inputs)):
        x[t] = np.zeros((V, 1))
        x[t][inputs[t]] = 1
        h[t] = np.tanh(np.dot(Wxh, x[t]) + np.dot(Whh, h[t - 1]) + bh)
        y[t] = np.dot(Why, h[t]) + by
        p[t] = np.exp(y[t]) / np.sum(np.exp(y[t]))
        loss += -np.log(p[t][targets[t], 0])
    dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
    dbh, dby, dh_next = np.zeros_like(bh), np.zeros_like(by), np.zeros_like(h[0])
    for t in reversed(range(len(inputs))):
        dy = np.copy(p[t])
        dy[targets[t]] -= 1
        dWhy += np.dot(dy, h[t].T)
        dby += dy
        dh = np.dot(Why.T, dy) + dh_next
        dz = (1 - h[t] * h[t]) * dh
        dbh += dz
        dWxh += np.dot(dz, x[t].T)
        dWhh += np.dot(dz, h[t - 1].T)
        dh_next = np.dot(Whh.T, dz)
    return float(loss), {"Wxh": dWxh, "Whh": dWhh, "Why": dWhy, "bh": dbh, "by": dby}, h[len(inputs) - 1]


def reference(data: str) -> Step:
    """The step of this project's reference for the kata `training`."""
    trainer = load_reference(plugins.load().kata("training")).Trainer(parameters(), T, LEARNING_RATE, EPS)
    indices = indices_of(data)

    def step(at: int) -> float:
        return float(trainer.step(indices[at : at + T], indices[at + 1 : at + T + 1]))

    return step


def torch_eager(data: str) -> Step:
    """PyTorch's nn.RNN, called as most do: eager, with its own loss, clipping and optimiser."""
    torch = importlib.import_module("torch")
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    params, indices = parameters(), torch.from_numpy(indices_of(data))
    rnn, output = torch.nn.RNN(V, H), torch.nn.Linear(H, V)
    rnn.bias_hh_l0.requires_grad_(False)  # it has two hidden biases, of which one is enough
    with torch.no_grad():
        rnn.weight_ih_l0[...], rnn.weight_hh_l0[...] = (torch.from_numpy(params[name]) for name in ("Wxh", "Whh"))
        output.weight[...] = torch.from_numpy(params["Why"])
        for bias in (rnn.bias_ih_l0, rnn.bias_hh_l0, output.bias):
            bias.zero_()
    trained = [each for each in (*rnn.parameters(), *output.parameters()) if each.requires_grad]
    optimizer = torch.optim.Adagrad(trained, lr=LEARNING_RATE, eps=EPS)
    state = torch.zeros(1, H)

    def step(at: int) -> float:
        nonlocal state
        x = torch.nn.functional.one_hot(indices[at : at + T], V).to(torch.float64)
        states, last = rnn(x, state)
        targets = indices[at + 1 : at + T + 1]
        loss = torch.nn.functional.cross_entropy(output(states), targets, reduction="sum")
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_value_(trained, LIMIT)
        optimizer.step()
        state = last.detach()
        return float(loss.detach())

    return step


def jax_compiled(data: str) -> Step:
    """JAX: a scan over time, differentiated, and the whole step compiled."""
    jax = importlib.import_module("jax")
    jax.config.update("jax_enable_x64", True)
    jnp, indices = jax.numpy, indices_of(data)

    def loss_of(params: Any, state: Any, inputs: Any, targets: Any) -> Any:
        def forward(h: Any, index: Any) -> Any:
            h = jnp.tanh(params["Wxh"][:, index] + params["Whh"] @ h + params["bh"][:, 0])
            return h, h

        last, states = jax.lax.scan(forward, state, inputs)
        log_p = jax.nn.log_softmax(states @ params["Why"].T + params["by"][:, 0])
        return -log_p[jnp.arange(T), targets].sum(), last

    def update(params: Any, memory: Any, state: Any, inputs: Any, targets: Any) -> Any:
        (loss, last), grads = jax.value_and_grad(loss_of, has_aux=True)(params, state, inputs, targets)
        grads = {name: jnp.clip(g, -LIMIT, LIMIT) for name, g in grads.items()}
        memory = {name: memory[name] + g * g for name, g in grads.items()}
        moved = {name: params[name] - LEARNING_RATE * g / jnp.sqrt(memory[name] + EPS) for name, g in grads.items()}
        return loss, moved, memory, last

    compiled = jax.jit(update, donate_argnums=(0, 1, 2))
    params = {name: jnp.array(array) for name, array in parameters().items()}
    memory = {name: jnp.zeros_like(array) for name, array in params.items()}
    state = jnp.zeros(H)

    def step(at: int) -> float:
        nonlocal params, memory, state
        inputs, targets = indices[at : at + T], indices[at + 1 : at + T + 1]
        loss, params, memory, state = compiled(params, memory, state, inputs, targets)
        return float(loss)

    return step


# What a report calls each, the package whose version it tells, and what makes it.
WAYS: dict[str, tuple[str, Callable[[str], Step]]] = {
    "the loop as published": ("numpy", published),
    "the reference of `training`": ("numpy", reference),
    "PyTorch, `nn.RNN`": ("torch", torch_eager),
    "JAX, `jit` and `scan`": ("jax", jax_compiled),
}


def measure(rounds: int) -> list[dict[str, Any]]:
    """The CPU seconds of a step in the fastest of ``rounds`` blocks, by turns; or why a way cannot be measured.

    CPU time, of all threads, and the fastest block: other work on the machine makes a block slower, never faster.
    """
    places = [step * T for step in range(AGREES.size + rounds * BLOCK)]
    data = text(len(places) * T + 1)
    found = [_prepared(name, package, make, data) for name, (package, make) in WAYS.items()]
    _compare(found, places[: AGREES.size])
    ready = [row for row in found if not row["problem"]]
    for start in range(AGREES.size, len(places), BLOCK):
        for row in ready:
            row["cpu_s"] = min(row["cpu_s"], _timed(row["step"], places[start : start + BLOCK]))
    return [{key: row[key] for key in ("name", "package", "cpu_s", "problem")} for row in found]


def _prepared(name: str, package: str, make: Callable[[str], Step], data: str) -> dict[str, Any]:
    row: dict[str, Any] = {"name": name, "package": package, "cpu_s": math.inf, "problem": "", "step": None}
    try:
        return row | {"step": make(data), "package": f"{package} {importlib.metadata.version(package)}"}
    except ImportError:
        return row | {"problem": f"{package} is not installed"}


def _compare(found: list[dict[str, Any]], places: list[int]) -> None:
    """Have each way take its first steps; note a problem where the losses are not those of the first way."""
    expected: list[float] = []
    for row in found:
        if row["step"] is not None:
            losses = [row["step"](at) for at in places]
            expected = expected or losses
            if not np.allclose(losses, expected, rtol=AGREES, atol=0):
                row["problem"] = f"does other work: its first losses are {losses}, not {expected}"


def _timed(step: Step, places: list[int]) -> float:
    """CPU seconds of one step, on average."""
    begin = time.process_time()
    for at in places:
        step(at)
    return (time.process_time() - begin) / len(places)


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
