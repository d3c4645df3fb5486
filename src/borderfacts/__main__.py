"""Run the command line as ``python -m borderfacts``."""

from borderfacts.cli import main

if __name__ == "__main__":
    main()
