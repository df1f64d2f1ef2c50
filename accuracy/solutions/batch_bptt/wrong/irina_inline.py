import numpy as np
import math


def sigmoid(m):
    out = np.zeros(m.shape)
    for i in range(m.shape[0]):
        for j in range(m.shape[1]):
            v = m[i, j]
            out[i, j] = 1 / (1 + math.exp(-v)) if v > -700 else 0.0
    return out


def forward(x, Wxh, Whh, Who):
    state = np.zeros((x.shape[0], Wxh.shape[1]))
    t = 0
    while t < x.shape[1]:
        state = np.tanh(np.matmul(x[:, t], Wxh) + np.matmul(state, Whh))
        t += 1
    return sigmoid(np.matmul(state, Who))


def backward(x, y, Wxh, Whh, Who):
    memory = [np.zeros((x.shape[0], Wxh.shape[1]))]
    for t in range(x.shape[1]):
        memory.append(np.tanh(np.matmul(x[:, t], Wxh) + np.matmul(memory[t], Whh)))
    y_hat = sigmoid(np.matmul(memory[-1], Who))
    step_out = (y_hat - y) * (y_hat - y_hat * y_hat) / (y.shape[0] * y.shape[1])
    gWho = np.matmul(memory[-1].T, step_out)
    gWxh, gWhh = np.zeros(Wxh.shape), np.zeros(Whh.shape)
    blame = np.matmul(step_out, Who.T)
    for t in range(x.shape[1], 0, -1):
        inner = blame * (1 - memory[t] ** 2)
        gWxh = gWxh + np.matmul(x[:, t - 1].T, inner)
        gWhh = gWhh + np.matmul(memory[t - 1].T, inner)
        blame = np.matmul(inner, Whh.T)
    return y_hat, gWxh, gWhh, gWho


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    result = []
    for epoch in range(epochs):
        # one matrix after the other
        Who -= learning_rate * backward(x, y, Wxh, Whh, Who)[3]
        Whh -= learning_rate * backward(x, y, Wxh, Whh, Who)[2]
        Wxh -= learning_rate * backward(x, y, Wxh, Whh, Who)[1]
        d = y - forward(x, Wxh, Whh, Who)
        result.append(0.5 * float((d * d).mean()))
    return result
