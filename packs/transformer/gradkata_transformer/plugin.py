"""What this distribution brings to gradkata: one pack of katas."""

from __future__ import annotations

from pathlib import Path

from gradkata import Pack, hookimpl


@hookimpl
def kata_packs() -> list[Pack]:
    """The katas of the clone, or of the installed wheel."""
    here = Path(__file__).parent
    installed = here / "built-in"
    return [Pack("gradkata-transformer", installed if installed.is_dir() else here.parent)]
