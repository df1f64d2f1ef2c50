# A class that keeps its steps; it remembers the tanh's derivative as one less the state.
import numpy as np


class Net:
    def __init__(self, weights):
        self.w = weights
        self.d = {key: np.zeros_like(w) for key, w in weights.items()}
        self.steps = []

    def read(self, char, state):
        return np.tanh(self.w["Wxh"][:, char].reshape(-1, 1) + self.w["bh"] + np.dot(self.w["Whh"], state))

    def forward(self, chars, goals, state):
        loss = 0
        for char, goal in zip(chars, goals):
            new = self.read(char, state)
            scores = np.dot(self.w["Why"], new) + self.w["by"]
            loss += np.logaddexp.reduce(scores).item() - scores[goal].item()
            self.steps.append((char, goal, state, new, scores))
            state = new
        return loss, state

    def backward(self):
        flow = 0
        for char, goal, old, new, scores in reversed(self.steps):
            delta = np.exp(scores - np.logaddexp.reduce(scores))
            delta[goal] -= 1
            self.d["Why"] += delta * new.T
            self.d["by"] += delta
            flow = (np.dot(self.w["Why"].T, delta) + flow) * (1 - new)
            self.d["Wxh"][:, char] += flow.ravel()
            self.d["Whh"] += flow * old.T
            self.d["bh"] += flow
            flow = np.dot(self.w["Whh"].T, flow)


def loss_and_gradients(inputs, targets, h_prev, params):
    net = Net(params)
    loss, last = net.forward(inputs, targets, h_prev)
    net.backward()
    return loss, net.d, last
