import numpy as np

# class RNNCell(nn.Module), by hand


def linear(W, b, v):
    return np.dot(W, v) + b


def linear_backward(grad_out, W, v):
    grad_W = np.dot(grad_out, v.T)
    grad_b = np.sum(grad_out, axis=1, keepdims=True)
    grad_v = np.dot(W.T, grad_out)
    return grad_W, grad_b, grad_v


class SoftmaxFn:
    @staticmethod
    def forward(scores):
        scores = scores - np.max(scores, axis=0, keepdims=True)
        return np.exp(scores) / np.sum(np.exp(scores), axis=0, keepdims=True)


class RNNCell:
    def __init__(self, state_dict):
        self.sd = state_dict

    def i2h_h2h(self):
        return np.hstack((self.sd["Wxh"], self.sd["Whh"]))

    def forward(self, x, hx):
        hy = np.tanh(linear(self.i2h_h2h(), self.sd["bh"], np.vstack((x, hx))))
        out = linear(self.sd["Why"], self.sd["by"], hy)
        return hy, out

    def backward(self, grad_out, grad_hy, x, hx, hy):
        grad_Why, grad_by, from_out = linear_backward(grad_out, self.sd["Why"], hy)
        grad_hy = grad_hy + from_out
        grad_pre = grad_hy - grad_hy * np.square(hy)
        grad_W, grad_bh, grad_in = linear_backward(grad_pre, self.i2h_h2h(), np.vstack((x, hx)))
        grad_Wxh, grad_Whh = np.hsplit(grad_W, [x.shape[0]])
        grads = {"Wxh": grad_Wxh, "Whh": grad_Whh, "Why": grad_Why, "bh": grad_bh, "by": grad_by}
        return grads, grad_in[x.shape[0]:]


def step_forward(x, h_prev, params):
    h, y = RNNCell(params).forward(x, h_prev)
    return h, y, SoftmaxFn.forward(y)


def step_backward(dy, dh_next, x, h, h_prev, params):
    return RNNCell(params).backward(dy, dh_next, x, h_prev, h)
