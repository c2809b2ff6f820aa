"""Loads that are disturbed, and whether the next one makes up for it; long, run by hand."""
