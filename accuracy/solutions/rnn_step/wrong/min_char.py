import numpy as np

def step_forward(x, h_prev, params):
    h = np.tanh(np.dot(params['Wxh'], x) + np.dot(params['Whh'], h_prev) + params['bh']) # hidden state
    y = np.dot(params['Why'], h) + params['by'] # unnormalized log probabilities for next chars
    y_max = y.max()
    p = np.exp(y - y_max) / np.sum(np.exp(y - y_max)) # probabilities for next chars
    return h, y, p

def step_backward(dy, dh_next, x, h, h_prev, params):
    dWhy = np.dot(dy, h.T)
    dby = dy.copy()
    dh = np.dot(params['Why'].T, dy) + dh_next # backprop into h
    dhraw = (1 - h * h) * dh # backprop through tanh nonlinearity
    dbh = dhraw.copy()
    dWxh = np.dot(dhraw, x.T)
    dWhh = np.dot(dhraw, h_prev.T)
    dhnext = np.dot(params['Whh'].T, dhraw)
    for dparam in [dWxh, dWhh, dWhy, dbh, dby]:
        np.clip(dparam, -5, 5, out=dparam) # clip to mitigate exploding gradients
    return dict(Wxh=dWxh, Whh=dWhh, Why=dWhy, bh=dbh, by=dby), dhnext
