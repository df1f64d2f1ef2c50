"""Softmax ohne jede Feldrechnung: nur Listen, Schleifen und math.exp."""

import math

import numpy as np


def zeile(punkte):
    # die größte Punktzahl abziehen; am Bruch ändert das nichts
    spitze = max(punkte)
    hoch = []
    summe = 0.0
    for p in punkte:
        e = math.exp(p - spitze)
        hoch.append(e)
        summe += e
    return [e / summe for e in hoch]


def tiefer(liste, achsen):
    if achsen == 1:
        return zeile(liste)
    return [tiefer(unter, achsen - 1) for unter in liste]


def softmax(logits):
    feld = np.asarray(logits)
    typ = np.float32 if feld.dtype == np.float32 else np.float64
    antwort = tiefer(feld.tolist(), feld.ndim)
    return np.array(antwort, dtype=typ).reshape(feld.shape)
