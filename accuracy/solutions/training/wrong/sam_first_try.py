import numpy as np


# step 1: clip
def clip_gradients(grads, limit=5.0):
    for name, g in grads.items():
        grads[name] = np.clip(g, -limit, limit)


# step 2: my bptt from before
def softmax(v):
    e = np.exp(v - np.max(v))
    return e / np.sum(e)


def loss_and_gradients(inputs, targets, h_prev, params):
    h_list = [h_prev]
    prob_list = []
    loss = 0.0
    for i, target in zip(inputs, targets):
        h_new = np.tanh(params["Wxh"][:, i].reshape(-1, 1) + params["Whh"].dot(h_list[-1]) + params["bh"])
        scores = params["Why"].dot(h_new) + params["by"]
        prob = softmax(scores)
        loss = loss + np.max(scores) + np.log(np.sum(np.exp(scores - np.max(scores)))) - scores[target, 0]
        h_list.append(h_new)
        prob_list.append(prob)
    grads = dict()
    for name in ["Wxh", "Whh", "Why", "bh", "by"]:
        grads[name] = np.zeros_like(params[name])
    dh_next = 0
    for t in range(len(inputs) - 1, -1, -1):
        dy = prob_list[t].copy()
        dy[targets[t], 0] = dy[targets[t], 0] - 1
        h, h_before = h_list[t + 1], h_list[t]
        grads["by"] = grads["by"] + dy
        grads["Why"] = grads["Why"] + dy.dot(h.T)
        dh = params["Why"].T.dot(dy) + dh_next
        dz = dh * (1 - h ** 2)
        grads["bh"] = grads["bh"] + dz
        grads["Whh"] = grads["Whh"] + dz.dot(h_before.T)
        grads["Wxh"][:, inputs[t]] = grads["Wxh"][:, inputs[t]] + dz[:, 0]
        dh_next = params["Whh"].T.dot(dz)
    return loss, grads, h_list[-1]


# step 3: adagrad from before
class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate = learning_rate
        self.eps = eps
        self.memory = {}

    def update(self, params, grads):
        for name in params:
            if name not in self.memory:
                self.memory[name] = np.zeros_like(params[name])
            self.memory[name] += grads[name] ** 2
            params[name] -= self.learning_rate * grads[name] / np.sqrt(self.memory[name] + self.eps)


# step 4: the loop
def train(data, params, steps, seq_length=25, learning_rate=0.1):
    optimizer = AdaGrad(learning_rate)
    V = params["by"].shape[0]
    H = params["bh"].shape[0]
    smooth = -np.log(1 / V) * seq_length
    pos = 0
    h = np.zeros((H, 1))
    losses = []
    for step in range(steps):
        if len(data) - pos < seq_length + 1:
            pos = 0
            h = np.zeros((H, 1))
        inputs = list(data[pos : pos + seq_length])
        targets = list(data[pos + 1 : pos + 1 + seq_length])
        loss, grads, h = loss_and_gradients(inputs, targets, h, params)
        clip_gradients(grads)
        optimizer.update(params, grads)
        smooth = 0.999 * smooth + 0.001 * loss
        losses.append(float(smooth))
        pos += seq_length
    return losses
