# Numbers and lists all the way; arrays only where they are handed out.
import math

import numpy as np


def _states(rows, Wxh, Whh):
    state = [0.0] * len(Whh)
    states = [state]
    for row in rows:
        state = [
            math.tanh(
                sum(row[d] * Wxh[d][h] for d in range(len(row))) + sum(state[i] * Whh[i][h] for i in range(len(state)))
            )
            for h in range(len(Whh))
        ]
        states.append(state)
    return states


def _output(state, Who):
    scores = [sum(state[h] * Who[h][k] for h in range(len(state))) for k in range(len(Who[0]))]
    return [1 / (1 + math.exp(-score)) for score in scores]


def forward(x, Wxh, Whh, Who):
    Wxh, Whh, Who = Wxh.tolist(), Whh.tolist(), Who.tolist()
    return np.array([_output(_states(word, Wxh, Whh)[-1], Who) for word in x.tolist()])


def backward(x, y, Wxh, Whh, Who):
    answers = forward(x, Wxh, Whh, Who)
    N, K = len(y), len(y[0])
    D, H = len(Wxh), len(Whh)
    dWxh = [[0.0] * H for _ in range(D)]
    dWhh = [[0.0] * H for _ in range(H)]
    dWho = [[0.0] * K for _ in range(H)]
    for n in range(N):
        word = x[n].tolist()
        states = _states(word, Wxh.tolist(), Whh.tolist())
        error = [
            (float(answers[n][k]) - float(y[n][k])) * float(answers[n][k]) * (1 - float(answers[n][k])) / N / K
            for k in range(K)
        ]
        for h in range(H):
            for k in range(K):
                dWho[h][k] += states[-1][h] * error[k]
        blame = [sum(error[k] * float(Who[h][k]) for k in range(K)) for h in range(H)]
        for t in range(len(word) - 1, -1, -1):
            inner = [blame[h] * (1 - states[t + 1][h] ** 2) for h in range(H)]
            for h in range(H):
                for d in range(D):
                    dWxh[d][h] += word[t][d] * inner[h]
                for i in range(H):
                    dWhh[i][h] += states[t][i] * inner[h]
            blame = [sum(inner[j] * float(Whh[h][j]) for j in range(H)) for h in range(H)]
    return answers, np.array(dWxh), np.array(dWhh), np.array(dWho)


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    history = []
    for _ in range(epochs):
        _, a, b, c = backward(x, y, Wxh, Whh, Who)
        for W, d in ((Wxh, a), (Whh, b), (Who, c)):
            for i in range(W.shape[0]):
                for j in range(W.shape[1]):
                    W[i, j] = W[i, j] - learning_rate * d[i, j]
        answers = forward(x, Wxh, Whh, Who).tolist()
        squares = [(p - q) ** 2 for row, truth in zip(answers, y.tolist()) for p, q in zip(row, truth)]
        history.append(sum(squares) / len(squares) / 2)
    return history
