"""Mending what was found: the changes of the fixes, made in a copy and proven."""
