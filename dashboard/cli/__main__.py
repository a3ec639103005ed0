"""`python -m dashboard.cli`, where the console command is not on the path."""

from dashboard.cli import main


main()
