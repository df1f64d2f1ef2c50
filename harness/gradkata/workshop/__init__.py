"""A room that works live: learners hand in from a page or a terminal, and a teacher's board shows where they are stuck.

What is handed in is written down before it is answered, waits in a queue that is fair by learner, and is judged by
grader processes beside the server. The results are a gradebook's; `records` keeps what a room has besides.
"""
