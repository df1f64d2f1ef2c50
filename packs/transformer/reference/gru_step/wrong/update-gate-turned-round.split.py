# Block by block, with names as in PyTorch's documentation.
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def gru_forward(x, h_prev, W, U, b, c):
    W_ir, W_iz, W_in = np.split(W, 3, axis=1)
    W_hr, W_hz, W_hn = np.split(U, 3, axis=1)
    b_ir, b_iz, b_in = np.split(b, 3)
    b_hr, b_hz, b_hn = np.split(c, 3)
    r = sigmoid(x @ W_ir + b_ir + h_prev @ W_hr + b_hr)
    z = sigmoid(x @ W_iz + b_iz + h_prev @ W_hz + b_hz)
    hidden = h_prev @ W_hn + b_hn
    n = np.tanh(x @ W_in + b_in + r * hidden)
    h = h_prev + z * (n - h_prev)
    return h, (x, h_prev, r, z, n, hidden, W, U)


def gru_backward(dh, cache):
    x, h_prev, r, z, n, hidden, W, U = cache
    W_ir, W_iz, W_in = np.split(W, 3, axis=1)
    W_hr, W_hz, W_hn = np.split(U, 3, axis=1)
    dn, dz, dh_prev = dh * (1 - z), dh * (h_prev - n), dh * z
    dpre_n = dn * (1 - n * n)
    dr, dhidden = dpre_n * hidden, dpre_n * r
    dpre_r, dpre_z = dr * r * (1 - r), dz * z * (1 - z)
    dx = dpre_r @ W_ir.T + dpre_z @ W_iz.T + dpre_n @ W_in.T
    dh_prev = dh_prev + dpre_r @ W_hr.T + dpre_z @ W_hz.T + dhidden @ W_hn.T
    dW = np.hstack([x.T @ dpre_r, x.T @ dpre_z, x.T @ dpre_n])
    dU = np.hstack([h_prev.T @ dpre_r, h_prev.T @ dpre_z, h_prev.T @ dhidden])
    db = np.hstack([dpre_r.sum(0), dpre_z.sum(0), dpre_n.sum(0)])
    dc = np.hstack([dpre_r.sum(0), dpre_z.sum(0), dhidden.sum(0)])
    return dx, dh_prev, dW, dU, db, dc
