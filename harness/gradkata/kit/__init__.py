"""What a learner is handed in place of the references: their answers, and those of known mistakes, on a tape."""
