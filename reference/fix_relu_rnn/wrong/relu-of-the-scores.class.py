# A class does the work; the scores pass a ReLU as well.
from collections import deque

import numpy as np


class Net:
    def __init__(self, parameters):
        self.__dict__.update(parameters)

    def run(self, letters, state):
        tape = []
        for letter in letters:
            before, drive = state, self.Wxh.take([letter], axis=1) + self.Whh.dot(state) + self.bh
            state = np.where(drive > 0, drive, 0.0)
            scores = np.maximum(self.Why.dot(state) + self.by, 0)
            scores = scores - scores.max()
            tape.append((letter, before, drive > 0, state, np.exp(scores) / np.exp(scores).sum(), scores))
        return tape, state


class Gradients(dict):
    def __missing__(self, name):
        self[name] = 0.0
        return self[name]


def _parameters():
    return {name: globals()[name] for name in "Wxh Whh Why bh by".split()}


def loss(inputs, targets, hprev):
    net = Net(_parameters())
    tape, last = net.run(inputs, hprev)
    total, d, future = 0.0, Gradients(), 0.0
    work = deque(zip(tape, targets))
    while work:
        (letter, before, on, state, p, scores), target = work.pop()
        total += np.log(np.exp(scores).sum()) - scores[target, 0]
        delta = p.copy()
        delta[target, 0] -= 1.0
        d["Why"] = d["Why"] + delta @ state.T
        d["by"] = d["by"] + delta
        inner = np.multiply(net.Why.T @ delta + future, on)
        x = np.zeros((net.Wxh.shape[1], 1))
        x[letter] = 1.0
        d["Wxh"] = d["Wxh"] + inner @ x.T
        d["Whh"] = d["Whh"] + inner @ before.T
        d["bh"] = d["bh"] + inner
        future = net.Whh.T @ inner
    return total, d["Wxh"], d["Whh"], d["Why"], d["bh"], d["by"], last


def gradCheck(inputs, targets, hprev):
    step = 1e-4
    for parameter, gradient in zip(_parameters().values(), loss(inputs, targets, hprev)[1:-1]):
        flat = parameter.reshape(-1)
        for k, old in enumerate(flat.copy()):
            losses = {}
            for sign in (1, -1):
                flat[k] = old + sign * step
                losses[sign] = loss(inputs, targets, hprev)[0]
            flat[k] = old
            assert np.isclose((losses[1] - losses[-1]) / (2 * step), gradient.reshape(-1)[k], rtol=1e-3, atol=1e-6)
    return "all right"


text = "the rain in spain stays mainly in the plain. "
vocabulary = "".join(sorted(set(text)))
generator = np.random.RandomState(5)
Wxh = generator.randn(10, len(vocabulary)) / 10
Whh = generator.randn(10, 10) / 10
Why = generator.randn(len(vocabulary), 10) / 10
bh = np.zeros([10, 1])
by = np.zeros([len(vocabulary), 1])

state, memory = np.zeros((10, 1)), {}
letters = [vocabulary.index(each) for each in text]
for epoch in range(10):
    value, *gradients, state = loss(letters[:-1], letters[1:], state)
    for name, gradient in zip(_parameters(), gradients):
        gradient = np.maximum(np.minimum(gradient, 5), -5)
        memory[name] = memory.get(name, 0) + gradient**2
        globals()[name] = globals()[name] - 0.1 * gradient / np.sqrt(memory[name] + 1e-8)
