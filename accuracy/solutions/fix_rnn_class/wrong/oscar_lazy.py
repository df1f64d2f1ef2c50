import numpy as np

class RNN:
    def __init__(self, vocab_size, hidden_size=100, seq_length=25, learning_rate=0.1):
        self.n, self.m = hidden_size, vocab_size
        self.seq_length, self.learning_rate = seq_length, learning_rate
        r = np.random.default_rng(2)
        self.params = dict(
            U=r.normal(0, .1, (self.n, self.m)), W=r.normal(0, .1, (self.n, self.n)), V=r.normal(0, .1, (self.m, self.n)),
            b_s=np.zeros((self.n, 1)), b_y=np.zeros((self.m, 1)))

    def set_parameters(self, params):
        for k in params:
            self.params[k][...] = np.reshape(params[k], self.params[k].shape)

    def step(self, x, s):
        p = self.params
        s = np.tanh(p["U"] @ x + p["W"] @ s + p["b_s"])
        z = p["V"] @ s + p["b_y"]
        e = np.exp(z - z.max())
        return s, z, e / e.sum()

    def forward(self, x, y, s_initial=None):
        s = {-1: np.zeros((self.n, 1)) if s_initial is None else 1.0 * np.reshape(s_initial, (self.n, 1))}
        scores, probs, loss = {}, {}, 0
        for t in range(len(x)):
            s[t], scores[t], probs[t] = self.step(x[t][:, None], s[t - 1])
            loss -= np.log(probs[t][y[t]].item())
        self.s = s
        return loss, s, scores, probs

    def backpropagate_loss(self, probabilities, x, y):
        p, s, T = self.params, self.s, len(x)
        def walk(t):
            # gradients of the steps t, t+1, ...; the last one is that of the state before t
            if t == T:
                return [np.zeros(p[k].shape) for k in ("U", "W", "V", "b_s", "b_y")] + [np.zeros((self.n, 1))]
            dU, dW, dV, db_s, db_y, ds = walk(t + 1)
            e = probabilities[t].copy()
            e[y[t]] -= 1
            dz = (p["V"].T @ e + ds) * (1 - s[t] ** 2)
            return [dU + dz @ x[t][None], dW + dz @ s[t - 1].T, dV + e @ s[t].T, db_s + dz, db_y + e, p["W"].T @ dz]
        return tuple(walk(0)[:5]) + (s[T - 1],)

    def sample(self, seed, n, rng):
        s, k = np.zeros((self.n, 1)), seed
        for _ in range(n):
            s, _, q = self.step(np.eye(self.m)[:, [k]], s)
            k = int(rng.choice(self.m, p=q[:, 0]))
            yield k

class AdaGrad:
    def __init__(self, lr, params):
        self.lr, self.params, self.m = lr, params, {k: np.zeros(v.shape) for k, v in params.items()}
    def update(self, grads):
        for k, v in self.params.items():
            self.m[k] += grads[k] ** 2
            v -= self.lr * grads[k] / np.sqrt(self.m[k] + 1e-8)

def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
    if step > len(data):
        raise ValueError("step is longer than the data")
    for a in range(0, len(data) - step - chunk_size + 1, chunk_size):
        y = data[a + step:a + step + chunk_size]
        yield data[a:a + chunk_size], y if one_hot_targets else y.argmax(1)

if __name__ == "__main__":
    text = "rain in the morning, rain at noon, " * 4
    chars = sorted(set(text))
    net = RNN(len(chars), 10)
    print("".join(chars[k] for k in net.sample(0, 50, np.random.default_rng(1))))
