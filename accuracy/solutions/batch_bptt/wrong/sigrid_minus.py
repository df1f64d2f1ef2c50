"""Gradienten som "feil ganger stigning", slik det sto i boka."""
import numpy as np


def logistisk(z):
    positiv = z >= 0
    e = np.exp(np.where(positiv, -z, z))
    return np.where(positiv, 1 / (1 + e), e / (1 + e))


def kjor(x, Wxh, Whh, Who):
    antall, steg = x.shape[:2]
    tilstand = np.zeros((steg + 1, antall, Wxh.shape[1]))
    for t in range(steg):
        tilstand[t + 1] = np.tanh(x[:, t] @ Wxh + tilstand[t] @ Whh)
    return tilstand, logistisk(tilstand[steg] @ Who)


def forward(x, Wxh, Whh, Who):
    return kjor(x, Wxh, Whh, Who)[1]


def backward(x, y, Wxh, Whh, Who):
    tilstand, svar = kjor(x, Wxh, Whh, Who)
    feil = y - svar
    delta_ut = feil * svar * (1 - svar) / feil.size
    dWho = tilstand[-1].T @ delta_ut
    dWxh = np.zeros(Wxh.shape)
    dWhh = np.zeros(Whh.shape)
    delta = delta_ut @ Who.T * (1 - tilstand[-1] ** 2)
    for t in range(x.shape[1] - 1, -1, -1):
        dWxh += x[:, t].T @ delta
        dWhh += tilstand[t].T @ delta
        delta = delta @ Whh.T * (1 - tilstand[t] ** 2)
    return svar, dWxh, dWhh, dWho


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    tap = []
    for _ in range(epochs):
        svar, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
        Wxh += learning_rate * dWxh
        Whh += learning_rate * dWhh
        Who += learning_rate * dWho
        tap.append(float(((y - forward(x, Wxh, Whh, Who)) ** 2).mean() / 2))
    return tap
