import numpy as np


def clip_gradients(grads, limit=5.0):
    [np.clip(g, -limit, limit, g) for g in grads.values()]


def bptt(xs, ts, h, Wxh, Whh, Why, bh, by):
    hs = [h]
    for x in xs: hs.append(np.tanh(Wxh[:, x:x+1] + Whh @ hs[-1] + bh))
    B, A = np.hstack(hs[:-1]), np.hstack(hs[1:])
    Y = Why @ A + by; Y = Y - Y.max(0)
    P = np.exp(Y) / np.exp(Y).sum(0)
    c = np.arange(len(xs))
    loss = (np.log(np.exp(Y).sum(0)) - Y[ts, c]).sum()
    P[ts, c] -= 1
    D, n = np.zeros_like(A), 0
    for t in c[::-1]:
        D[:, t] = (P[:, t] @ Why + n) * (1 - A[:, t]**2)
        n = D[:, t] @ Whh
    dWxh = np.zeros_like(Wxh); np.add.at(dWxh, (slice(None), xs), D)
    return loss, hs[-1], dict(Wxh=dWxh, Whh=D @ B.T, Why=P @ A.T, bh=D.sum(1)[:, None], by=P.sum(1)[:, None])


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    mem = {k: np.zeros_like(v) for k, v in params.items()}
    h = h0 = np.zeros_like(params["bh"])
    p, smooth, out = 0, 0.0, []
    for _ in range(steps):
        if p + seq_length + 1 > len(data): p, h = 0, h0
        loss, h, g = bptt(list(data[p:p+seq_length]), list(data[p+1:p+seq_length+1]), h, **params)
        clip_gradients(g)
        for k in params:
            mem[k] += g[k]**2
            params[k] -= learning_rate * g[k] / np.sqrt(mem[k] + 1e-8)
        smooth = .999 * smooth + .001 * loss
        out.append(float(smooth))
        p += 1
    return out
