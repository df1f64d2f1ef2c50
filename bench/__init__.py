"""What gradkata costs, beside other graders, on the same submissions: `nox -s bench` writes docs/benchmarks.md."""
