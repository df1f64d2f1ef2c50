import numpy as np

# n: sequence, t: step, d: input, h/g: hidden, k: output


def _check(x, Wxh, Whh, Who):
    if x.ndim != 3:
        raise ValueError(f"x must be (N, T, D), not {x.shape}")
    D, H = Wxh.shape
    if x.shape[2] != D or Whh.shape != (H, H) or Who.shape[0] != H:
        raise ValueError("shapes do not fit")


def _run(x, Wxh, Whh, Who):
    _check(x, Wxh, Whh, Who)
    n, t, _ = x.shape
    drive = np.einsum("ntd,dh->tnh", x, Wxh)
    s = np.zeros((t + 1, n, Whh.shape[0]), dtype=np.float64)
    for step in range(t):
        s[step + 1] = np.tanh(drive[step] + np.einsum("ng,gh->nh", s[step], Whh))
    u = np.einsum("nh,hk->nk", s[-1], Who)
    e = np.exp(-np.abs(u))
    return s, np.where(u >= 0, 1, e) / (1 + e)


def forward(x, Wxh, Whh, Who):
    """Predictions (N, K)."""
    return _run(x, Wxh, Whh, Who)[1]


def backward(x, y, Wxh, Whh, Who):
    """Predictions and the three gradients."""
    s, p = _run(x, Wxh, Whh, Who)
    if np.shape(y) != p.shape:
        raise ValueError(f"y is {np.shape(y)}, the predictions are {p.shape}")
    n, k = p.shape
    du = (p - y) * p * (1 - p) / (n * k)
    dz = np.empty_like(s[1:])
    back = np.einsum("nk,hk->nh", du, Who)
    for step in range(len(dz) - 1, -1, -1):
        dz[step] = back * (1 - s[step + 1] ** 2)
        back = np.einsum("nh,gh->ng", dz[step], Whh)
    return (
        p,
        np.einsum("ntd,tnh->dh", x, dz),
        np.einsum("tng,tnh->gh", s[:-1], dz),
        np.einsum("nh,nk->hk", s[-1], du),
    )


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = list()
    for _ in range(int(epochs)):
        p, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
        Wxh -= learning_rate * dWxh
        Whh -= learning_rate * dWhh
        Who -= learning_rate * dWho
        p = forward(x, Wxh, Whh, Who)
        losses.append(float(np.einsum("nk,nk->", y - p, y - p) / p.size / 2))
    return losses
