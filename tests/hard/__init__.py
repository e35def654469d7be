"""What takes too long, or is too rough, for every run of the tests: `make test-hard`."""
