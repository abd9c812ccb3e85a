"""What can be done to the bank, one verb a file."""
