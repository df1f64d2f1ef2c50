import numpy as np


class Cell:
    def __init__(self, params):
        self.__dict__.update(params)

    def forward(self, x, state):
        inner = state + self.bh
        self.state = np.tanh(self.Wxh.dot(x) + self.Whh.dot(inner))
        self.scores = self.Why.dot(self.state) + self.by
        ex = np.exp(self.scores - self.scores.max())
        self.probs = ex / ex.sum()
        return self.state, self.scores, self.probs

    def backward(self, dscores, dstate_next, x, state, state_before):
        dstate = self.Why.T.dot(dscores) + dstate_next
        dinner = (1 - np.square(state)) * dstate
        grads = {
            "Wxh": dinner.dot(x.T),
            "Whh": dinner.dot(state_before.T),
            "bh": dinner.copy(),
            "Why": dscores.dot(state.T),
            "by": dscores.copy(),
        }
        return grads, self.Whh.T.dot(dinner)


def step_forward(x, h_prev, params):
    return Cell(params).forward(x, h_prev)


def step_backward(dy, dh_next, x, h, h_prev, params):
    return Cell(params).backward(dy, dh_next, x, h, h_prev)
