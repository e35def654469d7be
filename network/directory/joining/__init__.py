"""How one applies to join the Network, and how an application becomes a membership."""
