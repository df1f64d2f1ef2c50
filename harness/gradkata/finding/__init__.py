"""From a path to each learner's file for each kata: folders, names as platforms make them, names to show."""
