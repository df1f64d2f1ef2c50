# Clase RNN, reparada. Los gradientes se comprobaron con 25 pasos.
import numpy as np


class RNN:
    def __init__(self, vocab_size, hidden_size=100, seq_length=25, learning_rate=0.1):
        self.V_size = vocab_size
        self.H = hidden_size
        self.seq_length = seq_length
        self.learning_rate = learning_rate
        azar = np.random.default_rng(3)
        self.pesos = {
            'U': azar.normal(0, .1, (self.H, self.V_size)),
            'W': azar.normal(0, .1, (self.H, self.H)),
            'V': azar.normal(0, .1, (self.V_size, self.H)),
            'b_s': np.zeros((self.H, 1)),
            'b_y': np.zeros((self.V_size, 1)),
        }

    @property
    def params(self):
        return self.pesos

    def set_parameters(self, params):
        for nombre, valor in params.items():
            self.pesos[nombre][:, :] = np.array(valor).reshape(self.pesos[nombre].shape)

    def forward(self, x, y, s_initial=None):
        p = self.pesos
        estado = np.zeros((self.H, 1)) if s_initial is None else np.array(s_initial).reshape(self.H, 1)
        s, scores, probs = {-1: estado}, {}, {}
        perdida = 0
        pasos = min(len(x), self.seq_length)
        for t in range(pasos):
            columna = x[t].reshape(-1, 1)
            s[t] = np.tanh(p['U'] @ columna + p['W'] @ s[t - 1] + p['b_s'])
            scores[t] = p['V'] @ s[t] + p['b_y']
            e = np.exp(scores[t] - scores[t].max())
            probs[t] = e / e.sum()
            perdida += -np.log(probs[t][y[t], 0])
        self.s = s
        return perdida, s, scores, probs

    def backpropagate_loss(self, probabilities, x, y):
        p, s = self.pesos, self.s
        d = {k: np.zeros_like(v) for k, v in p.items()}
        siguiente = np.zeros((self.H, 1))
        for t in sorted(probabilities, reverse=True):
            dy = probabilities[t].copy()
            dy[y[t]] -= 1
            d['V'] += dy @ s[t].T
            d['b_y'] += dy
            dz = (p['V'].T @ dy + siguiente) * (1 - s[t] * s[t])
            d['U'] += dz @ x[t].reshape(1, -1)
            d['W'] += dz @ s[t - 1].T
            d['b_s'] += dz
            siguiente = p['W'].T @ dz
        ultimo = s[max(probabilities)]
        return d['U'], d['W'], d['V'], d['b_s'], d['b_y'], ultimo

    def sample(self, seed, n, rng):
        p = self.pesos
        s = np.zeros((self.H, 1))
        letra = seed
        salida = []
        for _ in range(n):
            s = np.tanh(p['U'][:, [letra]] + p['W'] @ s + p['b_s'])
            z = (p['V'] @ s + p['b_y'])[:, 0]
            q = np.exp(z - z.max())
            letra = int(rng.choice(self.V_size, p=q / q.sum()))
            salida.append(letra)
        return salida


class AdaGrad:
    def __init__(self, lr, params):
        self.lr, self.params = lr, params
        self.memoria = {k: 0.0 * v for k, v in params.items()}

    def update(self, grads):
        for k, v in self.params.items():
            self.memoria[k] += grads[k] * grads[k]
            v -= self.lr * grads[k] / np.sqrt(self.memoria[k] + 1e-8)
        return self.params


def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
    if step > len(data):
        raise ValueError('el paso es más largo que los datos')
    inicio = 0
    while inicio + chunk_size + step <= len(data):
        fin = inicio + chunk_size
        y = data[inicio + step:fin + step]
        yield data[inicio:fin], (y if one_hot_targets else np.argmax(y, axis=1))
        inicio = fin
