# Wszystko pętlami, bez żadnych sztuczek.
import math
import numpy as np


def prepare(names):
    vocabulary = []
    for imie in names:
        for znak in imie:
            if znak != " " and znak not in vocabulary:
                vocabulary.append(znak)
    vocabulary.sort()
    vocabulary.insert(0, " ")
    najdluzsze = 0
    for imie in names:
        if len(imie) > najdluzsze:
            najdluzsze = len(imie)
    onehot = np.zeros((len(names), najdluzsze, len(vocabulary)))
    for i in range(len(names)):
        for t in range(najdluzsze):
            if t < len(names[i]):
                k = vocabulary.index(names[i][t])
            else:
                k = 0
            onehot[i, t, k] = 1.0
    return onehot, vocabulary


def krok(wiersz, stan, Wxh, Whh):
    return np.tanh(np.dot(wiersz, Wxh) + np.dot(stan, Whh))


def softmax(u):
    najwiekszy = max(u)
    e = [math.exp(v - najwiekszy) for v in u]
    suma = sum(e)
    return [v / suma for v in e], najwiekszy + math.log(suma)


def loss_and_gradients(x, y, Wxh, Whh, Who):
    N, T, V = x.shape
    strata = 0.0
    dWxh = np.zeros(Wxh.shape)
    dWhh = np.zeros(Whh.shape)
    dWho = np.zeros(Who.shape)
    for i in range(N):                      # jedno imię na raz
        stany = [np.zeros(Whh.shape[0])]
        for t in range(T):
            stany.append(krok(x[i, t], stany[t], Wxh, Whh))
        u = np.dot(stany[T], Who)
        p, log_suma = softmax(list(u))
        cel = int(np.argmax(y[i]))
        strata += log_suma - u[cel]
        blad = np.array(p)
        blad[cel] -= 1.0
        dWho += np.outer(stany[T], blad)
        ds = np.dot(Who, blad)
        for t in range(T, 0, -1):
            dz = ds * (1.0 - stany[t] ** 2)
            dWxh += np.outer(x[i, t - 1], dz)
            dWhh += np.outer(stany[t - 1], dz)
            ds = np.dot(Whh, dz)
    return float(strata / N), dWxh / N, dWhh / N, dWho / N


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    stan = np.zeros(Whh.shape[0])
    wynik = ""
    do_podania = list(prefix)
    wylosowane = 0
    while True:
        while do_podania:
            znak = do_podania.pop(0)
            wynik = wynik + znak
            wiersz = np.zeros(len(vocabulary))
            wiersz[vocabulary.index(znak)] = 1.0
            stan = krok(wiersz, stan, Wxh, Whh)
        if wylosowane == n:
            return wynik
        p, _ = softmax(list(np.dot(stan, Who)))
        r = rng.random()
        k = 0
        dotad = p[0]
        while r >= dotad and k < len(p) - 1:
            k += 1
            dotad += p[k]
        wylosowane += 1
        if k == 0:
            return wynik
        do_podania.append(vocabulary[k])
