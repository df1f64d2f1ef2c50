"""batch_bptt, versión con funciones pequeñas"""
import numpy as np


def sigmoide(z):
    return 0.5 * (np.tanh(0.5 * z) + 1.0)


def paso(x_t, s, Wxh, Whh):
    return np.tanh(x_t @ Wxh + s @ Whh)


def estados(x, Wxh, Whh):
    lista = [np.zeros((x.shape[0], Whh.shape[0]))]
    for t in range(x.shape[1]):
        lista.append(paso(x[:, t], lista[-1], Wxh, Whh))
    return lista


def salida(s, Who):
    return sigmoide(s @ Who)


def perdida(y, y_hat):
    return 0.5 * np.mean((y - y_hat) ** 2)


def forward(x, Wxh, Whh, Who):
    return salida(estados(x, Wxh, Whh)[-1], Who)


def backward(x, y, Wxh, Whh, Who):
    s = estados(x, Wxh, Whh)
    y_hat = salida(s[-1], Who)
    d = (y_hat - y) * y_hat * (1 - y_hat)
    dWho = s[-1].T @ d
    d = d @ Who.T
    dWxh, dWhh = np.zeros_like(Wxh), np.zeros_like(Whh)
    for t in range(x.shape[1] - 1, -1, -1):
        d = d * (1 - s[t] ** 2)
        dWxh += x[:, t].T @ d
        dWhh += s[t].T @ d
        d = d @ Whh.T
    return y_hat, dWxh, dWhh, dWho


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    historia = []
    for _ in range(epochs):
        _, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
        Wxh -= learning_rate * dWxh
        Whh -= learning_rate * dWhh
        Who -= learning_rate * dWho
        historia.append(perdida(y, forward(x, Wxh, Whh, Who)))
    return historia
