"""`python -m takar`"""

from takar.office.cli import main

main()
