import numpy as np


def sm(a):
    b = np.exp(a - np.max(a))
    return b / np.sum(b)


class RNN:
    def __init__(self, vocab_size, hidden_size=100, seq_length=25, learning_rate=0.1):
        V, H = vocab_size, hidden_size
        self.seq_length = seq_length
        self.learning_rate = learning_rate
        rng = np.random.default_rng(42)
        self.params = {"U": rng.random((H, V)) * 0.2 - 0.1, "W": rng.random((H, H)) * 0.2 - 0.1,
                       "V": rng.random((V, H)) * 0.2 - 0.1, "b_s": np.zeros(H), "b_y": np.zeros(V)}

    def set_parameters(self, params):
        for k in self.params:
            self.params[k][...] = params[k]

    def forward(self, x, y, s_initial=None):
        U, W, V, b_s, b_y = self.params.values()
        if s_initial is None:
            s_initial = np.zeros(len(b_s))
        self.s = {-1: np.array(s_initial)}
        scores, probs = {}, {}
        loss = 0
        for t in range(len(x)):
            self.s[t] = np.tanh(np.dot(U, x[t]) + np.dot(W, self.s[t - 1]) + b_s)
            scores[t] = np.dot(V, self.s[t]) + b_y
            probs[t] = sm(scores[t])
            loss = loss - np.log(probs[t][y[t]])
        return loss, self.s, scores, probs

    def backpropagate_loss(self, probabilities, x, y):
        U, W, V, b_s, b_y = self.params.values()
        dU = np.zeros(U.shape)
        dW = np.zeros(W.shape)
        dV = np.zeros(V.shape)
        db_s = np.zeros(b_s.shape)
        db_y = np.zeros(b_y.shape)
        ds_next = np.zeros(b_s.shape)
        for t in reversed(range(len(x))):
            dscores = np.array(probabilities[t])
            dscores[y[t]] = dscores[y[t]] - 1
            dV = dV + np.outer(dscores, self.s[t])
            db_y = db_y + dscores
            ds = np.dot(V.T, dscores) + ds_next
            db_s = db_s + ds
            dz = ds * (1 - self.s[t] ** 2)
            dU = dU + np.outer(dz, x[t])
            dW = dW + np.outer(dz, self.s[t - 1])
            ds_next = np.dot(W.T, dz)
        return dU, dW, dV, db_s, db_y, self.s[-1]

    def sample(self, seed, n, rng):
        U, W, V, b_s, b_y = self.params.values()
        s = np.zeros(len(b_s))
        res = []
        x = np.zeros(len(b_y))
        x[seed] = 1
        for _ in range(n):
            s = np.tanh(np.dot(U, x) + np.dot(W, s) + b_s)
            k = int(rng.choice(len(b_y), p=sm(np.dot(V, s) + b_y)))
            x = np.zeros(len(b_y))
            x[k] = 1
            res.append(k)
        return res


class AdaGrad:
    def __init__(self, lr, params):
        self.lr = lr
        self.params = params
        self.memory = {}
        for k in params:
            self.memory[k] = np.zeros(params[k].shape)

    def update(self, grads):
        for k in self.params:
            self.memory[k] = self.memory[k] + grads[k] ** 2
            self.params[k] -= self.lr * grads[k] / np.sqrt(self.memory[k] + 1e-8)


def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
    if step > len(data):
        raise ValueError("step too long")
    for start in range(0, len(data), chunk_size):
        stop = start + chunk_size
        if stop + step > len(data):
            return
        if one_hot_targets:
            yield data[start:stop], data[start + step:stop + step]
        else:
            yield data[start:stop], np.argmax(data[start + step:stop + step], axis=1)
