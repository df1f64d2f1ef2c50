"""What a gradebook's file looks like inside. A change here is a new `VERSION`."""

from __future__ import annotations

APPLICATION_ID = 0x67724462  # "grDb": tells a gradebook from any other SQLite file
VERSION = 1

TABLES = (
    "CREATE TABLE book (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE attempts (
        id TEXT NOT NULL UNIQUE,
        learner TEXT NOT NULL,
        kata TEXT NOT NULL,
        seed TEXT NOT NULL,
        work TEXT NOT NULL,
        judge TEXT NOT NULL,
        isolation TEXT NOT NULL,
        limits TEXT NOT NULL,
        saved TEXT NOT NULL,
        graded TEXT NOT NULL,
        status TEXT NOT NULL,
        score REAL NOT NULL,
        max_score REAL NOT NULL,
        result TEXT NOT NULL
    )
    """,
    "CREATE INDEX by_learner ON attempts (learner, kata, graded)",
)
