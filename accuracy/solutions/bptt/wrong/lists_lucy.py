import numpy as np

def softmax(y):
    e = np.exp(y - np.max(y))
    return e / np.sum(e)

def loss_and_gradients(inputs, targets, h_prev, params):
    T = len(inputs)
    states = [h_prev]            # states[t] is before step t, states[t+1] after it
    probs = []
    loss = 0
    for t in range(T):
        z = params["Wxh"][:, inputs[t]:inputs[t]+1] + params["Whh"] @ states[t] + params["bh"]
        states.append(np.tanh(z))
        probs.append(softmax(params["Why"] @ states[-1] + params["by"]))
        loss += -np.log(probs[t][targets[t], 0])

    grads = {}
    for name in params:
        grads[name] = np.zeros(params[name].shape)
    from_next = np.zeros(h_prev.shape)
    for t in range(T)[::-1]:
        dy = probs[t].copy()
        dy[targets[t]] -= 1
        grads["Why"] += dy @ states[t+1].T
        grads["by"] += dy
        dh = params["Why"].T @ dy + from_next
        dz = dh * (1 - states[t+1] ** 2)
        grads["bh"] += dz
        grads["Whh"] += dz @ states[t].T
        grads["Wxh"][:, inputs[t]] += dz[:, 0]
        from_next = params["Whh"] @ dz       # backwards through Whh
    return float(loss), grads, states[-1]
