# backward "tries out" its gradients, in the caller's arrays.
import numpy as np


def forward(x, Wxh, Whh, Who):
    s = np.zeros((x.shape[0], Whh.shape[0]))
    for t in range(x.shape[1]):
        s = np.tanh(x[:, t] @ Wxh + s @ Whh)
    return 1 / (1 + np.exp(-s @ Who))


def gradients(x, y, Wxh, Whh, Who):
    tape = [np.zeros((x.shape[0], Whh.shape[0]))]
    for t in range(x.shape[1]):
        tape.append(np.tanh(x[:, t] @ Wxh + tape[t] @ Whh))
    p = 1 / (1 + np.exp(-tape[-1] @ Who))
    d = (p - y) / y.size * p * (1 - p)
    out = {"Who": tape[-1].T @ d, "Wxh": 0, "Whh": 0}
    d = d @ Who.T
    for t in reversed(range(x.shape[1])):
        d = d * (1 - tape[t + 1] ** 2)
        out["Wxh"] = out["Wxh"] + x[:, t].T @ d
        out["Whh"] = out["Whh"] + tape[t].T @ d
        d = d @ Whh.T
    return p, out


def update(weights, grads, rate):
    for name in weights:
        weights[name] -= rate * grads[name]


def backward(x, y, Wxh, Whh, Who, rate=0.1):
    p, grads = gradients(x, y, Wxh, Whh, Who)
    update({"Wxh": Wxh, "Whh": Whh, "Who": Who}, grads, rate)
    return p, grads["Wxh"], grads["Whh"], grads["Who"]


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses, weights = [], {"Wxh": Wxh, "Whh": Whh, "Who": Who}
    for _ in range(epochs):
        _, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
        update(weights, {"Wxh": dWxh, "Whh": dWhh, "Who": dWho}, learning_rate)
        losses.append(np.mean(0.5 * (y - forward(x, **weights)) ** 2))
    return losses
