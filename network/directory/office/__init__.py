"""The secretariat's side: what members and applicants ask of it."""
