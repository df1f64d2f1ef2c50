"""gradkata: finds katas, runs learners' code, judges it and reports.

What a pack of katas needs is in `gradkata.hookspecs` (how to register) and `gradkata.suite` (what a suite may use).
"""

from .hookspecs import hookimpl
from .kata import Pack
from .reports import ReportFormat

__version__ = "0.1.0"

__all__ = ["Pack", "ReportFormat", "hookimpl"]
