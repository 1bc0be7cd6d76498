"""``python -m xingtan.config.cli_main``: the command line without an installed script."""

from xingtan.config.cli import main

if __name__ == "__main__":
    main()
