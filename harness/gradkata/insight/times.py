"""Times and spans of time as a reader has them."""

from __future__ import annotations

import datetime

from ..translation import say, say_many

MINUTE, HOUR, DAY = 60, 3600, 86400  # seconds


def moment(text: str) -> str:
    """A time in ISO 8601 to the minute, in UTC."""
    return f"{_time(text).astimezone(datetime.UTC):%Y-%m-%d %H:%M} UTC"


def span(seconds: float) -> str:
    """A span of time in whole days, hours or minutes, the largest of which there are two or more."""
    if seconds >= 2 * DAY:
        return say_many("{number} day", "{number} days", int(seconds // DAY))
    if seconds >= 2 * HOUR:
        return say_many("{number} hour", "{number} hours", int(seconds // HOUR))
    if seconds < MINUTE:
        return say("less than a minute")
    return say_many("{number} minute", "{number} minutes", int(seconds // MINUTE))


def seconds_between(first: str, last: str) -> float:
    """The time from one to the other, both in ISO 8601."""
    return (_time(last) - _time(first)).total_seconds()


def _time(text: str) -> datetime.datetime:
    time = datetime.datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=datetime.UTC)
