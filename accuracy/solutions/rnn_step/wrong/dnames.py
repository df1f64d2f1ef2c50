import numpy as np


def step_forward(x, h_prev, params):
    a = params["bh"] + np.dot(params["Whh"], h_prev) + np.dot(params["Wxh"], x)
    a_next = np.tanh(a)
    yt = np.dot(params["Why"], a_next) + params["by"]
    e_x = np.exp(yt - np.max(yt))
    return a_next, yt, e_x / e_x.sum(axis=0)


def step_backward(dy, dh_next, x, h, h_prev, params):
    gradients = {}
    gradients["dWhy"] = np.dot(dy, h.T)
    gradients["dby"] = dy.copy()
    da = np.dot(params["Why"].T, dy) + dh_next
    daraw = (1 - h * h) * da
    gradients["dbh"] = daraw
    gradients["dWxh"] = np.dot(daraw, x.T)
    gradients["dWhh"] = np.dot(daraw, h_prev.T)
    gradients["dh_prev"] = np.dot(params["Whh"].T, daraw)
    return gradients, gradients["dh_prev"]
