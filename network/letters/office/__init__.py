"""The secretariat's side of open letters: what can be seen and done in the admin."""
