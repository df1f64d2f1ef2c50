"""What a learner is handed in place of the references: their answers, and those of known mistakes, on a tape."""

NAME = "answers.tape"  # of the file, in the folder where the hidden half of a kata would be
