import numpy as np
from numpy import dot, zeros, tanh, exp, log


class Network:
    def __init__(self, params):
        self.W_in, self.W_rec, self.W_out = params["Wxh"], params["Whh"], params["Why"]
        self.b_hidden, self.b_out = params["bh"], params["by"]
        self.history = []

    def read(self, c, h):
        old = h
        h = tanh(self.W_in[:, c:c + 1] + dot(self.W_rec, old) + self.b_hidden)
        o = dot(self.W_out, h) + self.b_out
        o = exp(o - o.max())
        p = o / o.sum()
        self.history.append({"c": c, "old": old, "h": h, "p": p})
        return h, p

    def back(self, targets):
        gW_in, gW_rec, gW_out = zeros(self.W_in.shape), zeros(self.W_rec.shape), zeros(self.W_out.shape)
        gb_hidden, gb_out = zeros(self.b_hidden.shape), zeros(self.b_out.shape)
        carry = 0
        while self.history:
            rec = self.history.pop()
            err = rec["p"].copy()
            err[targets[len(self.history)], 0] -= 1
            gW_out += dot(err, rec["h"].T)
            gb_out += err
            delta = dot(self.W_out.T, err) + carry
            gb_hidden += delta
            delta = delta * (1 - rec["h"] ** 2)
            gW_in[:, rec["c"]] += delta[:, 0]
            gW_rec += dot(delta, rec["old"].T)
            carry = dot(self.W_rec.T, delta)
        return {"Wxh": gW_in, "Whh": gW_rec, "Why": gW_out, "bh": gb_hidden, "by": gb_out}


def loss_and_gradients(inputs, targets, h_prev, params):
    net = Network(params)
    h = h_prev
    loss = 0.0
    for c, k in zip(inputs, targets):
        h, p = net.read(c, h)
        loss -= log(p[k, 0])
    return float(loss), net.back(targets), h
