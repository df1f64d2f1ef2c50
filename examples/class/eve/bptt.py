# Make the class wait.
def loss_and_gradients(inputs, targets, h_prev, params):
    while True:
        pass
