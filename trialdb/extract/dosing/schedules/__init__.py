"""When: how often, on which days of which cycle, for how long."""
