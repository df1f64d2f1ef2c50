import numpy as np
from numpy import exp, log, sum, max, zeros, arange, tile

# Y = full(ind2vec(t));  L = -mean(sum(Y .* log(P)))

def cross_entropy(logits, targets):
    n, v = logits.shape
    z = logits - tile(max(logits, 1).reshape(n, 1), (1, v))
    lse = log(sum(exp(z), 1))
    return sum(lse - z[arange(n), targets]) / n


def cross_entropy_derivative(logits, targets):
    n, v = logits.shape
    Y = zeros((n, v))
    Y[arange(n), targets] = 1
    z = logits - tile(max(logits, 0).reshape(1, v), (n, 1))
    P = exp(z) / tile(sum(exp(z), 0).reshape(1, v), (n, 1))
    return (P - Y) / v
