"""Pas de boucle sur le temps: la fonction s'appelle elle-meme, et le gradient revient par la valeur de retour."""
import sys

import numpy as np

sys.setrecursionlimit(max(sys.getrecursionlimit(), 20_000))


def forward(x, Wxh, Whh, Who):
    def etat(t):
        return np.zeros((len(x), len(Whh))) if t < 0 else np.tanh(x[:, t].dot(Wxh) + etat(t - 1).dot(Whh))
    return 1 / (1 + np.exp(-etat(x.shape[1] - 1).dot(Who)))


def backward(x, y, Wxh, Whh, Who):
    T = x.shape[1]

    def marche(t, s):
        """De l'etat s au pas t; rend (y_hat, dWxh, dWhh, dWho, ds)."""
        if t == T:
            y_hat = 1 / (1 + np.exp(-s.dot(Who)))
            dy = (y_hat - y) / np.prod(y.shape) * (y_hat - y_hat ** 2)
            return y_hat, 0 * Wxh, 0 * Whh, s.T.dot(dy), dy.dot(Who.T)
        suivant = np.tanh(x[:, t].dot(Wxh) + s.dot(Whh))
        y_hat, dWxh, dWhh, dWho, ds = marche(t + 1, suivant)
        dz = ds - ds * suivant ** 2
        return y_hat, dWxh + x[:, t].T.dot(dz), dWhh + s.T.dot(dz), dWho, dz.dot(Whh.T)

    return marche(0, np.zeros((x.shape[0], Whh.shape[0])))[:4]


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    def une_epoque():
        _, a, b, c = backward(x, y, Wxh, Whh, Who)
        for w, g in ((Wxh, a), (Whh, b), (Who, c)):
            w += -learning_rate * g
        reste = y - forward(x, Wxh, Whh, Who)
        return float(np.vdot(reste, reste) / (2 * reste.size))
    return [une_epoque() for _ in range(epochs)]
