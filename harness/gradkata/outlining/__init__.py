"""What a suite holds, read off its text: `kata list` has no time to import pytest and numpy and to collect it."""
