"""The secretariat’s side of initiatives."""
