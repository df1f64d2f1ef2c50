# The stub, mended in few strokes, much as a learner would; states are rows (1, H).
import numpy as np

VOCAB = "abcdefgh"


class RNN:
    def __init__(self, vocab_size, hidden_size=100, seq_length=25, learning_rate=0.1):
        self.vocab_size = vocab_size
        self.hidden_size = hidden_size
        self.seq_length = seq_length
        self.learning_rate = learning_rate
        self.U = np.random.uniform(-np.sqrt(1.0 / vocab_size), np.sqrt(1.0 / vocab_size), (hidden_size, vocab_size))
        self.W = np.random.uniform(-np.sqrt(1.0 / hidden_size), np.sqrt(1.0 / hidden_size), (hidden_size, hidden_size))
        self.V = np.random.uniform(-np.sqrt(1.0 / hidden_size), np.sqrt(1.0 / hidden_size), (vocab_size, hidden_size))
        self.b_s = np.zeros((1, hidden_size))
        self.b_y = np.zeros((1, vocab_size))

    @property
    def params(self):
        return dict(U=self.U, W=self.W, V=self.V, b_s=self.b_s, b_y=self.b_y)

    def set_parameters(self, d):
        self.U, self.W, self.V = d["U"], d["W"], d["V"]
        self.b_s, self.b_y = d["b_s"], d["b_y"]

    def softmax(self, z):
        return np.exp(z) / np.exp(z).sum()

    def forward(self, x, y, s_initial=None):
        assert len(x) == len(y)
        loss = np.zeros(1)
        s, o, p = {}, {}, {}
        s[-1] = s_initial if s_initial is not None else np.zeros((1, self.hidden_size))
        for t in range(len(x)):
            s[t] = np.tanh(x[t : t + 1] @ self.U.T + s[t - 1] @ self.W.T + self.b_s)
            o[t] = s[t] @ self.V.T + self.b_y
            p[t] = self.softmax(o[t])
            loss += -np.log(p[t][0, y[t]])
        self.cache = s
        return loss, s, o, p

    def backpropagate_loss(self, p, x, y):
        s = self.cache
        dU, dW, dV, db_s, db_y = (np.zeros_like(a) for a in (self.U, self.W, self.V, self.b_s, self.b_y))
        ds_next = np.zeros_like(s[0])
        for t in range(len(x))[::-1]:
            do = p[t].copy()
            do[0, y[t]] -= 1
            dV += do.T @ s[t]
            db_y += do
            ds = do @ self.V + ds_next
            dz = ds * (1 - s[t] ** 2)
            dU += dz.T @ x[t : t + 1]
            dW += dz.T @ s[t - 1]
            db_s += dz
            ds_next = dz @ self.W
        return dU, dW, dV, db_s, db_y, s[len(x) - 1]

    def sample(self, seed, n, rng):
        x = np.zeros((1, self.vocab_size))
        x[0, seed] = 1
        s = np.zeros((1, self.hidden_size))
        out = []
        for i in range(n):
            s = np.tanh(x @ self.U.T + s @ self.W.T + self.b_s)
            p = self.softmax(s @ self.V.T + self.b_y)
            k = rng.choice(self.vocab_size, p=p[0])
            x = np.zeros((1, self.vocab_size))
            x[0, k] = 1
            out.append(k)
        print("".join(VOCAB[k % 8] for k in out))
        return out


class AdaGrad:
    def __init__(self, lr, params):
        self.lr = lr
        self.__dict__.update(params)
        for key in list(params):
            setattr(self, "m" + key, np.zeros_like(params[key]))

    def update(self, grads):
        for key in ["U", "W", "V", "b_s", "b_y"]:
            m, g, p = getattr(self, "m" + key), grads[key], getattr(self, key)
            m += g**2
            p -= self.lr / np.sqrt(m + 1e-8) * g
        return {key: getattr(self, key) for key in grads}


def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
    n = len(data)
    if step > n:
        raise ValueError("step %d is longer than the data (%d)" % (step, n))
    i = 0
    while True:
        x = data[i : i + chunk_size]
        y = data[i + step : i + step + chunk_size]
        if len(y) < chunk_size:
            return
        yield x, (y if one_hot_targets else np.where(y)[1])
        i += chunk_size
