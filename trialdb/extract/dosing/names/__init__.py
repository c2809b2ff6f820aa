"""Which drug: what a name is made of, where it ends, and when two names mean the same."""
