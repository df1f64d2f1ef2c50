# Opens sockets.
import socket

for _kind in (socket.AF_INET, socket.AF_INET6, getattr(socket, "AF_UNIX", socket.AF_INET)):
    try:
        with socket.socket(_kind) as _socket:
            raise SystemExit("a socket could be opened")
    except OSError:
        pass


def softmax(logits):
    return logits
