"""dinosaurs.py - with helper functions for everything"""
import numpy as np
from numpy import newaxis


def vocabulary_of(names):
    letters = sorted(set("".join(names)))
    if " " in letters:
        letters.remove(" ")
    return [" "] + letters


def encode(text, vocabulary):
    matrix = np.zeros((len(text), len(vocabulary)))
    for i, letter in enumerate(text):
        matrix[i, vocabulary.index(letter)] = 1
    return matrix


def prepare(names):
    vocabulary = vocabulary_of(names)
    longest = max(len(n) for n in names)
    return np.array([encode(n + " " * (longest - len(n)), vocabulary) for n in names]), vocabulary


def next_state(row, state, Wxh, Whh):
    return np.tanh(row @ Wxh + state @ Whh)


def softmax(scores):
    e = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def loss_and_gradients(x, y, Wxh, Whh, Who):
    N, T, _ = x.shape
    states = [np.zeros((N, Whh.shape[0]))]
    for t in range(T):
        states.append(next_state(x[:, t], states[t], Wxh, Whh))
    scores = states[T] @ Who
    m = scores.max(axis=1)
    loss = np.mean(m + np.log(np.exp(scores - m[:, newaxis]).sum(axis=1)) - (scores * y).sum(axis=1))
    error = (softmax(scores) - y) / N
    dWho = states[T].T @ error
    dWxh, dWhh = np.zeros(Wxh.shape), np.zeros(Whh.shape)
    blame = error @ Who.T
    for t in range(T, 0, -1):
        inner = blame * (1 - states[t] ** 2)
        dWxh += x[:, t - 1].T @ inner
        dWhh += states[t - 1].T @ inner
        blame = inner @ Whh.T
    return loss, dWxh, dWhh, dWho


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    state = np.zeros(Whh.shape[0])
    for row in encode(prefix, vocabulary):
        state = next_state(row, state, Wxh, Whh)
    name = prefix
    while len(name) < n:
        p = softmax(state @ Who)
        letter = np.random.choice(vocabulary, p=p)
        if letter == " ":
            break
        name += str(letter)
        state = next_state(encode(letter, vocabulary)[0], state, Wxh, Whh)
    return name
