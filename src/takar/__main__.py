"""`python -m takar` is the command `takar`."""

from takar.office.cli import main

main()
