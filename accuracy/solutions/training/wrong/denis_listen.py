# Training. Alles mit Schleifen, damit ich sehe was passiert.
import math
import numpy as np


def clip_gradients(grads, limit=5.0):
    for name in grads:
        flach = grads[name]
        for z in range(len(flach)):
            for s in range(len(flach[z])):
                flach[z, s] = min(limit, max(-limit, flach[z, s]))


def verlust_und_gradienten(eingaben, ziele, zustand, params):
    Wxh = params["Wxh"]; Whh = params["Whh"]; Why = params["Why"]
    bh = params["bh"]; by = params["by"]
    alle = [zustand]
    wahrsch = []
    verlust = 0.0
    for e, z in zip(eingaben, ziele):
        neu = np.tanh(Wxh[:, e:e+1] + np.matmul(Whh, alle[-1]) + bh)
        alle.append(neu)
        punkte = np.matmul(Why, neu) + by
        gr = float(punkte.max())
        summe = sum(math.exp(float(q) - gr) for q in punkte[:, 0])
        verlust += gr + math.log(summe) - float(punkte[z, 0])
        wahrsch.append(np.exp(punkte - gr) / summe)
    g = {n: np.zeros(params[n].shape) for n in params}
    naechster = np.zeros(zustand.shape)
    t = len(eingaben)
    while t > 0:
        t -= 1
        fehler = wahrsch[t]
        fehler[ziele[t], 0] -= 1.0
        g["Why"] += fehler * alle[t+1].T
        g["by"] += fehler
        d = (np.matmul(Why.T, fehler) + naechster) * (1.0 - alle[t+1] * alle[t+1])
        g["bh"] += d
        g["Whh"] += d * alle[t].T
        g["Wxh"][:, eingaben[t]] += d[:, 0]
        naechster = np.matmul(Whh.T, d)
    return verlust, g, alle[-1]


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    H, V = params["Wxh"].shape
    gedaechtnis = {}
    for n in params:
        gedaechtnis[n] = np.zeros(params[n].shape)
    glatt = -math.log(1 / V) * seq_length
    liste = []
    stelle = 0
    for schritt in range(steps):
        if stelle + seq_length + 1 > len(data):
            stelle = 0
        zustand = np.zeros((H, 1))
        eingaben = data[stelle:stelle + seq_length]
        ziele = data[stelle + 1:stelle + seq_length + 1]
        verlust, g, zustand = verlust_und_gradienten(eingaben, ziele, zustand, params)
        clip_gradients(g)
        for n in params:
            gedaechtnis[n] += g[n] ** 2
            params[n] -= learning_rate * g[n] / np.sqrt(gedaechtnis[n] + 1e-8)
        glatt = 0.999 * glatt + 0.001 * float(verlust)
        liste.append(glatt)
        stelle += seq_length
    return liste
