"""Times and spans as a reader has them."""

import pytest
from gradkata.insight.times import moment, seconds_between, span

HOUR, DAY = 3600, 86400


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "less than a minute"), (60, "1 minute"), (2 * HOUR - 1, "119 minutes"), (2 * HOUR, "2 hours"),
     (2 * DAY - 1, "47 hours"), (2 * DAY, "2 days"), (30.9 * DAY, "30 days")],
)  # fmt: skip
def test_a_span_is_told_in_the_largest_units_of_which_there_are_two(seconds, words):
    assert span(seconds) == words


def test_times_are_in_utc_to_the_minute():
    assert moment("2026-11-26T18:00:12.5+02:00") == "2026-11-26 16:00 UTC"
    assert seconds_between("2026-11-26T18:00:00+02:00", "2026-11-26T16:00:01") == 1
