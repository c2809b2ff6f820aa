"""How a text is read: sentences, the facts in each, and which fact belongs to which dose."""
