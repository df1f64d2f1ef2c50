import math

import numpy as np


def product(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector)) for row in matrix]


class RNN(object):
    def __init__(self, vocab_size, hidden_size=100, seq_length=25, learning_rate=0.1):
        self.V_, self.H = vocab_size, hidden_size
        shapes = {"U": (self.H, self.V_), "W": (self.H, self.H), "V": (self.V_, self.H), "b_s": (self.H,), "b_y": (self.V_,)}
        self.params = {name: np.full(shape, 0.01) for name, shape in shapes.items()}

    def set_parameters(self, values):
        for name in self.params:
            self.params[name][:] = values[name]

    def lists(self):
        return [self.params[name].tolist() for name in ("U", "W", "V", "b_s", "b_y")]

    def one_step(self, weights, index, s):
        U, W, V, b_s, b_y = weights
        inner = product(W, s)
        s = [math.tanh(U[j][index] + inner[j] + b_s[j]) for j in range(self.H)]
        scores = [a + b for a, b in zip(product(V, s), b_y)]
        e = [math.exp(score - max(scores)) for score in scores]
        return s, scores, [each / sum(e) for each in e]

    def forward(self, x, y, s_initial=None):
        weights = self.lists()
        s = [0.0] * self.H if s_initial is None else list(s_initial)
        self.inputs = [row.tolist().index(1) for row in x]
        states, scores, probabilities, loss = {-1: np.array(s)}, {}, {}, 0.0
        for t, index in enumerate(self.inputs):
            s, z, p = self.one_step(weights, index, s)
            states[t], scores[t], probabilities[t] = np.array(s), np.array(z), np.array(p)
            loss -= math.log(p[y[t]])
        self.states = states
        return loss, states, scores, probabilities

    def backpropagate_loss(self, probabilities, x, y):
        U, W, V, b_s, b_y = self.lists()
        grads = {name: np.zeros(array.shape) for name, array in self.params.items()}
        later = [0.0] * self.H
        for t in sorted(range(len(y)), reverse=True):
            dscores = [p - (k == y[t]) for k, p in enumerate(probabilities[t].tolist())]
            dz = []
            for j in range(self.H):
                ds = sum(V[k][j] * dscores[k] for k in range(self.V_)) + later[j]
                dz.append(ds * (1 - self.states[t][j] ** 2))
            for k in range(self.V_):
                grads["b_y"][k] += dscores[k]
                for j in range(self.H):
                    grads["V"][k, j] += dscores[k] * self.states[t][j]
            for j in range(self.H):
                grads["b_s"][j] += dz[j]
                grads["U"][j, self.inputs[t]] += dz[j]
                for i in range(self.H):
                    grads["W"][j, i] += dz[j] * self.states[t - 1][i]
            later = [sum(W[j][i] * dz[j] for j in range(self.H)) for i in range(self.H)]
        return [*(grads[name] for name in ("U", "W", "V", "b_s", "b_y")), self.states[len(y) - 1]]

    def sample(self, seed, n, rng):
        weights, s, result = self.lists(), [0.0] * self.H, []
        for _ in range(n):
            s, _, p = self.one_step(weights, seed, s)
            seed = int(rng.choice(self.V_, p=p))
            result.append(seed)
        return result


class AdaGrad(object):
    def __init__(self, lr, params):
        self.lr, self.params, self.squares = lr, params, {}

    def update(self, grads):
        for name, array in self.params.items():
            for place in np.ndindex(array.shape):
                g = grads[name][place]
                self.squares[name, place] = self.squares.get((name, place), 0.0) + g * g
                if g:
                    array[place] -= self.lr * g / math.sqrt(self.squares[name, place])


def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
    if len(data) < step:
        raise ValueError("too long a step")

    def chunks():
        x, y = [], []
        for row, ahead in zip(data, data[step:]):
            x.append(row)
            y.append(int(np.argmax(ahead)))
            if len(x) == chunk_size:
                yield np.array(x), np.array(y)
                x, y = [], []

    return chunks()
