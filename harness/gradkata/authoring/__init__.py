"""New katas and new packs: an example that holds, for its author to replace. See docs/author.md."""
