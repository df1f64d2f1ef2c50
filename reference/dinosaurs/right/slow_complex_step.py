# No backpropagation at all: each weight gets an imaginary part, and the loss tells its slope. All chance at once.
import numpy as np


def prepare(names):
    text = "\n".join(names)
    vocabulary = [" "]
    vocabulary += sorted(each for each in set(text) if each not in "\n ")
    T = max(len(line) for line in text.split("\n"))
    onehot = np.zeros((len(names), T, len(vocabulary)), dtype=np.float64)
    for n, t in np.ndindex(onehot.shape[:2]):
        onehot[n, t, vocabulary.index((names[n] + T * " ")[t])] = 1
    return onehot, vocabulary


def cost(x, y, Wxh, Whh, Who):
    state = np.zeros((len(x), len(Whh)), dtype=complex)
    for t in range(x.shape[1]):
        state = np.tanh(x[:, t] @ Wxh + state @ Whh)
    scores = state @ Who
    return (np.log(np.exp(scores).sum(1)) - (scores * y).sum(1)).mean()


def loss_and_gradients(x, y, Wxh, Whh, Who):
    weights = [np.array(each, dtype=complex) for each in (Wxh, Whh, Who)]
    found = []
    for W in weights:
        slope = np.zeros(W.shape)
        for index in np.ndindex(W.shape):
            W[index] += 1e-30j
            slope[index] = cost(x, y, *weights).imag / 1e-30
            W[index] = W[index].real
        found.append(slope)
    return (cost(x, y, *weights).real, *found)


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    chances = rng.random(n)
    name, state = prefix, np.zeros((1, len(Whh)))
    for each in prefix:
        state = np.tanh(Wxh[[vocabulary.index(each)]] + state @ Whh)
    for chance in chances:
        weights = np.exp((state @ Who)[0])
        drawn = int(np.searchsorted(weights.cumsum(), chance * weights.sum(), side="right"))
        if vocabulary[drawn] == " ":
            break
        name = name + vocabulary[drawn]
        state = np.tanh(Wxh[[drawn]] + state @ Whh)
    return name
