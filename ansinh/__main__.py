"""`python -m ansinh` is the command line."""

from ansinh.cli.main import main

main(prog_name="ansinh")
