"""`python -m itsm_as_code` is `itsm`."""

from itsm_as_code.cli import run

if __name__ == "__main__":
    run()
