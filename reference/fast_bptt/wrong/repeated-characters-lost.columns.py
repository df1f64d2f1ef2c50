# Steps are columns; the gradient of Wxh is added up with a list of indices.
import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    W, U, O = params["Wxh"], params["Whh"], params["Why"]
    T, (H, V) = len(inputs), W.shape
    which = np.asarray(inputs), np.asarray(targets)

    S = np.empty((H, T + 1), order="F")
    S[:, :1] = h_prev
    Z = np.asfortranarray(W[:, which[0]] + params["bh"])
    rows, sums = list(S.T), list(Z.T)  # views of the columns
    for t in range(T):
        np.tanh(np.dot(U, rows[t]) + sums[t], out=rows[t + 1])

    Y = np.dot(O, S[:, 1:]) + params["by"]
    top = np.max(Y, axis=0)
    P = np.exp(Y - top)
    total = np.sum(P, axis=0)
    loss = np.sum(np.log(total) + top - Y[which[1], range(T)])
    P /= total
    P[which[1], range(T)] -= 1

    D = np.asfortranarray(np.dot(O.T, P))
    slope = 1 - np.square(S[:, 1:], order="F")
    parts, slopes = list(D.T), list(slope.T)
    for t in range(T - 1, -1, -1):
        if t < T - 1:
            parts[t] += np.dot(parts[t + 1], U)
        parts[t] *= slopes[t]
    at_input = np.zeros(W.shape)
    at_input[:, which[0]] += D
    grads = dict(Wxh=at_input, Whh=np.dot(D, S[:, :-1].T), Why=np.dot(P, S[:, 1:].T))
    grads["bh"], grads["by"] = np.sum(D, axis=1, keepdims=True), np.sum(P, axis=1, keepdims=True)
    return loss, grads, S[:, T:]
