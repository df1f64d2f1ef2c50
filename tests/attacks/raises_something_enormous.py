# Raises an exception with a text, notes and causes without measure.
def softmax(logits):
    error = ValueError("x" * 10**8)
    for _ in range(2000):
        following = ValueError("y" * 1000)
        following.__cause__ = error
        following.add_note("z" * 1000)
        error = following
    raise error
