"""From files to files: the document of the level above, unit profiles, what is written."""
