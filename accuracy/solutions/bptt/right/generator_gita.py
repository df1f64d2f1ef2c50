import numpy as np


def one_step(symbol, goal, h_before, params, grads):
    """A coroutine: yields (its loss, its state), is sent the gradient from the future, yields what goes to the past."""
    h = np.tanh(params["Wxh"][:, symbol][:, None] + params["Whh"].dot(h_before) + params["bh"])
    scores = params["Why"].dot(h) + params["by"]
    p = np.exp(scores - scores.max())
    total = p.sum()
    cost = np.log(total) + scores.max() - scores[goal].item()

    from_future = yield float(cost), h

    p /= total
    p[goal] -= 1
    dz = (1 + h) * (1 - h) * (from_future + params["Why"].T.dot(p))
    for name, change in (("by", p), ("Why", np.outer(p, h)), ("bh", dz), ("Whh", np.outer(dz, h_before))):
        grads[name] += change
    grads["Wxh"][:, symbol] += dz.reshape(-1)
    yield params["Whh"].T.dot(dz)


def loss_and_gradients(inputs, targets, h_prev, params):
    if len(inputs) != len(targets) or len(inputs) == 0:
        raise ValueError("as many targets as inputs, please, and at least one")
    grads = {name: np.zeros_like(params[name], dtype=float) for name in params}
    steps, costs, h = [], [], h_prev
    for symbol, goal in zip(inputs, targets):
        steps.append(one_step(int(symbol), int(goal), h, params, grads))
        cost, h = next(steps[-1])
        costs.append(cost)
    message = np.zeros(h_prev.shape)
    for step in steps[::-1]:
        message = step.send(message)
    return sum(costs), grads, h
