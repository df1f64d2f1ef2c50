"""A watch: what a learner saves is checked at once, and keys are answered meanwhile."""
