"""An audit as one JSON object, of the schema ``gradkata-audit/1``."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from .findings import Audit, Findings

SCHEMA = "gradkata-audit/1"


def render(audit: Audit) -> str:
    """The JSON text, indented, with a line end."""
    tree = {
        "schema": SCHEMA,
        "holds": audit.holds,
        "seed": audit.seed,
        "seeds": audit.seeds,
        "pairs": dataclasses.asdict(audit.pairs),
        "katas": [_kata(each) for each in audit.katas],
        "unfinished": dict(audit.unfinished),
    }
    return json.dumps(tree, indent=2, ensure_ascii=False) + "\n"


def _kata(findings: Findings) -> dict[str, Any]:
    tree = dataclasses.asdict(findings)
    for survivor in tree["mutants"]["survivors"]:
        del survivor["text"]  # the diff says it all
    tree["mutants"]["killed"] = findings.mutants.killed
    return {**tree, "problems": findings.problems}
