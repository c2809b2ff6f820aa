"""How much: amounts with their units, what they are per, and the numbers that are no dose."""
