import numpy as np

def loss_and_gradients(inputs, targets, h_prev, params):
    total = 0.0
    stack = []
    h = h_prev.copy()
    while len(inputs) > 0:
        char = inputs.pop(0)
        goal = targets.pop(0)
        pre = params["Whh"] @ h + params["bh"]
        pre[:, 0] += params["Wxh"][:, char]
        new = np.tanh(pre)
        out = params["Why"] @ new + params["by"]
        out -= out.max()
        prob = np.exp(out)
        prob /= prob.sum()
        total -= np.log(prob[goal, 0])
        stack.append((char, goal, h, new, prob))
        h = new

    g = {n: np.zeros_like(params[n]) for n in ["Wxh", "Whh", "Why", "bh", "by"]}
    blame = np.zeros_like(h)
    while stack:
        char, goal, old, new, prob = stack.pop()
        prob[goal, 0] -= 1
        g["Why"] += prob @ new.T
        g["by"] += prob
        blame = blame + params["Why"].T @ prob
        g["Whh"] += blame @ old.T
        g["Wxh"][:, char] += blame[:, 0]
        g["bh"] += blame
        blame = params["Whh"].T @ blame
    return float(total), g, h
