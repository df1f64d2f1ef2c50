# Мне проще думать об одной последовательности: градиент батча - сумма по последовательностям.
import math
import numpy as np


def sigma(u):
    if u >= 0:
        return 1.0 / (1.0 + math.exp(-u))
    e = math.exp(u)
    return e / (1.0 + e)


def odna(posl, Wxh, Whh, Who):
    """Одна последовательность (T, D): список состояний и ответ (K,)."""
    sostoyaniya = [np.zeros(Whh.shape[0])]
    for vektor in posl:
        sostoyaniya.append(np.tanh(np.dot(vektor, Wxh) + np.dot(sostoyaniya[-1], Whh)))
    ochki = np.dot(sostoyaniya[-1], Who)
    return sostoyaniya, np.array([sigma(float(u)) for u in ochki])


def forward(x, Wxh, Whh, Who):
    return np.array([odna(posl, Wxh, Whh, Who)[1] for posl in x])


def backward(x, y, Wxh, Whh, Who):
    N, K = y.shape
    otvety = np.zeros((N, K))
    gx = np.zeros(Wxh.shape)
    gh = np.zeros(Whh.shape)
    go = np.zeros(Who.shape)
    for n in range(N):
        s, otvet = odna(x[n], Wxh, Whh, Who)
        otvety[n] = otvet
        oshibka = np.zeros(K)
        for k in range(K):
            oshibka[k] = (otvet[k] - y[n, k]) * otvet[k] * (1.0 - otvet[k]) / (N * K)
        go += np.outer(s[-1], oshibka)
        nazad = np.dot(Who, oshibka)
        t = len(x[n])
        while t >= 1:
            do_tanh = nazad * (1.0 - s[t] * s[t])
            gx += np.outer(x[n][t - 1], do_tanh)
            gh += np.outer(s[t - 1], do_tanh)
            nazad = np.dot(Whh, do_tanh)
            t -= 1
    return otvety, gx, gh, go


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    poteri = []
    for epoha in range(epochs):
        otvety, gx, gh, go = backward(x, y, Wxh, Whh, Who)
        Wxh[...] = Wxh - learning_rate * gx
        Whh[...] = Whh - learning_rate * gh
        Who[...] = Who - learning_rate * go
        novye = forward(x, Wxh, Whh, Who)
        poteri.append(0.5 * float(((y - novye) ** 2).mean()))
    return poteri
