"""Organisations and people sign by mail."""
