"""Speed, measured: loads of any size against the floor, queries, and the readers of free text."""
