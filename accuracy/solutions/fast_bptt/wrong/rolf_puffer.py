"""Schnelles BPTT mit Puffern, die von Aufruf zu Aufruf bleiben."""
import numpy as np

puffer = {}


def hole(name, *form):
    schluessel = (name,) + form
    if schluessel not in puffer:
        puffer[schluessel] = np.empty(form)
    return puffer[schluessel]


def loss_and_gradients(inputs, targets, h_prev, params):
    T = len(inputs)
    H, V = params["Wxh"].shape
    zeit = np.arange(T)

    zustaende = hole("zustaende", T + 1, H)
    zustaende[0] = h_prev[:, 0]
    eingang = params["Wxh"].T[inputs]
    eingang += params["bh"][:, 0]
    Whh = params["Whh"]
    for t in range(T):
        eingang[t] += Whh @ zustaende[t]
        np.tanh(eingang[t], out=zustaende[t + 1])
    nachher = zustaende[1:]

    punkte = hole("punkte", T, V)
    np.matmul(nachher, params["Why"].T, out=punkte)
    punkte += params["by"][:, 0]
    punkte -= punkte.max(axis=1, keepdims=True)
    logp = punkte - np.log(np.exp(punkte).sum(axis=1, keepdims=True))
    verlust = -logp[zeit, targets].sum()

    fehler = np.exp(logp)
    fehler[zeit, targets] -= 1
    zurueck = hole("zurueck", T, H)
    np.matmul(fehler, params["Why"], out=zurueck)
    steigung = 1 - nachher ** 2
    WhhT = np.ascontiguousarray(Whh.T)
    rest = np.zeros(H)
    for t in range(T - 1, -1, -1):
        zeile = zurueck[t]
        zeile += rest
        zeile *= steigung[t]
        rest = WhhT @ zeile

    einsen = np.zeros((T, V))
    einsen[zeit, inputs] = 1
    grads = {
        "Wxh": zurueck.T @ einsen,
        "Whh": zurueck.T @ zustaende[:-1],
        "Why": fehler.T @ nachher,
        "bh": zurueck.sum(axis=0)[:, None],
        "by": fehler.sum(axis=0)[:, None],
    }
    return verlust, grads, zustaende[T].reshape(H, 1)
