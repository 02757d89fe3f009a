"""`python -m ansinh` is the command line."""

from ansinh.cli.main import main

if __name__ == "__main__":
    main(prog_name="ansinh")
