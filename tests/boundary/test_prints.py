"""What a learner's code prints: told as it comes, bounded at both ends, and never taken for an answer."""

import contextlib
import dataclasses
from textwrap import dedent

import pytest
from gradkata.boundary.failures import LearnerGone
from gradkata.boundary.inside.requests import MAX_PRINTED
from gradkata.boundary.learner import Learner, call_many
from gradkata.boundary.limits import Limits
from gradkata.boundary.prints import Prints
from gradkata.boundary.program import Program
from gradkata.boundary.session import Session

from tests.boundary.forging import NO_ANSWER, REQUESTS, Forger
from tests.boundary.sessions import IMPATIENT, PATIENT


@pytest.fixture(params=["forks", "fresh", "strict_starter", "filter_starter"])
def starter(request):
    return request.getfixturevalue(request.param)


@contextlib.contextmanager
def opened(starter, source, limits=PATIENT, prints=None):
    """The learner's module, and what is heard of its prints."""
    prints = Prints() if prints is None else prints
    with contextlib.closing(Session(starter, limits, prints=prints)) as session:
        yield Learner(session, session.load(Program("work", (("work.py", dedent(source)),)), 0)), prints


def test_what_is_printed_arrives_in_its_order_whatever_it_is_printed_with(starter):
    source = """
        import logging, sys
        print("loading")
        def call(x):
            print("called with", x)
            print("an error", file=sys.stderr)
            sys.stdout.write("written\\n")
            sys.__stdout__.buffer.write(b"bytes\\n")
            logging.warning("logged")
            print("not ended", end="", flush=True)
            return 2 * x
        def again(f):
            print(", and ended")
            print("before the callback")
            return f(1), print("after it")
    """
    with opened(starter, source) as (learner, prints):
        assert prints.text == "loading"
        assert learner.call(3) == 6
        assert (prints.lines, prints.text.endswith("\nnot ended")) == (7, True)
        heard = []
        assert learner.again(lambda _: heard.append(prints.text)) == (None, None)
        assert heard[0].endswith("before the callback")
    assert prints.text.split("\n") == [
        "loading", "called with 3", "an error", "written", "bytes", "WARNING:root:logged", "not ended, and ended",
        "before the callback", "after it",
    ]  # fmt: skip
    assert prints.lines == 9


def test_of_very_many_lines_the_first_are_kept_and_all_are_counted(starter):
    source = """
        import sys
        def many(count):
            for number in range(count):
                print("line", number)
        def long(): print("x" * 10**6)
        def parts():
            for _ in range(10**4): print("é", end="")
    """
    with opened(starter, source) as (learner, prints):
        learner.many(20_000)
        assert (prints.lines, len(prints.text)) == (20_000, MAX_PRINTED + 1)
        assert prints.text.startswith("line 0\nline 1\n")
        assert prints.text.endswith("…")
        call_many(learner.many, [(1,)] * 300)
        assert prints.lines == 20_300
    for name, letter in (("long", "x"), ("parts", "é")):
        with opened(starter, source) as (learner, prints):
            getattr(learner, name)()
            assert (prints.lines, prints.text[:MAX_PRINTED]) == (1, letter * MAX_PRINTED)


def test_what_fits_exactly_is_not_cut(forks):
    with opened(forks, f"print('x' * {MAX_PRINTED})\nprint()") as (_, prints):
        assert (prints.text, prints.lines) == ("x" * MAX_PRINTED, 2)


def test_nothing_in_it_is_obeyed_by_a_terminal_and_columns_stay(forks):
    source = r"""
        import sys
        print("a\x1b[31mb\r\u202ec")
        print("[[ 1.   2.5]\n [10.   3. ]]\t|")
        sys.stdout.buffer.write(b"\xff\xfe{}\n")
    """
    with opened(forks, source) as (_, prints):
        assert prints.text == "a [31mb  c\n[[ 1.   2.5]\n [10.   3. ]]   |\n\ufffd\ufffd{}"
        assert prints.lines == 4


def test_what_was_printed_before_a_process_is_ended_is_known(starter):
    source = """
        import os
        def loop():
            print("here")
            while True: pass
        def leave():
            for number in range(5000): print(number)
            os._exit(0)
    """
    with opened(starter, source, IMPATIENT) as (learner, prints), pytest.raises(LearnerGone, match="by the clock"):
        learner.loop()
    assert (prints.text, prints.lines) == ("here", 1)
    with opened(starter, source) as (learner, prints), pytest.raises(LearnerGone, match="ended the Python process"):
        learner.leave()
    assert prints.text.startswith("0\n1\n2\n")
    assert 2500 < prints.lines <= 5000


