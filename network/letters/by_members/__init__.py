"""Members sign by their mandate."""
