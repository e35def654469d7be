"""Speed, measured on this machine in one run (`make bench`). Nothing here is part of the test suite."""
