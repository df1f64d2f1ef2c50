"""The words that stand on every page, whatever was graded: headings, captions, what to click."""

from __future__ import annotations

from ...translation import say


def labels() -> dict[str, str]:
    """Each by the name that templates have for it, in the user's language."""
    return {**_of_the_class(), **_of_tables(), "which_entries": say("Which entries are wrong")}


def _of_the_class() -> dict[str, str]:
    return {
        "skip_to_mistakes": say("Skip to the most common mistakes"),
        "skip_to_class": say("Skip to the table of the class"),
        "skip_to_learners": say("Skip to the learners"),
        "skip_to_results": say("Skip to the results"),
        "on_this_page": say("On this page"),
        "teach": say("What to teach next"),
        "how_mistakes_count": say(
            "The mistakes that learners' numbers look like, the most common first. Where numbers look like any of "
            "several mistakes, each of those counts under “perhaps”."
        ),
        "no_mistake": say("No known mistake was found."),
        "the_class": say("The class"),
        "how_to_sort": say(
            "A heading sorts the table by its column, and once more the other way round. A name leads to all that is "
            "said of its work."
        ),
        "spread": say("The points on each kata"),
        "each_learner": say("Each learner"),
    }


def _of_tables() -> dict[str, str]:
    return {
        "mistakes": say("The most common mistakes"),
        "other_mistakes": say("The other mistakes"),
        "matrix": say("Points and status of each learner on each kata"),
        "mistake": say("mistake"),
        "learner": say("learner"),
        "learners": say("learners"),
        "perhaps": say("perhaps"),
        "katas": say("katas"),
        "points": say("points"),
        "passed_by": say("passed by"),
        "at_most": say("points at most"),
        "sorted_up": say("Sorted by {column}, upwards."),
        "sorted_down": say("Sorted by {column}, downwards."),
    }
