"""How right the names are that are given to mistakes, on a held-out set: `nox -s accuracy` writes docs/diagnosis.md."""
