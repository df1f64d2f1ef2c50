"""Who is who: a name and a token of their own for each learner, and codes for those who lost theirs."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata

from ..boundary.sanitizing import clean
from ..translation import say
from .records import Records, TakenError
from .refusing import RefusedError

LONGEST = 60  # characters of a name
MOST = 500  # learners of a room
# Letters and marks that show nothing, which Unicode tells renderers to ignore, and the empty pattern of braille.
UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]")
CODE = "abcdefghjkmnpqrstuvwxyz23456789"  # what nobody reads as something else
CODE_LENGTH = 8


class Accounts:
    """The learners of a room.

    Args:
        records: what is kept of them.
    """

    def __init__(self, records: Records):
        self._records = records
        self._names = records.tokens()  # by the digests of tokens
        self._codes: dict[str, tuple[str, bool]] = {}  # names, by the digests of codes, and whether tokens stay valid

    @property
    def names(self) -> list[str]:
        """All of them, in the order of the alphabet."""
        return sorted(set(self._names.values()), key=str.casefold)

    def whose(self, token: str) -> str | None:
        """The name of the learner whose token this is."""
        return self._names.get(_digest(token))

    def join(self, asked: object) -> tuple[str, str]:
        """Take a learner in; give their name as it is shown, and their token.

        Raises:
            RefusedError: that is no name, it is another's, or the room is full.
        """
        name = _name(asked)
        if len(set(self._names.values())) >= MOST:
            raise RefusedError(503, say("the room is full: {number} learners are in it", number=MOST))
        token = secrets.token_urlsafe(24)
        try:
            self._records.join(name, looks(name), _digest(token))
        except TakenError:
            words = (
                "somebody here is called {name} already: take another name. If it is you, ask your teacher for a code"
            )
            raise RefusedError(409, say(words, name=name)) from None
        self._names[_digest(token)] = name
        return name, token

    def code_for(self, name: str, *, alone: bool = True) -> str:
        """A code by which a learner is let in once more, on whatever machine; their earlier codes are void.

        Args:
            alone: whether their tokens are void when it is used, as for somebody who has lost theirs.

        Raises:
            RefusedError: there is nobody of this name.
        """
        self.check(name)
        self._codes = {digest: each for digest, each in self._codes.items() if each[0] != name}
        code = "".join(secrets.choice(CODE) for _ in range(CODE_LENGTH))
        self._codes[_digest(code)] = name, alone
        return code

    def let_in(self, code: str) -> tuple[str, str]:
        """The name and a new token for whoever has a code, which has had its use then.

        Raises:
            RefusedError: it is none.
        """
        name, alone = self._codes.pop(_digest("".join(code.split()).lower()), ("", False))
        if not name:
            raise RefusedError(403, say("this code is none, or was used already: ask your teacher for a new one"))
        token = secrets.token_urlsafe(24)
        self._records.add_token(name, _digest(token), alone=alone)
        if alone:
            self._names = {digest: whose for digest, whose in self._names.items() if whose != name}
        self._names[_digest(token)] = name
        return name, token

    def forget(self, name: str) -> None:
        """From now on, nobody of this name is here.

        Raises:
            RefusedError: there was nobody.
        """
        self.check(name)
        self._records.forget(name)
        self._names = {digest: whose for digest, whose in self._names.items() if whose != name}
        self._codes = {digest: each for digest, each in self._codes.items() if each[0] != name}

    def check(self, name: str) -> None:
        """See to it that there is somebody of this name.

        Raises:
            RefusedError: there is nobody.
        """
        if name not in self._names.values():
            raise RefusedError(404, say("nobody here is called {name}", name=clean(name, LONGEST)))


def looks(name: str) -> str:
    """What is equal for two names that look alike."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(letter for letter in folded if not (letter.isspace() or UNSEEN.fullmatch(letter)))


def _name(asked: object) -> str:
    """A name as it is shown.

    Raises:
        RefusedError: it is none.
    """
    name = unicodedata.normalize("NFC", clean(asked, LONGEST + 1))
    if not any(letter.isalnum() for letter in looks(name)):
        raise RefusedError(400, say("say what you are called: a name with a letter or a digit in it"))
    if len(name) > LONGEST:
        raise RefusedError(400, say("take a shorter name: at most {number} characters", number=LONGEST))
    return name


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
