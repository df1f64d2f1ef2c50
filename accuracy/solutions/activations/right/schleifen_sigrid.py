# Jede Zahl einzeln, mit math.
import math

import numpy as np


def eintragweise(formel, *felder):
    antwort = np.zeros(np.shape(felder[0]))
    flach = antwort.reshape(-1)
    listen = [np.asarray(feld).ravel().tolist() for feld in felder]
    for stelle, zahlen in enumerate(zip(*listen)):
        flach[stelle] = formel(*zahlen)
    return antwort


def tanh_backward(dh, h):
    return eintragweise(lambda d, wert: d * (1 - wert) * (1 + wert), dh, h)


def relu_forward(z):
    return eintragweise(lambda wert: max(wert, 0.0), z)


def relu_backward(dh, z):
    def formel(d, wert):
        if wert > 0:
            return d
        return 0.0
    return eintragweise(formel, dh, z)


def sigmoid_forward(z):
    def formel(wert):
        if wert > 0:
            return 1 / (1 + math.exp(-wert))
        e = math.exp(wert)
        return e / (1 + e)
    return eintragweise(formel, z)


def sigmoid_backward(dy, y):
    return eintragweise(lambda d, wert: d * (wert - wert ** 2), dy, y)
