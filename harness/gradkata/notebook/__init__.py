"""gradkata in a notebook: katas handed out as notebooks, and judged in the session in which they are written."""
