"""What keeps a command from being carried out, in words for its user."""


class UsageError(Exception):
    """The command could not be carried out; the message says why and what to do. Ends it with exit code 2."""
