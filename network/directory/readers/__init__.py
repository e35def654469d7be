"""What everybody reads of the members: the list, the map, one page a member."""
