"""What waits for one user, in words and with the page where he does it. The facts come from the contexts' duties."""
