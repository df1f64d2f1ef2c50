"""All parameters live in one long vector; the five arrays are windows into it."""
import numpy as N

NAMES = "U W V b_s b_y".split()


class RNN:
    def __init__(self, vocab_size, hidden_size=100, seq_length=25, learning_rate=0.1, seed=0):
        self.seq_length = seq_length
        self.learning_rate = learning_rate
        shapes = [(hidden_size, vocab_size), (hidden_size, hidden_size), (vocab_size, hidden_size), (hidden_size,), (vocab_size,)]
        sizes = [int(N.prod(shape)) for shape in shapes]
        self.theta = N.random.default_rng(seed).uniform(-0.1, 0.1, sum(sizes))
        ends = N.cumsum(sizes)
        self.params = {
            name: self.theta[end - size : end].reshape(shape) for name, size, end, shape in zip(NAMES, sizes, ends, shapes)
        }

    def set_parameters(self, params):
        for name in NAMES:
            self.params[name][:] = params[name]

    def forward(self, x, y, s_initial=None):
        U, W, V, b_s, b_y = (self.params[name] for name in NAMES)
        x = N.asarray(x)
        T = x.shape[0]
        S = N.zeros((T + 1, b_s.size))
        if s_initial is not None:
            S[0] = s_initial
        inputs = N.einsum("hv,tv->th", U, x) + b_s
        for t in range(T):
            S[t + 1] = N.tanh(inputs[t] + N.einsum("hk,k->h", W, S[t]))
        Y = N.einsum("vh,th->tv", V, S[1:]) + b_y
        logZ = N.logaddexp.reduce(Y, axis=1)
        P = N.exp(Y - logZ[:, None])
        self._S = S.copy()
        as_dict = lambda A, first=0: {t + first: A[t] for t in range(len(A))}
        loss = float(N.sum(logZ - Y[range(T), y]))
        return loss, as_dict(S, -1), as_dict(Y), as_dict(P)

    def backpropagate_loss(self, probabilities, x, y):
        W, V = self.params["W"], self.params["V"]
        S, T = self._S, len(x)
        E = N.array([probabilities[t] for t in range(T)])
        E[N.arange(T), y] -= 1
        above = N.einsum("tv,vh->th", E, V)
        Z = N.zeros((T + 1, W.shape[0]))
        for t in range(T - 1, -1, -1):
            Z[t] = (above[t] + N.einsum("k,kh->h", Z[t + 1], W)) * (1 - S[t + 1] ** 2)
        Z = Z[:T]
        return (
            N.einsum("th,tv->hv", Z, x),
            N.einsum("th,tk->hk", Z, S[:-1]),
            N.einsum("tv,th->vh", E, S[1:]),
            Z.sum(0),
            E.sum(0),
            S[-1].copy(),
        )

    def sample(self, seed, n, rng):
        U, W, V, b_s, b_y = (self.params[name] for name in NAMES)
        out, s, k = [], N.zeros(b_s.size), seed
        while len(out) < n:
            s = N.tanh(U[:, k] + W @ s + b_s)
            y = V @ s + b_y
            cdf = N.cumsum(N.exp(y - y.max()))
            k = min(int(N.searchsorted(cdf, rng.random() * cdf[-1], side="right")), cdf.size - 1)
            out.append(k)
        return out


class AdaGrad:
    def __init__(self, lr, params):
        self.lr, self.params = lr, params
        self.G = dict.fromkeys(params, 0.0)

    def update(self, grads):
        for name in self.params:
            g = grads[name]
            self.G[name] = self.G[name] + g ** 2
            self.params[name][...] -= self.lr * g / (N.sqrt(self.G[name]) + 1e-8)


def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
    n = len(data)
    if n < step:
        raise ValueError("step is longer than data")
    pairs = []
    for k in range((n - step) // chunk_size):
        rows = N.arange(k * chunk_size, (k + 1) * chunk_size)
        target = data[rows + step]
        pairs.append((data[rows], target if one_hot_targets else target.argmax(1)))
    return iter(pairs)
