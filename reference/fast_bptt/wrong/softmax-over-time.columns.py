# Steps are columns; the softmax was taken over from a version with rows.
import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    W, U, O = params["Wxh"], params["Whh"], params["Why"]
    T, (H, V) = len(inputs), W.shape
    which = np.asarray(inputs), np.asarray(targets)
    X = np.zeros((V, T))
    X[which[0], range(T)] = 1

    S = np.empty((H, T + 1), order="F")
    S[:, :1] = h_prev
    Z = np.asfortranarray(W[:, which[0]] + params["bh"])
    rows, sums = list(S.T), list(Z.T)  # views of the columns
    for t in range(T):
        np.tanh(np.dot(U, rows[t]) + sums[t], out=rows[t + 1])

    Y = np.dot(O, S[:, 1:]) + params["by"]
    P = np.exp(Y - np.max(Y, axis=0))
    P /= np.sum(P, axis=1, keepdims=True)
    loss = -np.sum(np.log(P[which[1], range(T)]))
    P[which[1], range(T)] -= 1

    D = np.asfortranarray(np.dot(O.T, P))
    slope = 1 - np.square(S[:, 1:], order="F")
    parts, slopes = list(D.T), list(slope.T)
    for t in range(T - 1, -1, -1):
        if t < T - 1:
            parts[t] += np.dot(parts[t + 1], U)
        parts[t] *= slopes[t]
    grads = dict(Wxh=np.dot(D, X.T), Whh=np.dot(D, S[:, :-1].T), Why=np.dot(P, S[:, 1:].T))
    grads["bh"], grads["by"] = np.sum(D, axis=1, keepdims=True), np.sum(P, axis=1, keepdims=True)
    return loss, grads, S[:, T:]
