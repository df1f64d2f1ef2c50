import numpy as np


def vorwaerts(eingaben, zustand, p):
    zustaende, wahrscheinlichkeiten = [], []
    for zeichen in eingaben:
        zustand = np.tanh(p["Wxh"][:, [zeichen]] + p["Whh"].dot(zustand) + p["bh"])
        punkte = p["Why"].dot(zustand) + p["by"]
        hoch = np.exp(punkte - punkte.max())
        zustaende.append(zustand)
        wahrscheinlichkeiten.append(hoch / hoch.sum())
    return zustaende, wahrscheinlichkeiten


def verlust(wahrscheinlichkeiten, ziele):
    einzeln = [-np.log(w[z, 0]) for w, z in zip(wahrscheinlichkeiten, ziele)]
    return float(np.mean(einzeln))


def rueckwaerts(eingaben, ziele, anfang, zustaende, wahrscheinlichkeiten, p):
    g = {name: np.zeros_like(feld) for name, feld in p.items()}
    schuld = np.zeros_like(anfang)              # was der nächste Schritt zurückschickt
    for t in range(len(eingaben) - 1, -1, -1):
        vorher = zustaende[t - 1] if t > 0 else anfang
        d_punkte = wahrscheinlichkeiten[t].copy()
        d_punkte[ziele[t], 0] -= 1
        schuld = schuld + p["Why"].T.dot(d_punkte)
        d_z = schuld - schuld * zustaende[t] ** 2
        g["by"] += d_punkte
        g["Why"] += d_punkte * zustaende[t].T
        g["bh"] += d_z
        g["Whh"] += d_z * vorher.T
        g["Wxh"][:, [eingaben[t]]] += d_z
        schuld = p["Whh"].T.dot(d_z)
    return g


def loss_and_gradients(inputs, targets, h_prev, params):
    zustaende, w = vorwaerts(inputs, h_prev, params)
    return verlust(w, targets), rueckwaerts(inputs, targets, h_prev, zustaende, w, params), zustaende[-1]
