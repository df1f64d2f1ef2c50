import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    # e_i: überall 0, nur an der Stelle i eine 1
    steigung = []
    anzahl = np.size(x)
    for i in range(anzahl):
        e = np.zeros(anzahl)
        e[i] = 1.0
        e = e.reshape(np.shape(x))
        oben = np.asarray(x + eps * e)
        unten = np.asarray(x - eps * e)
        steigung.append((f(oben) - f(unten)) / (2.0 * eps))
    return np.array(steigung, dtype=float).reshape(np.shape(x))


def relative_error(a, b):
    groesster = 0.0
    for links, rechts in zip(np.ravel(a), np.ravel(b)):
        nenner = abs(links) + abs(rechts)
        if nenner == 0:
            quotient = 0.0
        else:
            quotient = abs(links - rechts) / nenner
        if quotient > groesster:
            groesster = quotient
    return float(groesster)
