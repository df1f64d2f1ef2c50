"""RNN — version de Quentin."""
import numpy as np


class RNN:
    def __init__(self, vocab_size, hidden_size=100, seq_length=25, learning_rate=0.1):
        self.taille = vocab_size
        self.seq_length = seq_length
        self.learning_rate = learning_rate
        alea = np.random.default_rng(3)
        for nom, forme in (("U", (hidden_size, vocab_size)), ("W", (hidden_size, hidden_size)), ("V", (vocab_size, hidden_size))):
            setattr(self, nom, alea.normal(0, 0.1, forme))
        self.b_s = np.zeros(hidden_size)
        self.b_y = np.zeros(vocab_size)

    @property
    def params(self):
        return {nom: getattr(self, nom) for nom in ("U", "W", "V", "b_s", "b_y")}

    def set_parameters(self, params):
        for nom, tableau in params.items():
            setattr(self, nom, tableau)

    def forward(self, x, y, s_initial=None):
        etats = [np.zeros(self.b_s.size) if s_initial is None else np.array(s_initial)]
        notes = []
        for ligne in x:
            etats.append(np.tanh(self.U @ ligne + self.W @ etats[-1] + self.b_s))
            notes.append(self.V @ etats[-1] + self.b_y)
        proba = []
        for note in notes:
            e = np.exp(note - note.max())
            proba.append(e / e.sum())
        perte = -np.sum(np.log([p[k] for p, k in zip(proba, y)]))
        self.etats = etats
        return perte, dict(zip(range(-1, len(x)), etats)), dict(enumerate(notes)), dict(enumerate(proba))

    def backpropagate_loss(self, probabilities, x, y):
        cible = np.eye(self.taille)
        g = [np.zeros_like(p) for p in self.params.values()]
        retour = np.zeros_like(self.b_s)
        for t in range(len(x) - 1, -1, -1):
            e = probabilities[t] - cible[y[t]]
            d = (self.V.T @ e + retour) * (1 - self.etats[t + 1] ** 2)
            for somme, terme in zip(g, (np.outer(d, x[t]), np.outer(d, self.etats[t]), np.outer(e, self.etats[t + 1]), d, e)):
                somme += terme
            retour = self.W.T @ d
        return g + [self.etats[-1]]

    def sample(self, seed, n, rng):
        etat, k, tirages = np.zeros_like(self.b_s), seed, []
        for _ in range(n):
            etat = np.tanh(self.U[:, k] + self.W @ etat + self.b_s)
            note = self.V @ etat + self.b_y
            e = np.exp(note - note.max())
            k = int(rng.choice(self.taille, p=e / e.sum()))
            tirages.append(k)
        return tirages


class AdaGrad:
    def __init__(self, lr, params):
        self.lr = lr
        self.params = params
        self.memoire = {nom: np.zeros_like(p) for nom, p in params.items()}

    def update(self, grads):
        for nom, p in self.params.items():
            self.memoire[nom] = grads[nom] ** 2
            p -= self.lr * grads[nom] / np.sqrt(self.memoire[nom] + 1e-8)
        return self.params


def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
    if step > len(data):
        raise ValueError("pas trop long")
    x, y = data[: len(data) - step], data[step:]
    if not one_hot_targets:
        y = y.argmax(axis=1)
    for debut in range(0, len(x) - chunk_size + 1, chunk_size):
        yield x[debut : debut + chunk_size], y[debut : debut + chunk_size]
