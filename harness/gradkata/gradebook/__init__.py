"""The gradebook of a class: one SQLite file with every attempt that was graded, so that none is lost or made twice.

The book has one seed, that of its first grading, so that all learners of a course are asked the same; a grading that
names another one is kept beside it. An attempt serves a later grading if nothing that counts has changed: the learner's
text and what it imports, the suite and all that judges, the seed, the limits, the isolation.
"""
