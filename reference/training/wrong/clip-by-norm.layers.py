from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np


def clip_gradients(grads, limit=5.0):
    length = np.linalg.norm([np.linalg.norm(g) for g in grads.values()])
    if length > limit:
        for g in grads.values():
            g /= length / limit


class Text:
    def __init__(self, indices, length):
        self.indices, self.length = list(indices), length

    def chunks(self) -> Iterator[tuple[list, list, bool]]:
        while True:
            for at in range(0, len(self.indices) - self.length, self.length):
                window = self.indices[at : at + self.length + 1]
                yield window[:-1], window[1:], at == 0


@dataclass
class AdaGrad:
    rate: float
    sums: dict = field(default_factory=dict)

    def update(self, params, grads):
        for name in params:
            self.sums[name] = self.sums.get(name, 0.0) + np.square(grads[name])
            np.subtract(params[name], self.rate * grads[name] / np.sqrt(self.sums[name] + 1e-8), out=params[name])


class Network:
    def __init__(self, params):
        self.params = params
        self.forget()

    def forget(self):
        self.h = np.zeros_like(self.params["bh"])

    def read(self, inputs, targets):
        p = self.params
        tape, loss, h = [], 0.0, self.h
        for i, target in zip(inputs, targets):
            new = np.tanh(p["Wxh"][:, [i]] + p["Whh"] @ h + p["bh"])
            y = p["Why"] @ new + p["by"]
            q = np.exp(y - np.max(y))
            q /= np.sum(q)
            loss -= np.log(q[target, 0])
            q[target, 0] -= 1
            tape.append((i, h, new, q))
            h = new
        self.h = h
        return float(loss), self.backward(tape)

    def backward(self, tape):
        p = self.params
        grads = {name: np.zeros(array.shape) for name, array in p.items()}
        send = np.zeros(self.h.shape)
        while tape:
            i, before, h, dy = tape.pop()
            dz = (p["Why"].T @ dy + send) * (1 - h**2)
            for name, part in (("Why", dy @ h.T), ("by", dy), ("Whh", dz @ before.T), ("bh", dz)):
                grads[name] += part
            grads["Wxh"][:, [i]] += dz
            send = p["Whh"].T @ dz
        return grads


class Smooth:
    def __init__(self, start):
        self.value = start

    def __call__(self, new):
        self.value = 0.999 * self.value + 0.001 * new
        return self.value


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    network, optimizer = Network(params), AdaGrad(learning_rate)
    smooth = Smooth(-np.log(1 / len(params["by"])) * seq_length)
    losses = []
    for (inputs, targets, is_first), _ in zip(Text(data, seq_length).chunks(), range(steps)):
        if is_first:
            network.forget()
        loss, grads = network.read(inputs, targets)
        clip_gradients(grads)
        optimizer.update(params, grads)
        losses.append(smooth(loss))
    return losses
