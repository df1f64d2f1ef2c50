"""The page in a browser: what `kata site` writes, and what runs in it."""
