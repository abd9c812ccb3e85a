"""What an organiser weighs before a round is opened. Pure."""
