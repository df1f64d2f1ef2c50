"""The chunks are numbered; step i reads chunk i modulo how many there are."""
import numpy as N


def clip_gradients(grads, limit=5.0):
    for array in grads.values():
        N.copyto(array, limit, where=array > limit)
        N.copyto(array, -limit, where=array < -limit)


class Network:

    def __init__(self, weights):
        self.w = weights
        self.h = N.zeros(weights["Whh"].shape[0])

    def forward(self, xs):
        self.xs, self.hs = xs, [self.h]
        logits = []
        for x in xs:
            self.h = N.tanh(self.w["Wxh"][:, x] + self.w["Whh"] @ self.h + self.w["bh"][:, 0])
            self.hs.append(self.h)
            logits.append(self.w["Why"] @ self.h + self.w["by"][:, 0])
        return logits

    def backward(self, dlogits):
        g = {name: N.zeros(w.shape) for name, w in self.w.items()}
        later = N.zeros_like(self.h)
        for t in range(len(self.xs))[::-1]:
            g["Why"] += N.outer(dlogits[t], self.hs[t + 1])
            g["by"][:, 0] += dlogits[t]
            a = (dlogits[t] @ self.w["Why"] + later) * (1 + self.hs[t + 1]) * (1 - self.hs[t + 1])
            g["Wxh"][:, self.xs[t]] += a
            g["Whh"] += N.outer(a, self.hs[t])
            g["bh"][:, 0] += a
            later = a @ self.w["Whh"]
        return g


def cross_entropy(logits, targets):
    total, errors = 0.0, []
    for z, k in zip(logits, targets):
        z = z - z.max()
        log_sum = N.log(N.exp(z).sum())
        total += log_sum - z[k]
        error = N.exp(z - log_sum)
        error[k] -= 1
        errors.append(error)
    return total, errors


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    how_many = (len(data) - 1) // seq_length
    net = Network(params)
    memory = {name: N.zeros_like(array) for name, array in params.items()}
    smooth = [N.log(len(params["by"])) * seq_length]
    for i in range(steps):
        start = (i % how_many) * seq_length
        xs = data[start:start + seq_length]
        ys = data[start + 1:start + seq_length + 1]
        loss, errors = cross_entropy(net.forward(xs), ys)
        grads = net.backward(errors)
        clip_gradients(grads)
        for name in memory:
            memory[name] += grads[name] * grads[name]
            params[name] -= learning_rate * grads[name] / N.sqrt(memory[name] + 1e-8)
        smooth.append(float(0.999 * smooth[-1] + 0.001 * loss))
    return smooth[1:]
