import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    T = len(inputs)
    H, V = params["Wxh"].shape

    # columns: hidden[:, t] is the state after step t, column -1 (the last one) is the state before the first step
    hidden = np.zeros((H, T + 1))
    score = np.zeros((V, T))
    for t in range(T):
        a = params["Wxh"][:, inputs[t]] + params["Whh"] @ hidden[:, t - 1] + params["bh"][:, 0]
        hidden[:, t] = np.tanh(a)
        score[:, t] = params["Why"] @ hidden[:, t] + params["by"][:, 0]

    score = score - score.max(axis=0)
    prob = np.exp(score) / np.exp(score).sum(axis=0)
    loss = -sum(np.log(prob[targets[t], t]) for t in range(T))

    d_score = prob.copy()
    for t in range(T):
        d_score[targets[t], t] -= 1
    d_hidden = params["Why"].T @ d_score
    d_a = np.zeros((H, T))
    for t in range(T - 1, -1, -1):
        if t < T - 1:
            d_hidden[:, t] += params["Whh"].T @ d_a[:, t + 1]
        d_a[:, t] = d_hidden[:, t] * (1 - hidden[:, t] ** 2)

    dWxh = np.zeros((H, V))
    dWhh = np.zeros((H, H))
    for t in range(T):
        dWxh[:, inputs[t]] += d_a[:, t]
        dWhh += np.outer(d_a[:, t], hidden[:, t - 1])
    return float(loss), {
        "Wxh": dWxh, "Whh": dWhh, "Why": d_score @ hidden[:, :T].T,
        "bh": d_a.sum(axis=1, keepdims=True), "by": d_score.sum(axis=1, keepdims=True),
    }, hidden[:, T - 1:T]