STREAMS = """
    import sys
    def kinds(): return [type(each.buffer).__name__ for each in (sys.stdout, sys.stderr, sys.__stdout__)]
    def facts():
        streams = sys.stdout, sys.stderr
        return [(s.encoding, s.errors, s.isatty(), s.fileno(), s.name, s.writable(), s.readable()) for s in streams]
    def attempt(text):
        try:
            return print(text)
        except UnicodeEncodeError:
            return "refused"
"""


def test_streams_are_as_always_where_nobody_is_interested(forks):
    with contextlib.closing(Session(forks, PATIENT)) as session:
        names = session.load(Program("work", (("work.py", dedent(STREAMS)),)), 0)
        learner = Learner(session, names)
        plain = [learner.facts(), learner.attempt("\ud800"), learner.attempt("\udcff"), learner.attempt("x")]
        assert learner.kinds() == 3 * ["BufferedWriter"]
    with opened(forks, STREAMS) as (learner, prints):
        assert [learner.facts(), *map(learner.attempt, ["\ud800", "\udcff", "x"])] == plain
        assert learner.kinds() == 3 * ["Stream"]
        assert prints.text.endswith("x")


def test_a_stream_that_is_closed_or_replaced_does_no_harm(forks):
    source = """
        import contextlib, io, sys
        def close(): print("closing"); sys.stdout.close(); sys.stderr.detach()
        def capture():
            with contextlib.redirect_stdout(io.StringIO()) as file: print("mine")
            return file.getvalue()
        def deep(n): print(n); return deep(n + 1)
        def fine(): return 1
    """
    with opened(forks, source) as (learner, prints):
        assert learner.capture() == "mine\n"
        with pytest.raises(RecursionError):
            learner.deep(0)
        learner.close()
        assert learner.fine() == 1
        assert prints.text.startswith("0\n1\n")


@pytest.mark.parametrize("kind", ["forks", "strict_starter", "filter_starter"])
def test_threads_may_print(kind, request):
    source = """
        import threading
        def work(f):
            for number in range(200): print(number, f(1.0))
        def both(f, count):
            threads = [threading.Thread(target=work, args=(f,)) for at in range(count)]
            [each.start() for each in threads], [each.join() for each in threads]
            return count
    """
    limits = dataclasses.replace(PATIENT, processes=4)
    with opened(request.getfixturevalue(kind), source, limits) as (learner, prints):
        assert learner.both(lambda x: x, 3) == 3
        assert prints.lines == 600


# Processes that speak the protocol badly.


def heard(*answers, request="get"):
    prints = Prints()
    with contextlib.closing(Session(Forger(answers), Limits(), prints=prints)) as session:
        return REQUESTS[request](session), prints


@pytest.mark.parametrize(
    ("message", "text", "lines"),
    [
        ({"printed": "x" * 10_000, "lines": 10**30}, "x" * (MAX_PRINTED + 1), 0),
        ({"printed": "\t" * 1000 + "|", "lines": 1}, " " * (MAX_PRINTED + 1), 1),
        ({"printed": ["x"], "lines": -1}, "", 0),
        ({"printed": 1, "lines": True}, "", 0),
        ({"printed": "\x1b[2J", "lines": "3"}, " [2J", 0),
        ({"printed": None, "value": 2, "callback": 0}, "", 0),
    ],
)
def test_what_tells_of_prints_is_no_answer_and_is_kept_as_far_as_it_can_be(message, text, lines):
    value, prints = heard((message,), (message,), ({"value": 1},))
    assert value == 1
    assert prints.text[: len(text)] == text
    assert (len(prints.text) <= MAX_PRINTED + 1, prints.lines) == (True, lines)


def test_prints_without_end_are_more_than_is_looked_at():
    def talk(channel):
        with contextlib.suppress(Exception):
            while True:
                channel.send({"printed": "x" * 100_000, "lines": 1})

    with (
        contextlib.closing(Session(Forger(talk=talk), Limits(), prints=Prints())) as session,
        pytest.raises(LearnerGone, match="far more than any answer needs") as caught,
    ):
        session.get(None, "x")
    assert caught.value.by_limit


def test_where_nobody_is_interested_it_is_an_answer_like_any_other():
    with contextlib.closing(Session(Forger([({"printed": "x", "lines": 1},)]), Limits())) as session:
        assert session.get(None, "x") is None
    with (
        contextlib.closing(Session(Forger([({"printed": "x"},)]), Limits())) as session,
        pytest.raises(LearnerGone, match=NO_ANSWER),
    ):
        session.load(Program("work", ()), 0)
