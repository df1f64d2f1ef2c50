import numpy as np

PARAMS = ["U", "W", "V", "b_s", "b_y"]


def logsumexp(a):
    top = a.max()
    return top + np.log(np.sum(np.exp(a - top)))


class RNN:
    """Rekurrentes Netz (Vektoren, keine Spalten)."""

    def __init__(self, vocab_size, hidden_size=100, seq_length=25, learning_rate=0.1):
        self.learning_rate = learning_rate
        self.seq_length = seq_length
        gen = np.random.default_rng(17)
        self.params = {
            "U": 0.1 * gen.standard_normal((hidden_size, vocab_size)),
            "W": 0.1 * gen.standard_normal((hidden_size, hidden_size)),
            "V": 0.1 * gen.standard_normal((vocab_size, hidden_size)),
            "b_s": np.zeros((hidden_size,)),
            "b_y": np.zeros((vocab_size,)),
        }
        self.zustaende = None

    def set_parameters(self, params):
        for name in PARAMS:
            self.params[name][...] = params[name]

    def _schritt(self, zeile, zustand):
        P = self.params
        neu = np.tanh(P["U"].dot(zeile) + P["W"].dot(zustand) + P["b_s"])
        return neu, P["V"].dot(neu) + P["b_y"]

    def forward(self, x, y, s_initial=None):
        null = np.zeros_like(self.params["b_s"])
        s = {-1: null if s_initial is None else np.array(s_initial, dtype=float)}
        scores, probabilities = {}, {}
        verlust = 0.0
        for t in range(len(x)):
            s[t], scores[t] = self._schritt(x[t], s[t - 1])
            log_p = scores[t] - logsumexp(scores[t])
            probabilities[t] = np.exp(log_p)
            verlust -= log_p[y[t]]
        self.zustaende = s
        return verlust, s, scores, probabilities

    def backpropagate_loss(self, probabilities, x, y):
        P, s, T = self.params, self.zustaende, len(x)
        # p - Ziel, für alle Schritte
        fehler = probabilities
        for t in range(T):
            fehler[t][y[t]] -= 1
        dz = {T: np.zeros_like(P["b_s"])}
        for t in range(T - 1, -1, -1):
            dz[t] = (fehler[t].dot(P["V"]) + dz[t + 1].dot(P["W"])) * (1 - s[t] ** 2)
        dU = sum(np.outer(dz[t], x[t]) for t in range(T))
        dW = sum(np.outer(dz[t], s[t - 1]) for t in range(T))
        dV = sum(np.outer(fehler[t], s[t]) for t in range(T))
        return dU, dW, dV, sum(dz.values()), sum(fehler.values()), s[T - 1]

    def sample(self, seed, n, rng):
        V = len(self.params["b_y"])
        zustand = np.zeros_like(self.params["b_s"])
        folge = [seed]
        for _ in range(n):
            zustand, punkte = self._schritt(np.eye(V)[folge[-1]], zustand)
            folge.append(int(rng.choice(V, p=np.exp(punkte - logsumexp(punkte)))))
        return folge[1:]


class AdaGrad:
    def __init__(self, lr, params):
        self.lr = lr
        self.params = params
        self.speicher = {name: np.zeros_like(feld) for name, feld in params.items()}

    def update(self, grads):
        for name in self.params:
            self.speicher[name] += grads[name] ** 2
            self.params[name] -= self.lr * grads[name] / np.sqrt(self.speicher[name] + 1e-8)


def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
    if step > len(data):
        raise ValueError(f"Schritt {step}, aber nur {len(data)} Zeilen")
    for anfang in range(0, len(data) - step - chunk_size + 1, chunk_size):
        ziel = data[anfang + step : anfang + step + chunk_size]
        yield data[anfang : anfang + chunk_size], ziel if one_hot_targets else ziel.argmax(axis=1)
