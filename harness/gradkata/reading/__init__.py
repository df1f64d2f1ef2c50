"""From a learner's file to the program that is loaded, with the files beside it that it imports."""
