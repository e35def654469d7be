"""How a member leaves the Network."""
