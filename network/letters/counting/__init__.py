"""Who has which number, how many they are, and what has to be forgotten."""
