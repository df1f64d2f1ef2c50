import numpy as np

EPSILON = 1e-7


def softmax(logits):
    e = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def to_categorical(y, num_classes):
    out = np.zeros((len(y), num_classes))
    out[np.arange(len(y)), y] = 1.0
    return out


def cross_entropy(logits, targets):
    """Categorical cross-entropy like in Keras."""
    y_true = to_categorical(targets, logits.shape[-1])
    y_pred = np.clip(softmax(logits), EPSILON, 1.0)
    return np.sum(y_true * -np.log(y_pred), axis=-1).mean()


def cross_entropy_derivative(logits, targets):
    y_true = to_categorical(targets, logits.shape[-1])
    return (softmax(logits) - y_true) / y_true.shape[0]
