# Sums and loops over plain numbers; arrays only where the outside sees them.
import math

import numpy as np

text = "banana bandana " * 8
alphabet = []
for letter in text:
    if letter not in alphabet:
        alphabet.append(letter)
dict_size = len(alphabet)
hidden_size = 4
np.random.seed(3)
Wxh = np.random.uniform(-0.1, 0.1, (hidden_size, dict_size))
Whh = np.identity(hidden_size)
Why = np.random.uniform(-0.1, 0.1, (dict_size, hidden_size))
bh = np.zeros((hidden_size, 1))
by = np.zeros((dict_size, 1))


def relu(value):
    return value if value > 0 else 0.0


def loss(inputs, targets, hprev):
    H, V = range(hidden_size), range(dict_size)
    A, B, C = Wxh.tolist(), Whh.tolist(), Why.tolist()
    a, c = bh[:, 0].tolist(), by[:, 0].tolist()
    states, chances, total = [hprev[:, 0].tolist()], [], 0.0
    for letter, wanted in zip(inputs, targets):
        old = states[-1]
        new = [relu(A[i][letter] + sum(B[i][j] * old[j] for j in H) + a[i]) for i in H]
        y = [sum(C[k][i] * new[i] for i in H) + c[k] for k in V]
        top = max(y)
        sizes = [math.exp(each - top) for each in y]
        total += top + math.log(math.fsum(sizes)) - y[wanted]
        chances.append([size / math.fsum(sizes) for size in sizes])
        states.append(new)
    dA, dB, dC = np.zeros(Wxh.shape), np.zeros(Whh.shape), np.zeros(Why.shape)
    da, dc = np.zeros(bh.shape), np.zeros(by.shape)
    later = [0.0 for _ in H]
    for t in range(len(inputs) - 1, -1, -1):
        error = [chances[t][k] - (k == targets[t]) for k in V]
        raw = [(sum(C[k][i] * error[k] for k in V) + later[i]) * (states[t + 1][i] > 0) for i in H]
        for k in V:
            dc[k, 0] += error[k]
            for i in H:
                dC[k, i] += error[k] * states[t + 1][i]
        for i in H:
            da[i, 0] += raw[i]
            dA[i, inputs[t]] += raw[i]
            for j in H:
                dB[i, j] += raw[i] * states[t][j]
        later = [sum(B[i][j] * raw[i] for i in H) for j in H]
    for gradient in (dA, dB, dC, da, dc):
        gradient[gradient > 5] = 5
        gradient[gradient < -5] = -5
    return [total, dA, dB, dC, da, dc, np.array(states[-1]).reshape(-1, 1)]


def gradCheck(inputs, targets, hprev, eps=1e-5):
    # Moved by sums, up, down by twice as much, and up again.
    good = True
    for parameter, gradient in zip((Wxh, Whh, Why, bh, by), loss(inputs, targets, hprev)[1:6]):
        for place in np.ndindex(parameter.shape):
            parameter[place] += eps
            up = loss(inputs, targets, hprev)[0]
            parameter[place] -= 2 * eps
            down = loss(inputs, targets, hprev)[0]
            parameter[place] += eps
            good = good and math.isclose((up - down) / (2 * eps), gradient[place], rel_tol=1e-4, abs_tol=1e-7)
    return good
