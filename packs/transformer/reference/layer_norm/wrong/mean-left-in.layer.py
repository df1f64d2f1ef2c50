# A class that does the work, sums in place of means, and lists in place of tuples.
import numpy as np


class LayerNorm:
    def __init__(self, gamma, beta=None, eps=1e-5):
        self.gamma, self.beta, self.eps = gamma, beta, eps

    def forward(self, x):
        D = x.shape[-1]
        mean = x.sum(-1, keepdims=True) / D
        c = x - mean
        spread = np.einsum("...i,...i->...", c, c)[..., np.newaxis] / D
        self.std = np.power(spread + self.eps, 0.5)
        self.x_hat = x * (1 / self.std)
        return self.x_hat * self.gamma + self.beta

    def backward(self, dout):
        D = dout.shape[-1]
        g = dout * self.gamma
        total = g.sum(-1, keepdims=True)
        weighted = (g * self.x_hat).sum(-1, keepdims=True)
        self.dgamma, self.dbeta = dout * self.x_hat, dout.copy()
        while self.dbeta.ndim > 1:
            self.dgamma, self.dbeta = self.dgamma.sum(0), self.dbeta.sum(0)
        return (D * g - total - self.x_hat * weighted) / (D * self.std)


def layer_norm_forward(x, gamma, beta, eps=1e-5):
    layer = LayerNorm(gamma, beta, eps)
    out = layer.forward(x)
    return [out, [layer.x_hat, layer.std, layer.gamma]]


def layer_norm_backward(dout, cache):
    layer = LayerNorm(cache[2])
    layer.x_hat, layer.std = cache[0], cache[1]
    dx = layer.backward(dout)
    return [dx, layer.dgamma, layer.dbeta]
