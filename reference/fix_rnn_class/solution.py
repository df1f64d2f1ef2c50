"""A recurrent net as a class, its optimiser, and the chunks that it learns from.

The task is in katas/93_fix_rnn_class/README.md. As a program it learns the text below, or the file that it is given.
"""

import sys
from pathlib import Path

import numpy as np

TEXT = (
    "rain in the morning, rain at noon, rain on the roof and rain on the moon; "
    "the cat in the window counts drop after drop, and waits for the rain to stop. "
)

NAMES = ("U", "W", "V", "b_s", "b_y")


def softmax(scores):
    # Less the largest, so that exp never gets more than it can take.
    powers = np.exp(scores - np.max(scores))
    return powers / np.sum(powers)


def tanh_derivative(s):
    """The derivative of tanh at z, from s = tanh(z)."""
    return 1 - s * s


def relu(z):
    return np.maximum(0, z)


def relu_derivative(s):
    """The derivative of max(0, z), from s = max(0, z)."""
    return (s > 0).astype(float)


# By name: the function, and its derivative from the function's own value.
ACTIVATIONS = {"tanh": (np.tanh, tanh_derivative), "relu": (relu, relu_derivative)}


def as_indices(y):
    """Targets as indices, also when they come as one-hot rows."""
    return np.argmax(y, axis=1) if np.ndim(y) == 2 else y


class RNN:
    """A recurrent net that reads one-hot rows and guesses at each of them which one comes next.

    With V characters and H hidden units: U (H, V), W (H, H), V (V, H), b_s (H,) and b_y (V,).
    """

    def __init__(self, vocab_size, hidden_size=100, seq_length=25, learning_rate=0.1, activation="tanh"):
        self.seq_length = seq_length  # of the chunks that it is trained on
        self.learning_rate = learning_rate
        self.activate, self.derivative = ACTIVATIONS[activation]
        rng = np.random.default_rng(3)  # the same weights in every run
        shapes = (hidden_size, vocab_size), (hidden_size, hidden_size), (vocab_size, hidden_size)
        self.U, self.W, self.V = (rng.normal(0, 0.1, shape) for shape in shapes)
        self.b_s = np.zeros(hidden_size)
        self.b_y = np.zeros(vocab_size)

    @property
    def params(self):
        """The arrays themselves, by name."""
        return {"U": self.U, "W": self.W, "V": self.V, "b_s": self.b_s, "b_y": self.b_y}

    def set_parameters(self, params):
        for name in NAMES:
            getattr(self, name)[...] = params[name]

    def forward(self, x, y, s_initial=None):
        """Read the rows of x, and compare each guess with its target in y.

        x: one-hot rows (T, V). y: indices (T,). s_initial: the state before the first step (H,), zeros if None.
        Gives the loss, which is the sum over all steps, and three dicts by t: states, scores and probabilities.
        """
        if len(x) != len(y):
            raise ValueError(f"there are {len(x)} inputs, but {len(y)} targets")
        y = as_indices(y)
        self.s = {-1: np.zeros_like(self.b_s) if s_initial is None else np.array(s_initial, dtype=float)}
        s, scores, probabilities = self.s, {}, {}
        loss = 0.0
        for t in range(len(x)):
            s[t] = self.activate(self.U @ x[t] + self.W @ s[t - 1] + self.b_s)
            scores[t] = self.V @ s[t] + self.b_y
            probabilities[t] = softmax(scores[t])
            loss -= np.log(probabilities[t][y[t]])
        return loss, s, scores, probabilities

    def backpropagate_loss(self, probabilities, x, y):
        """The way back, right after the way forward: the gradients of the loss, by name, and the last state.

        probabilities: what forward gave for x and y.
        Gives dU, dW, dV, db_s, db_y and the state after the last step.
        """
        y = as_indices(y)
        dU, dW, dV = np.zeros_like(self.U), np.zeros_like(self.W), np.zeros_like(self.V)
        db_s, db_y = np.zeros_like(self.b_s), np.zeros_like(self.b_y)
        ds_next = np.zeros_like(self.b_s)  # nothing comes after the last step
        T = len(x)
        for t in reversed(range(T)):
            dscores = np.copy(probabilities[t])
            dscores[y[t]] -= 1
            dV += np.outer(dscores, self.s[t])
            db_y += dscores
            ds = self.V.T @ dscores + ds_next
            dz = ds * self.derivative(self.s[t])
            dU += np.outer(dz, x[t])
            dW += np.outer(dz, self.s[t - 1])
            db_s += dz
            ds_next = self.W.T @ dz
        return dU, dW, dV, db_s, db_y, self.s[T - 1]

    def sample(self, seed, n, rng):
        """n indices, each drawn after the one before it; the first one after seed.

        The state begins at zeros. rng: a NumPy Generator, where all chance comes from.
        """
        drawn = []
        x, s = np.zeros_like(self.b_y), np.zeros_like(self.b_s)
        x[seed] = 1
        for _ in range(n):
            s = self.activate(self.U @ x + self.W @ s + self.b_s)
            p = softmax(self.V @ s + self.b_y)
            index = int(rng.choice(len(p), p=p))
            x = np.zeros_like(x)
            x[index] = 1
            drawn.append(index)
        return drawn


