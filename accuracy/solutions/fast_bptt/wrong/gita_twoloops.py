import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    Wxh, Whh, Why, bh, by = params["Wxh"], params["Whh"], params["Why"], params["bh"], params["by"]
    n = len(inputs)
    hidden = len(bh)

    # --- outside the loop -------------------------------------------
    drive = Wxh.T[inputs] + bh.reshape(1, hidden)
    memory = np.zeros((n + 1, hidden))
    memory[0, :] = h_prev.reshape(hidden)
    bias = bh.reshape(hidden)
    # --- loop 1 -----------------------------------------------------
    for t in range(n):
        memory[t + 1] = np.tanh(drive[t] + np.dot(Whh, memory[t]) + bias)
    # --- outside ----------------------------------------------------
    logits = np.dot(memory[1:], Why.T) + by.reshape(1, -1)
    logits -= np.max(logits, axis=1, keepdims=True)
    probs = np.exp(logits)
    denominators = np.sum(probs, axis=1, keepdims=True)
    probs /= denominators
    loss = float(np.sum(np.log(denominators)) - np.sum(logits[range(n), targets]))
    probs[range(n), targets] -= 1
    d_hidden = np.dot(probs, Why)
    slope = 1 - np.power(memory[1:], 2)
    # --- loop 2 -----------------------------------------------------
    d_raw = np.zeros((n, hidden))
    d_next = np.zeros(hidden)
    for t in range(n - 1, -1, -1):
        d_raw[t] = (d_hidden[t] + d_next) * slope[t]
        d_next = np.dot(d_raw[t], Whh)
    # --- outside ----------------------------------------------------
    d_Wxh = np.zeros_like(Wxh.T)
    np.add.at(d_Wxh, inputs, d_raw)
    grads = {
        "Wxh": d_Wxh.T,
        "Whh": np.dot(d_raw.T, memory[:-1]),
        "Why": np.dot(probs.T, memory[:-1]),
        "bh": np.sum(d_raw, axis=0).reshape(hidden, 1),
        "by": np.sum(probs, axis=0).reshape(-1, 1),
    }
    return loss, grads, memory[-1].reshape(hidden, 1).copy()
