import numpy as np

def loss_and_gradients(inputs, targets, h_prev, params):
    inputs = np.array(inputs)
    targets = np.array(targets)
    T = inputs.size
    Wxh = params["Wxh"]
    Whh = params["Whh"]
    Why = params["Why"]
    bh = params["bh"].squeeze(1)
    by = params["by"].squeeze(1)

    # everything that does not depend on h
    xw = Wxh[:, inputs].T + bh

    # hidden states
    h = np.empty((T, Whh.shape[0]))
    last = h_prev.squeeze(1)
    for t in range(T):
        last = np.tanh(xw[t] + np.dot(Whh, last))
        h[t] = last

    # probabilities
    y = np.dot(h, Why.T) + by
    y -= y.max(axis=1, keepdims=True)
    logsum = np.log(np.exp(y).sum(axis=1))
    loss = np.sum(logsum - y[np.arange(T), targets])

    # now backwards
    p = np.exp(y - logsum[:, None])
    p[:, targets] -= 1
    dh = np.dot(p, Why)
    one_minus = 1 - h**2
    dz = np.empty_like(dh)
    carry = np.zeros(Whh.shape[0])
    for t in range(T-1, -1, -1):
        dz[t] = (dh[t] + carry) * one_minus[t]
        carry = np.dot(dz[t], Whh)

    before = np.vstack([h_prev.T, h[:-1]])
    dWxh = np.zeros(Wxh.shape)
    np.add.at(dWxh.T, inputs, dz)
    grads = {}
    grads["Wxh"] = dWxh
    grads["Whh"] = np.dot(dz.T, before)
    grads["Why"] = np.dot(p.T, h)
    grads["bh"] = dz.sum(axis=0)[:, None]
    grads["by"] = p.sum(axis=0)[:, None]
    return loss, grads, last[:, None].copy()
