"""Katas as a page: Python runs in the browser, and so does the harness."""
