"""What runs where a package is unpacked: one submission is graded, and a result is written whatever happens."""
