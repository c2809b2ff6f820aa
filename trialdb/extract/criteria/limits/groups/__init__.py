"""Which limits of a criterion are alternatives, and which must hold together."""
