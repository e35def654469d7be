"""A letter as PDF, tables and sealed files."""
