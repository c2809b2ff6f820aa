"""Numbers that a criterion asks for: values with their units, what they measure, and which of them hold together."""
