"""What can be done with blueprints and forms, one verb a file."""
