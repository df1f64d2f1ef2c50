"""Files as text: opened once, read to a bound, decoded, notebooks taken apart; nothing is run or imported."""
