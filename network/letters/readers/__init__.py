"""What readers see of letters."""
