import itertools

import numpy

ORDER = "Wxh Whh Why bh by".split()


def clip_gradients(grads, limit=5.0):
    [numpy.copyto(g, numpy.median([g, numpy.full_like(g, limit), numpy.full_like(g, -limit)], axis=0)) for g in grads.values()]


def step_through(pairs, h, theta):
    """The loss, the gradients and the last state, by going back on the way out of the recursion."""
    U, W, O, b, c = theta
    grads = [numpy.zeros_like(array) for array in theta]

    def go(k, before):
        if k == len(pairs):
            return 0.0, before, numpy.zeros_like(before)
        i, target = pairs[k]
        now = numpy.tanh(U[:, i, None] + W.dot(before) + b)
        rest, last, later = go(k + 1, now)
        y = O.dot(now) + c
        p = 1 / numpy.exp(y.T - y).sum(1, keepdims=True)
        dy = p.copy()
        dy[target] -= 1
        dz = (O.T.dot(dy) + later) * (1 - now**2)
        grads[0][:, i] += dz[:, 0]
        grads[1] += numpy.outer(dz, before)
        grads[2] += numpy.outer(dy, now)
        grads[3] += dz
        grads[4] += dy
        return rest - numpy.log(p[target, 0]), last, W.T.dot(dz)

    loss, last, _ = go(0, h)
    return loss, grads, last


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    theta = [params[name] for name in ORDER]
    starts = [at for at in range(0, len(data), seq_length) if len(data[at:]) >= seq_length + 1]
    seen, losses, h = [], [], None
    for at in itertools.islice(itertools.cycle(starts), steps):
        if not at:
            h = numpy.zeros(params["bh"].shape)
        pairs = [(int(data[k]), int(data[k + 1])) for k in range(at, at + seq_length)]
        loss, grads, h = step_through(pairs, h, theta)
        clip_gradients(dict(zip(ORDER, grads)))
        seen.append(grads)
        for which, param in enumerate(theta):
            norm = numpy.sqrt(1e-8 + sum(old[which] ** 2 for old in seen))
            param -= learning_rate / norm * grads[which]
        losses.append(step_through(pairs, numpy.zeros_like(h), theta)[0])
    blend = itertools.accumulate(losses, lambda old, new: old * 0.999 + new * 0.001, initial=numpy.log(params["Why"].shape[0]) * seq_length)
    return numpy.array(list(blend)[1:])
