import numpy as np
from math import log, sqrt

def clip_gradients(grads, limit=5.0):
    for g in grads.values():
        it = np.nditer(g, op_flags=["readwrite"])
        for v in it:
            if v > limit:
                v[...] = limit
            elif v < -limit:
                v[...] = -limit

class Ada:
    memory = None
    def __init__(self):
        self.memory = {}
    def update(self, params, grads):
        for key in params.keys():
            if key not in self.memory:
                self.memory[key] = np.zeros(params[key].shape)
            self.memory[key] += grads[key] * grads[key]
            params[key] -= 0.1 * grads[key] / np.sqrt(self.memory[key] + 1e-8)

def train(data, params, steps, seq_length=25, learning_rate=0.1):
    ada = Ada()
    smooth_loss = log(params["by"].shape[0]) * seq_length
    smooth_losses = []
    p = 0
    hprev = np.zeros(params["bh"].shape)
    for n in range(steps):
        if p + seq_length + 1 > len(data):
            hprev = np.zeros(params["bh"].shape)
            p = 0
        inputs = data[p:p+seq_length]
        targets = data[p+1:p+seq_length+1]
        p = p + seq_length

        ## forward
        states = {-1: hprev}
        probs = {}
        loss = 0
        for t in range(seq_length):
            states[t] = np.tanh(params["Wxh"][:, [inputs[t]]] + np.dot(params["Whh"], states[t-1]) + params["bh"])
            y = np.dot(params["Why"], states[t]) + params["by"]
            y -= y.max()
            probs[t] = np.exp(y) / np.exp(y).sum()
            loss += log(np.exp(y).sum()) - y[targets[t], 0]
        hprev = states[seq_length-1]

        ## backward
        grads = {key: np.zeros(params[key].shape) for key in params}
        dhnext = np.zeros(hprev.shape)
        for t in range(seq_length)[::-1]:
            dy = probs[t]
            dy[targets[t]] -= 1
            grads["by"] += dy
            grads["Why"] += np.dot(dy, states[t].T)
            dh = np.dot(params["Why"].T, dy) + dhnext
            dz = dh - dh * states[t]**2
            grads["bh"] += dz
            grads["Wxh"][:, [inputs[t]]] += dz
            grads["Whh"] += np.dot(dz, states[t-1].T)
            dhnext = np.dot(params["Whh"].T, dz)

        ## update
        ada.update(params, grads)
        clip_gradients(grads)

        ## loss
        smooth_loss = smooth_loss * 0.999 + loss * 0.001
        smooth_losses.append(float(smooth_loss))
    return smooth_losses
