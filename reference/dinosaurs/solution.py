import numpy as np


def prepare(names):
    characters = set("".join(names))
    vocabulary = [" ", *sorted(characters - {" "})]
    index = {character: number for number, character in enumerate(vocabulary)}
    T = max(len(name) for name in names)
    # Pads and the spaces inside a name are one character.
    indices = np.array([[index[character] for character in name.ljust(T)] for name in names], dtype=int)
    return np.eye(len(vocabulary))[indices], vocabulary


def loss_and_gradients(x, y, Wxh, Whh, Who):
    N, T, _ = x.shape
    states = [np.zeros((N, len(Whh)))]  # states[t] is the one before step t
    for t in range(T):
        states.append(np.tanh(x[:, t] @ Wxh + states[t] @ Whh))
    y_hat = softmax(states[T] @ Who)
    loss = -np.mean(np.log(np.sum(y * y_hat, axis=1)))

    dscores = (y_hat - y) / N  # the loss is a mean over the names
    dWho = states[T].T @ dscores
    dWxh, dWhh = np.zeros_like(Wxh), np.zeros_like(Whh)
    dstate = dscores @ Who.T  # only the last state is looked at; the others get what comes back through time
    for t in reversed(range(T)):
        dz = dstate * (1 - states[t + 1] ** 2)
        dWxh += x[:, t].T @ dz
        dWhh += states[t].T @ dz
        dstate = dz @ Whh.T
    return float(loss), dWxh, dWhh, dWho


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    index = {character: number for number, character in enumerate(vocabulary)}
    state = np.zeros(len(Whh))
    for character in prefix:
        state = next_state(state, index[character], Wxh, Whh)
    text = prefix
    for _ in range(n):
        p = softmax(state @ Who)
        drawn = int(rng.choice(len(p), p=p))
        if drawn == 0:
            break
        text += vocabulary[drawn]
        state = next_state(state, drawn, Wxh, Whh)
    return text


def next_state(state, ix, Wxh, Whh):
    # A one-hot row times Wxh is one row of Wxh.
    return np.tanh(Wxh[ix] + state @ Whh)


def softmax(scores):
    exponentials = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)
