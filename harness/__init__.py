"""gradkata's harness: finds katas, runs learners' code, judges it and reports.

What a pack of katas needs is in `harness.hookspecs` (how to register) and `harness.suite` (what a suite may use).
"""

__version__ = "0.1.0"
