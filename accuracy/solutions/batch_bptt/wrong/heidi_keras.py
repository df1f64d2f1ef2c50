import numpy as np


def sigmoid(z):
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))


def sigmoid_derivative(z):
    return sigmoid(z) * (1 - sigmoid(z))


def tanh_derivative(activated):
    return 1 - activated ** 2


def mse(y_true, y_pred):
    return 0.5 * np.mean((y_true - y_pred) ** 2)


def forward(x, Wxh, Whh, Who, return_sequences=False):
    state = np.zeros((x.shape[0], Whh.shape[0]))
    sequence = [state]
    for t in range(x.shape[1]):
        state = np.tanh(x[:, t] @ Wxh + state @ Whh)
        sequence.append(state)
    y_hat = sigmoid(state @ Who)
    return (y_hat, sequence) if return_sequences else y_hat


def backward(x, y, Wxh, Whh, Who):
    y_hat, sequence = forward(x, Wxh, Whh, Who, return_sequences=True)
    delta = (y_hat - y) / y.size * sigmoid_derivative(y_hat)
    dWho = sequence[-1].T @ delta
    delta = delta @ Who.T
    dWxh = np.zeros_like(Wxh)
    dWhh = np.zeros_like(Whh)
    for t in reversed(range(x.shape[1])):
        delta = delta * tanh_derivative(sequence[t + 1])
        dWxh += x[:, t].T @ delta
        dWhh += sequence[t].T @ delta
        delta = delta @ Whh.T
    return y_hat, dWxh, dWhh, dWho


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    history = {"loss": []}
    for epoch in range(epochs):
        y_hat, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
        history["loss"].append(mse(y, y_hat))
        Wxh -= learning_rate * dWxh
        Whh -= learning_rate * dWhh
        Who -= learning_rate * dWho
    return history["loss"]
