"""Katas from the recurrent network to the transformer, for gradkata."""
