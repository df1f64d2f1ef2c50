"""Work handed in to a room, where somebody else's machine judges it: what a terminal and a notebook ask it over HTTP.

The room may be anything that answers at an address. Whatever it says has a bound and a shape, which is checked, and no
sign in it that a terminal obeys.
"""