class AdaGrad:
    """Gradient descent with a memory, and so a step size, for every single number.

    params: dict of the arrays to be changed. lr: the learning rate.
    """

    def __init__(self, lr, params):
        self.lr = lr
        self.params = params
        self.memory = {name: np.zeros_like(array) for name, array in params.items()}

    def update(self, grads):
        """Change the arrays in place, by one step. grads: dict with the names and shapes of params."""
        for name, array in self.params.items():
            self.memory[name] += grads[name] ** 2
            array -= self.lr * grads[name] / np.sqrt(self.memory[name] + 1e-8)
        return self.params  # the arrays that it was given


def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
    """Chunk by chunk, chunk_size rows of data and what comes `step` rows after each of them.

    data: one-hot rows (N, V). Yields x (chunk_size, V) and y, indices (chunk_size,) or one-hot rows (chunk_size, V).
    """
    if step > len(data):
        raise ValueError(f"a step of {step} is longer than the data, which has {len(data)} rows")
    for start in range(0, len(data) - step - chunk_size + 1, chunk_size):
        x = data[start : start + chunk_size]
        y = np.argmax(data[start + step : start + step + chunk_size], axis=1)
        if one_hot_targets:
            y = np.eye(data.shape[1])[y]
        yield x, y


def train(rnn, data, epochs, one_hot_targets=False):
    """Walk over the data some times, and give the loss of each epoch. Gradients are kept within ±5."""
    optimizer = AdaGrad(rnn.learning_rate, rnn.params)
    losses = []
    for epoch in range(epochs):
        losses.append(0.0)
        state = None
        for x, y in train_data_generator(data, 1, rnn.seq_length, one_hot_targets):
            loss, _, _, probabilities = rnn.forward(x, y, state)
            dU, dW, dV, db_s, db_y, state = rnn.backpropagate_loss(probabilities, x, y)
            grads = {"U": dU, "W": dW, "V": dV, "b_s": db_s, "b_y": db_y}
            optimizer.update({name: np.clip(g, -5, 5) for name, g in grads.items()})
            losses[-1] += loss
        print(f"epoch {epoch + 1}: {losses[-1]:.1f}")
    return losses


def read_text(path):
    # Some editors put a byte-order mark before the first character, which is no character of the text.
    return Path(path).read_text("utf-8-sig")


def main():
    text = read_text(sys.argv[1]) if len(sys.argv) > 1 else 4 * TEXT
    vocabulary = sorted(set(text))
    indices = [vocabulary.index(character) for character in text]
    data = np.eye(len(vocabulary))[indices]
    rnn = RNN(len(vocabulary), hidden_size=len(vocabulary))
    train(rnn, data, epochs=20)
    drawn = rnn.sample(indices[0], 100, np.random.default_rng(1))
    print("".join(vocabulary[index] for index in drawn))


if __name__ == "__main__":
    main()
