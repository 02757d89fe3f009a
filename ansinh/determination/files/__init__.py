"""Files of facts in, files of determinations out (contract: docs/reference, `ansinh determine`). No database."""
