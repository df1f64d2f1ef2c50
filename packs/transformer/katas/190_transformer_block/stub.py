"""A block of a transformer, forward and back. The task is in katas/190_transformer_block/README.md."""

import numpy as np

# Your files lie side by side, so what you wrote before can be imported:
# from layer_norm import layer_norm_backward, layer_norm_forward
# from multi_head import multi_head_backward, multi_head_forward


def gelu(z):
    """The activation of GPT-2, in its form with tanh (Hendrycks and Gimpel 2016).

    z: scores, any shape.
    Gives an array of that shape.
    """
    raise NotImplementedError("begin with the inner part: a number times z plus a little of z to the third")


def gelu_slope(z):
    """The derivative of gelu at z.

    z: scores, any shape.
    Gives an array of that shape.
    """
    raise NotImplementedError("gelu is a product, z times something: begin with the rule for products")


def mlp_forward(x, params):
    """The same two layers for each token, with gelu between them (Vaswani et al. 2017, section 3.3).

    x: (N, T, D). params: dict with W1 (D, F), b1 (F,), W2 (F, D), b2 (D,), and maybe others.
    Gives out, (N, T, D); cache, the tuple (x, params, z, a) with z and a (N, T, F).
    """
    raise NotImplementedError("begin with z, the scores of the inner layer, for all tokens at once")


def mlp_backward(dout, cache):
    """The gradients of a loss with respect to the tokens and the parameters of both layers.

    dout: (N, T, D), the loss's gradient with respect to out. cache: what mlp_forward gave beside out.
    Gives dx, (N, T, D); grads, a dict with W1, b1, W2 and b2.
    """
    raise NotImplementedError("begin with b2 and W2, which need dout and a, and then go back to a itself")


def block_forward(x, params, heads):
    """Attention and a feed-forward network, each after a norm and beside a way around (Radford et al. 2019).

    x: (N, T, D). params: dict with gamma1, beta1, gamma2, beta2, each (D,); Wq, Wk, Wv, Wo, each (D, D); and W1, b1,
    W2, b2 as in mlp_forward. heads: how many there are; their number divides D.
    Gives out, (N, T, D); cache, the tuple (norm1, attention, norm2, mlp) of the four layers' caches.
    """
    raise NotImplementedError("begin with the first half: a norm, attention, and x added to what comes out")


def block_backward(dout, cache):
    """The gradients of a loss with respect to the tokens and all parameters of the block.

    dout: (N, T, D), the loss's gradient with respect to out. cache: what block_forward gave beside out.
    Gives dx, (N, T, D); grads, a dict with the twelve names of params.
    """
    raise NotImplementedError("begin with the second half: where did dout go, and how many ways lead back?")
