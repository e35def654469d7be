"""The secretariat's side of agreement: rounds in the admin, and what can be done with them."""
