import math

import numpy as np


def softmax(x):
    rows = []
    for row in x.tolist():
        powers = [math.exp(each - max(row)) for each in row]
        rows.append([power / sum(powers) for power in powers])
    return np.array(rows)


def cross_entropy(y, y_hat):
    total = 0.0
    for row, guess in zip(y, y_hat):
        for one, p in zip(row, guess):
            if one:
                total -= math.log(p + 1e-300)
    return total / len(y)


def states(name, Wxh, Whh):
    s = [np.zeros(Whh.shape[0])]
    for row in name:
        z = [sum(row[v] * Wxh[v, h] for v in range(len(row))) + s[-1] @ Whh[:, h] for h in range(len(Whh))]
        s.append(np.array([math.tanh(each) for each in z]))
    return s


def forward(x, Wxh, Whh, Who):
    return softmax(np.array([states(name, Wxh, Whh)[-1] @ Who for name in x]))


def backward(x, y, Wxh, Whh, Who):
    y_hat = forward(x, Wxh, Whh, Who)
    dWxh, dWhh, dWho = np.zeros(Wxh.shape), np.zeros(Whh.shape), np.zeros(Who.shape)
    for n, name in enumerate(x):
        s = states(name, Wxh, Whh)
        d = (y_hat[n] - y[n]) / len(x)
        dWho += np.outer(s[-1], d)
        ds = Who @ d
        for t in range(len(name), 0, -1):
            dz = ds * (1 - s[t] ** 2)
            dWxh += np.outer(name[t - 1], dz)
            dWhh += np.outer(s[t - 1], dz)
            ds = Whh @ dz
    return y_hat, *(np.clip(each, -0.05, 0.05) for each in (dWxh, dWhh, dWho))


def numerical_gradient(x, y, Wxh, Whh, Who):
    found = []
    weights = {"Wxh": Wxh, "Whh": Whh, "Who": Who}
    for name, W in weights.items():
        slope = np.zeros(W.shape)
        for k in range(W.size):
            values = []
            for step in (1e-5, -1e-5):
                moved = W.copy()
                moved.flat[k] += step
                values.append(cross_entropy(y, forward(x, **{**weights, name: moved})))
            slope.flat[k] = (values[0] - values[1]) / 2e-5
        found.append(slope)
    return found


def train_rnn(x, y, nb_epochs, learning_rate, Wxh, Whh, Who):
    losses = []
    while len(losses) < nb_epochs:
        y_hat, *gradients = backward(x, y, Wxh, Whh, Who)
        losses.append(cross_entropy(y, y_hat))
        for W, dW in zip((Wxh, Whh, Who), gradients):
            W[:] = W - learning_rate * dW
    return tuple(losses)
