"""The law of social assistance for OpenFisca-Core (AGPL-3.0): for checking and measuring only, see ../README.md."""
