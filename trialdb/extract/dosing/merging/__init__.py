"""When two dosages are one, and what cannot be true of one."""
