import math
import numpy as np

# entropia incrociata

def riga(z):
    massimo = max(z)
    return massimo + math.log(sum(math.exp(v - massimo) for v in z))


def cross_entropy(logits, targets):
    perdite = [riga(z) - z[int(t)] for z, t in zip(logits.tolist(), targets)]
    return sum(perdite) / len(perdite)


def cross_entropy_derivative(logits, targets):
    quanti = len(targets)
    derivata = np.zeros(logits.shape)
    for n, z in enumerate(logits.tolist()):
        lse = riga(z)
        for i in range(len(z)):
            p = math.exp(z[i] - lse)
            giusto = 1 if i == targets[n] else 0
            derivata[n, i] = (giusto - p) / quanti
    return derivata
