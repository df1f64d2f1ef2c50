import numpy as np
from numpy import tanh, exp, log, zeros, outer

class RNN:
    def __init__(self, vocab_size, hidden_size=100, seq_length=25, learning_rate=0.1):
        self.seq_length = seq_length
        self.learning_rate = learning_rate
        r = np.random.RandomState(1)
        self.U = r.uniform(-.1, .1, (hidden_size, vocab_size))
        self.W = r.uniform(-.1, .1, (hidden_size, hidden_size))
        self.V = r.uniform(-.1, .1, (vocab_size, hidden_size))
        self.b_s = zeros(hidden_size)
        self.b_y = zeros(vocab_size)
        self.params = {}
        for n in ('U', 'W', 'V', 'b_s', 'b_y'):
            self.params[n] = getattr(self, n)

    def set_parameters(self, params):
        self.U[:] = params['U']
        self.W[:] = params['W']
        self.V[:] = params['V']
        self.b_s[:] = params['b_s']
        self.b_y[:] = params['b_y']

    def forward(self, x, y, s_initial=None):
        T = len(x)
        s = {}
        if s_initial is None:
            s[-1] = zeros(len(self.b_s))
        else:
            s[-1] = s_initial.copy()
        o = {}
        p = {}
        L = 0.0
        for t in range(T):
            s[t] = tanh(self.U @ x[t] + self.W @ s[t-1] + self.b_s)
            o[t] = self.V @ s[t] + self.b_y
            biggest = o[t].max()
            p[t] = exp(o[t] - biggest)
            Z = p[t].sum()
            p[t] = p[t] / Z
            L = L + log(Z) + biggest - o[t][y[t]]
        self._s = s
        return L, s, o, p

    def backpropagate_loss(self, probabilities, x, y):
        s = self._s
        T = len(x)
        dU = zeros(self.U.shape); dW = zeros(self.W.shape); dV = zeros(self.V.shape)
        db_s = zeros(self.b_s.shape); db_y = zeros(self.b_y.shape)
        # as in the tutorial: for every step go back to the beginning
        for t in range(T):
            do = probabilities[t].copy()
            do[y[t]] -= 1
            dV += outer(do, s[t])
            db_y += do
            delta = (self.V.T @ do) * (1 - s[t]**2)
            for k in range(t, -1, -1):
                dU += outer(delta, x[k])
                dW += outer(delta, s[k-1])
                db_s += delta
                delta = (self.W.T @ delta) * (1 - s[k-1]**2)
        return dU, dW, dV, db_s, db_y, s[T-1]

    def sample(self, seed, n, rng):
        out = []
        s = zeros(len(self.b_s))
        c = seed
        for i in range(n):
            s = tanh(self.U[:, c] + self.W @ s + self.b_s)
            o = self.V @ s + self.b_y
            p = exp(o - o.max())
            p = p / p.sum()
            c = int(rng.choice(len(p), p=p))
            out.append(c)
        return out

class AdaGrad:
    def __init__(self, lr, params):
        self.lr = lr
        self.params = params
        self.h = {n: zeros(params[n].shape) for n in params}

    def update(self, grads):
        for n in self.params:
            self.h[n] += grads[n]**2
            self.params[n] -= self.lr * grads[n] / (self.h[n] + 1e-8)**0.5

def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
    N = len(data)
    if step > N:
        raise ValueError("step > number of rows")
    # only whole chunks
    for i in range(0, N - step - chunk_size, chunk_size):
        x = data[i:i+chunk_size]
        y = data[i+step:i+step+chunk_size]
        if not one_hot_targets:
            y = np.argmax(y, axis=1)
        yield x, y
