from dataclasses import dataclass, field

import numpy as np


@dataclass
class Net:
    Wxh: np.ndarray
    Whh: np.ndarray
    Who: np.ndarray
    tape: list = field(default_factory=list)

    def start(self, count):
        self.state = np.zeros((count, self.Whh.shape[0]))
        return self

    def step(self, rows):
        before, self.state = self.state, np.tanh(np.hstack([rows, self.state]) @ np.vstack([self.Wxh, self.Whh]))
        self.tape.append((rows, before, self.state))
        return self

    def guess(self):
        scores = np.clip(self.state @ self.Who, -500, 500)
        e = np.exp(scores)
        return e / e.sum(1, keepdims=True)

    def back(self, error):
        grads = {"Who": self.state.T @ error}
        both = np.zeros((len(self.Wxh) + len(self.Whh), len(self.Whh)))
        upstream = error @ self.Who.T
        while self.tape:
            rows, before, after = self.tape.pop()
            upstream = upstream * (1 - after**2)
            both += np.hstack([rows, before]).T @ upstream
            upstream = upstream @ self.Whh.T
        grads["Wxh"], grads["Whh"] = both[: len(self.Wxh)], both[len(self.Wxh) :]
        return grads


def prepare(names):
    vocabulary = sorted({" "}.union(*names))
    T = len(max(names, key=len))
    padded = [f"{name:>{T}}" for name in names]
    onehot = np.array([[[float(each == one) for one in vocabulary] for each in name] for name in padded])
    return onehot, vocabulary


def loss_and_gradients(x, y, Wxh, Whh, Who):
    net = Net(Wxh, Whh, Who).start(len(x))
    for rows in x.transpose(1, 0, 2):
        net.step(rows)
    guess = net.guess()
    grads = net.back((guess - y) / len(y))
    return np.float64(-(y * np.log(guess)).sum(axis=1).mean()), grads["Wxh"], grads["Whh"], grads["Who"]


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    rows = dict(zip(vocabulary, np.eye(len(vocabulary))))
    net = Net(Wxh, Whh, Who).start(1)
    for each in prefix:
        net.step(rows[each][None])
    result = prefix
    for _ in range(n):
        drawn = str(rng.choice(list(vocabulary), p=net.guess()[0]))
        if drawn == " ":
            break
        result = result + drawn
        net.step(rows[drawn][None])
    return result
