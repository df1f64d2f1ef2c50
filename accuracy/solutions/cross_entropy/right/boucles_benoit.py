"""Entropie croisée, avec des boucles et rien d'autre."""
import math

import numpy as np


def probabilites(ligne):
    plus_grand = max(ligne)
    exps = [math.exp(s - plus_grand) for s in ligne]
    somme = math.fsum(exps)
    return [e / somme for e in exps]


def cross_entropy(logits, targets):
    perte = 0.0
    for ligne, juste in zip(logits.tolist(), targets.tolist()):
        plus_grand = max(ligne)
        somme = 0.0
        for s in ligne:
            somme += math.exp(s - plus_grand)
        perte += math.log(somme) + plus_grand - ligne[juste]
    return perte / len(targets)


def cross_entropy_derivative(logits, targets):
    tout = []
    for ligne, juste in zip(logits.tolist(), targets.tolist()):
        p = probabilites(ligne)
        p[juste] -= 1
        tout.append([x / len(targets) for x in p])
    return np.array(tout)
