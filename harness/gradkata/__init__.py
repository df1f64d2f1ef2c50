"""gradkata: write recurrent networks by hand in NumPy, and be told in words what is wrong.

This is the front door of packs: what a plugin's hooks give. What a suite may use is in `gradkata.suite`.
"""

from .command import Command
from .executors import Executor
from .hookspecs import hookimpl
from .judging.answers import AnswerSource
from .kata import Pack
from .reports import ReportFormat

__version__ = "0.1.0"

__all__ = ["AnswerSource", "Command", "Executor", "Pack", "ReportFormat", "hookimpl"]
