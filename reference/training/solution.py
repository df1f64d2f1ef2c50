import numpy as np


def clip_gradients(grads, limit=5.0):
    for g in grads.values():
        np.clip(g, -limit, limit, out=g)


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    return walk(Trainer(params, seq_length, learning_rate), data, steps)


def walk(trainer, data, steps):
    data, seq_length = np.asarray(data, np.intp), trainer.seq_length
    smooth_loss = float(-np.log(1 / trainer.V) * seq_length)  # of somebody who knows nothing
    losses, position = [], 0
    for _ in range(steps):
        if len(data) - position < seq_length + 1:
            position = 0
            trainer.h[:] = 0
        end = position + seq_length
        loss = trainer.step(data[position:end], data[position + 1 : end + 1])
        smooth_loss = 0.999 * smooth_loss + 0.001 * loss
        losses.append(smooth_loss)
        position = end
    return losses


class Trainer:
    """Trains params, one step at a time: h is carried from step to step, and so is AdaGrad's memory.

    Only what has to wait for the time step before it is in a loop; all other products are made for the whole chunk at
    once. All arrays are made here, once, and the steps write into them.
    """

    def __init__(self, params, seq_length, learning_rate, eps=1e-8):
        self.params, self.seq_length, self.learning_rate = params, seq_length, learning_rate
        T, (V, H) = seq_length, params["Why"].shape
        self.H, self.V = H, V

        # Row t holds what the hidden layer reads at time t: the state before it, a 1 for the bias, and its input as a
        # one-hot vector. Row T holds the last state.
        self.read = np.zeros((T + 1, H + 1 + V))
        self.read[:, H] = 1
        self.states, self.one_hot = self.read[:, :H], self.read[:-1, H + 1 :]
        self.h = self.states[T]
        # All of these are written before they are read.
        self.dy, self.dz, self.slope, self.back = (np.empty(shape) for shape in ((T, V), (T, H), (T, H), H))
        self.Whh = np.empty((H, H))
        self.times = np.arange(T)
        # Going through rows that were picked out beforehand saves a tenth of a step, which is mostly small operations.
        self.forward = list(zip(self.states[:-1], self.states[1:], strict=True))
        self.backward = list(zip(self.dz[:0:-1], self.dz[-2::-1], self.slope[-2::-1], strict=True))

        # Gradients, changes and memory are long vectors, so that clipping and AdaGrad take few operations. The parts of
        # them that belong to a parameter are views.
        size = H * (H + 1 + V) + V * (H + 1)
        self.all_grads, self.all_changes = np.empty((2, size))
        self.memory = np.full(size, eps)  # it is never needed without eps
        self.hidden, self.output = self.layers(self.all_grads)
        self.grads, self.changes = self.by_name(self.all_grads), self.by_name(self.all_changes)

    def layers(self, vector):
        """The two layers' parts of a vector: (H, H + 1 + V) and (V, H + 1)."""
        wide = self.H + 1 + self.V
        end = self.H * wide
        return vector[:end].reshape(self.H, wide), vector[end:].reshape(self.V, self.H + 1)

    def by_name(self, vector):
        H, (hidden, output) = self.H, self.layers(vector)
        return {
            "Whh": hidden[:, :H], "bh": hidden[:, H : H + 1], "Wxh": hidden[:, H + 1 :],
            "Why": output[:, :H], "by": output[:, H:],
        }  # fmt: skip

    def step(self, inputs, targets):
        """One step of AdaGrad on a chunk, two arrays of indices; gives the chunk's loss."""
        loss = self.loss_and_gradients(inputs, targets)
        clip_gradients({"all": self.all_grads})
        self.descend()
        return loss

    def loss_and_gradients(self, inputs, targets):
        """The chunk's loss; the gradients, not clipped, are in grads then, and the last state in h."""
        Wxh, Whh, Why, bh, by = (self.params[name] for name in ("Wxh", "Whh", "Why", "bh", "by"))
        read, states, dy, dz, slope, back = self.read, self.states, self.dy, self.dz, self.slope, self.back
        one_hot, add, multiply, tanh = self.one_hot, np.add, np.multiply, np.tanh

        states[0] = self.h
        add(Wxh.T[inputs], bh.T, out=states[1:])  # Wxh times a one-hot column is the column of that index
        self.Whh[:] = Whh  # it is read again for every time step, forward and back
        recur = self.Whh.dot
        for before, h in self.forward:
            tanh(add(h, recur(before, back), h), h)

        np.matmul(states[1:], Why.T, out=dy)  # the scores, which become the probabilities, and then their gradient
        dy += by.T
        dy -= np.maximum.reduce(dy, axis=1, keepdims=True)
        np.exp(dy, out=dy)
        dy /= np.add.reduce(dy, axis=1, keepdims=True)
        right = dy[self.times, targets]
        dy[self.times, targets] = right - 1

        np.matmul(dy, Why, out=dz)
        np.square(states[1:], out=slope)
        np.subtract(1, slope, out=slope)
        dz[-1] *= slope[-1]
        recur = self.Whh.T.dot
        for dz_after, dh, tanh_slope in self.backward:
            multiply(add(dh, recur(dz_after, back), dh), tanh_slope, dh)

        one_hot[:] = 0
        one_hot[self.times, inputs] = 1
        # One product for each layer: the ones that stand beside the states turn sums over time into products too.
        np.matmul(dz.T, read[:-1], out=self.hidden)
        np.matmul(dy.T, read[1:, : self.H + 1], out=self.output)
        return float(-np.log(right).sum())

    def descend(self):
        """Change params by a step of AdaGrad against grads."""
        g, memory, step = self.all_grads, self.memory, self.all_changes
        np.multiply(g, g, out=step)
        memory += step
        np.sqrt(memory, out=step)
        np.divide(g, step, out=step)
        step *= self.learning_rate
        for name, part in self.changes.items():
            param = self.params[name]
            param -= part
