"""A module beyond the boundary, asked as one that is here."""

from __future__ import annotations

from typing import Any

from ..boundary.learner import Learner


class Plain:
    """Functions that are asked call by call, as those of a module in this process are: so they were recorded."""

    def __init__(self, module: Learner):
        self._module = module

    def __getattr__(self, name: str) -> Any:
        function = getattr(self._module, name)
        return lambda *arguments, **keywords: function(*arguments, **keywords)
