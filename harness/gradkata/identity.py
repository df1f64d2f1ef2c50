"""Who handed something in, as far as the platform says it."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True)
class Identity:
    """What tells a learner from others; each part is empty where the platform does not say it.

    Attributes:
        name: the full name, as the platform writes it.
        id: the platform's number, or the institution's.
        user: the name to log in with.
    """

    name: str = ""
    id: str = ""
    user: str = ""
    email: str = ""

    @property
    def shown(self) -> str:
        """What the learner is called."""
        return self.name or self.user or self.email or self.id

    @property
    def mark(self) -> str:
        """What tells the learner from another one of the same name."""
        return self.user or self.id or self.email

    def completed(self, other: Identity) -> Identity:
        """The same, with what another place says where this one says nothing."""
        own = dataclasses.asdict(self)
        return Identity(**{name: value or getattr(other, name) for name, value in own.items()})
