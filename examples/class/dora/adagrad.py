import torch.optim


class AdaGrad(torch.optim.Adagrad):
    pass
