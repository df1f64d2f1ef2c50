"""The page of `kata site` on this machine, with a learner's own files behind it, so that browser and editor agree."""
