import numpy as np

def loss_and_gradients(inputs, targets, h_prev, params):
    # вперёд
    cache = {}
    loss = 0.0
    h = h_prev
    for t, (i, j) in enumerate(zip(inputs, targets)):
        prev = h
        h = np.tanh(np.take(params["Wxh"], [i], axis=1) + np.matmul(params["Whh"], prev) + params["bh"])
        y = np.matmul(params["Why"], h) + params["by"]
        y = y - np.max(y)
        p = np.exp(y) / np.sum(np.exp(y))
        loss = loss - np.log(p[j].item())
        cache[t] = dict(prev=prev, h=h, p=p, i=i, j=j)

    # назад
    grads = dict((name, np.zeros_like(w)) for name, w in params.items())
    dnext = np.zeros_like(h)
    for t in sorted(cache, reverse=True):
        c = cache[t]
        dy = np.array(c["p"])
        dy[c["j"]] = dy[c["j"]] - 1
        grads["by"] = grads["by"] + dy
        grads["Why"] = grads["Why"] + np.matmul(dy, c["h"].T)
        dh = np.matmul(params["Why"].T, dy) + dnext
        dz = dh * (1 - c["h"] ** 2)
        grads["bh"] = grads["bh"] + dz
        grads["Whh"] = grads["Whh"] + np.matmul(dz, c["prev"].T)
        grads["Wxh"][:, c["j"]] += dz[:, 0]
        dnext = np.matmul(params["Whh"].T, dh)
    return float(loss), grads, h
