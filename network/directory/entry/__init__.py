"""How members propose changes to their own entries."""
