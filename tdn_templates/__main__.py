"""`python -m tdn_templates` is `tdn`."""

from tdn_templates.cli.main import main

if __name__ == "__main__":
    main()
