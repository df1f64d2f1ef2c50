"""What an instructor asks of a class besides its grades: one result in full, texts that are alike, who is stuck.

Each answer is plain data, made from plain data, and a text or JSON that is made from it. None is a verdict, none goes
into a grade, and no learner gets to read any.
"""
