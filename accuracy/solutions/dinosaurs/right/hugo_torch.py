"""As I would do it in PyTorch: nn.Embedding for the one-hot product, F.cross_entropy(reduction="mean"), multinomial."""
import numpy as np


class DinoNet:
    def __init__(self, emb, w_hh, w_out):
        self.emb, self.w_hh, self.w_out = emb, w_hh, w_out

    def step(self, idx, hidden):
        return np.tanh(np.take(self.emb, idx, axis=0) + hidden @ self.w_hh)

    def forward(self, idx):
        batch, seq = idx.shape
        self.idx = idx
        self.hidden = np.zeros((seq + 1, batch, self.w_hh.shape[0]))
        for t in range(seq):
            self.hidden[t + 1] = self.step(idx[:, t], self.hidden[t])
        return self.hidden[-1] @ self.w_out

    def backward(self, dlogits):
        g_out = self.hidden[-1].T @ dlogits
        g_emb = np.zeros(self.emb.shape)
        g_hh = np.zeros(self.w_hh.shape)
        g = dlogits @ self.w_out.T
        for t in range(self.idx.shape[1], 0, -1):
            g = g * (1 - self.hidden[t] * self.hidden[t])
            np.add.at(g_emb, self.idx[:, t - 1], g)
            g_hh += self.hidden[t - 1].T @ g
            g = g @ self.w_hh.T
        return g_emb, g_hh, g_out


class F:
    @staticmethod
    def log_softmax(logits):
        m = np.max(logits, axis=-1, keepdims=True)
        return logits - m - np.log(np.sum(np.exp(logits - m), axis=-1, keepdims=True))

    @staticmethod
    def cross_entropy(logits, target):
        n = len(target)
        logp = F.log_softmax(logits)
        grad = np.exp(logp)
        grad[np.arange(n), target] -= 1
        return -logp[np.arange(n), target].mean(), grad / n


def pad_sequence(tensors, width, padding_value=0):
    out = np.full((len(tensors), width), padding_value, dtype=np.int64)
    for row, tensor in zip(out, tensors):
        row[: len(tensor)] = tensor
    return out


def prepare(names):
    itos = [" ", *sorted({ch for name in names for ch in name if ch != " "})]
    stoi = {ch: i for i, ch in enumerate(itos)}
    idx = pad_sequence([[stoi[ch] for ch in name] for name in names], max(map(len, names)))
    return (idx[:, :, None] == np.arange(len(itos))).astype(np.float64), itos


def loss_and_gradients(x, y, Wxh, Whh, Who):
    model = DinoNet(Wxh, Whh, Who)
    logits = model.forward(x.argmax(axis=2))
    loss, dlogits = F.cross_entropy(logits, y.argmax(axis=1))
    return (loss.item(), *model.backward(dlogits))


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    model = DinoNet(Wxh, Whh, Who)
    stoi = dict(zip(vocabulary, range(len(vocabulary))))
    hidden = np.zeros((1, Whh.shape[0]))
    for ch in prefix:
        hidden = model.step([stoi[ch]], hidden)
    generated = []
    while len(generated) < n:
        probs = np.exp(F.log_softmax(hidden @ Who))[0]
        token = int(rng.multinomial(1, probs / probs.sum()).argmax())
        if token == 0:
            break
        generated.append(token)
        hidden = model.step([token], hidden)
    return prefix + "".join(vocabulary[token] for token in generated)
