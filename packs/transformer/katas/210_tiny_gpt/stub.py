"""A small GPT: its loss, its gradients, training, writing. The task is in katas/210_tiny_gpt/README.md."""

import numpy as np

# Your files lie side by side, so what you wrote before can be imported:
# from adam import Adam
# from embedding import embedding_backward, embedding_forward
# from layer_norm import layer_norm_backward, layer_norm_forward
# from transformer_block import block_backward, block_forward


def initial_params(V, L, D, layers, rng):
    """Small random weights, biases and shifts of 0, scales of 1 (Radford et al. 2018, section 4.1).

    V, L, D: sizes of the vocabulary, of the context and of a token. layers: how many blocks.
    rng: a numpy Generator, the only source of chance, asked in the order of the task.
    Gives a dict of arrays, with the names and shapes of the task.
    """
    raise NotImplementedError("begin with W and P: normal numbers with a deviation of 0.02")


def predict(tokens, params, heads):
    """The scores of what comes next, at each place (Radford et al. 2019).

    tokens: (N, T) integers, T at most L. params: the dict of the task. heads: of each block.
    Gives logits, (N, T, V).
    """
    raise NotImplementedError("begin with the embedding: a row of W for each token, a row of P for each place")


def loss_and_gradients(tokens, targets, params, heads):
    """The mean cross-entropy of all predictions, and its gradients.

    tokens: (N, T) integers. targets: (N, T) integers, what comes after each of them. params, heads: as in predict.
    Gives loss, a float; grads, a dict with the names and shapes of params.
    """
    raise NotImplementedError("go forward as in predict, but keep the caches; then the softmax, and the mean loss")


def train(data, params, heads, steps, rng, N=16, learning_rate=0.001):
    """Train params in place, by Adam, on pieces of data drawn at random.

    data: (length,) integers, more than L of them. params, heads: as in predict. steps: how many updates.
    rng: a numpy Generator, asked once in each step. N: how many pieces, of L tokens each, make a batch.
    Gives the loss before each update, a list of steps floats.
    """
    raise NotImplementedError("begin with one batch: N places to start at, the tokens there, and those one further on")


def generate(params, heads, tokens, count, rng, temperature=1.0):
    """Write on, one token after the other.

    params, heads: as in predict. tokens: what is there already, a list of at least one integer. count: how many more.
    rng: a numpy Generator, asked once for each token. temperature: above 0; scores are divided by it.
    Gives a list of count integers.
    """
    raise NotImplementedError("begin with one more token: the last scores, their softmax, and one draw")
