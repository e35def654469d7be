"""From text to the words by which it is found, the same on every database. Pure: no ORM, no settings."""
