import numpy as np


def one_hot(targets, V):
    return np.eye(V)[targets]


def cross_entropy(logits, targets):
    Y = one_hot(targets, logits.shape[1])
    Z = logits - np.max(logits, axis=1)[:, None]
    logP = Z - np.log(np.sum(np.exp(Z), axis=1))[:, None]
    return np.mean(-Y * logP)


def cross_entropy_derivative(logits, targets):
    N, V = logits.shape
    Y = one_hot(targets, V)
    Z = logits - np.max(logits, axis=1)[:, None]
    E = np.exp(Z)
    P = E / np.sum(E, axis=1)[:, None]
    return (P - Y) / N
