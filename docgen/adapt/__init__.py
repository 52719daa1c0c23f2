"""From the document of the level above to the unit's own: by rules, every change traced (law 4)."""
