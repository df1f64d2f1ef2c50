import numpy as np


def clip_gradients(grads, limit=5.0):
    for g in grads.values():
        g[...] = np.sign(g) * np.minimum(np.abs(g), limit)


def chunk_loss(x, y, h, W):
    states = [h]
    for one_hot in x:
        states.append(np.tanh(one_hot @ W["Wxh"] + states[-1] @ W["Whh"] + W["bh"][0]))
    S = np.stack(states)
    scores = S[1:] @ W["Why"] + W["by"]
    log_p = scores - np.logaddexp.reduce(scores, axis=1)[:, None]
    d = np.exp(log_p) - y
    dS = d @ W["Why"].T
    dZ = np.empty_like(dS)
    carry = 0
    for t in range(len(x))[::-1]:
        dZ[t] = (dS[t] + carry) * (1 - S[t + 1]) * (1 + S[t + 1])
        carry = W["Whh"] @ dZ[t]
    g = {"Wxh": x.T @ dZ, "Whh": S[:-1].T @ dZ, "Why": S[1:].T @ d}
    g["bh"], g["by"] = dZ.sum(0, keepdims=True), d.sum(0, keepdims=True)
    return -(log_p * y).sum(), g, S[-1]


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    W = {name: array.T.copy() for name, array in params.items()}
    V = W["Why"].shape[1]
    one_hot = np.eye(V)[np.asarray(data)]
    chunks = (len(one_hot) - 1) // seq_length
    G = {name: np.zeros(array.shape) for name, array in W.items()}
    start = h0 = np.zeros(W["Whh"].shape[0])
    chunk_losses = []
    for step in range(steps):
        at = step % chunks * seq_length
        h = start if at == 0 else h0
        loss, g, h0 = chunk_loss(one_hot[at : at + seq_length], one_hot[at + 1 : at + seq_length + 1], h, W)
        clip_gradients(g)
        for name in ["by", "Why"]:
            G[name] += g[name] ** 2
            W[name] -= learning_rate * g[name] * (G[name] + 1e-8) ** -0.5
        chunk_losses.append(loss)
    for name, array in W.items():
        params[name][:] = array.T
    # smooth after n steps: 0.999**n of the start, and 0.001 * 0.999**k of the loss that came k steps ago
    past = 0.999 ** np.arange(steps + 1)
    return [
        seq_length * np.log(V) * past[n] + 0.001 * past[:n] @ np.array(chunk_losses[n - 1 :: -1]) for n in range(1, steps + 1)
    ]
