import numpy as np


def matvec(matrix, column):
    """loops, to see what happens"""
    rows, cols = matrix.shape
    out = np.zeros((rows, 1))
    for r in range(rows):
        for c in range(cols):
            out[r, 0] += matrix[r, c] * column[c, 0]
    return out


def step_forward(x, h_prev, params):
    z = matvec(params["Wxh"], x) + matvec(params["Whh"], h_prev) + params["bh"]
    h = np.tanh(z)
    y = matvec(params["Why"], h) + params["by"]
    top = np.max(y)
    total = 0.0
    for k in range(len(y)):
        total += np.exp(y[k, 0] - top)
    p = np.exp(y - top) / total
    return h, y, p


def step_backward(dy, dh_next, x, h, h_prev, params):
    H, V = params["Wxh"].shape
    dWxh, dWhh, dWhy = np.zeros((H, V)), np.zeros((H, H)), np.zeros((V, H))
    dbh, dby = np.zeros((H, 1)), np.zeros((V, 1))
    dh = matvec(params["Why"].T, dy) + dh_next
    for v in range(V):
        dby[v] = dy[v]
        for j in range(H):
            dWhy[v, j] = dy[v, 0] * h[j, 0]
    for j in range(H):
        slope = 1 - h_prev[j, 0] ** 2
        dz = dh[j, 0] * slope
        dbh[j] = dh[j]
        for v in range(V):
            dWxh[j, v] = dz * x[v, 0]
        for k in range(H):
            dWhh[j, k] = dz * h_prev[k, 0]
    dh_prev = matvec(params["Whh"].T, dh * (1 - h_prev ** 2))
    return {"Wxh": dWxh, "Whh": dWhh, "Why": dWhy, "bh": dbh, "by": dby}, dh_prev
