import numpy as np
from adagrad import AdaGrad
from bptt import loss_and_gradients


def clip_gradients(grads, limit=5.0):
    for g in grads.values():
        np.clip(g, -limit, limit, out=g)


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    V, H = params["Why"].shape
    optimizer = AdaGrad(learning_rate)
    smooth_loss = np.log(V) * seq_length
    losses, start, h = [], 0, np.zeros((H, 1))
    for _ in range(steps):
        if start + seq_length + 1 > len(data):
            start, h = 0, np.zeros((H, 1))
        inputs = data[start : start + seq_length]
        targets = data[start + 1 : start + seq_length + 1]
        loss, grads, h = loss_and_gradients(inputs, targets, h, params)
        clip_gradients(grads)
        optimizer.update(params, grads)
        smooth_loss = 0.999 * smooth_loss + 0.001 * loss
        losses.append(smooth_loss)
        start += seq_length
    return losses
