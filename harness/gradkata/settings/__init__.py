"""Files of settings that people write: read, checked, and what is wrong with them said with its line."""
