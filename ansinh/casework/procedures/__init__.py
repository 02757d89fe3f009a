"""The procedures of the law, one table of acts a module; ``cases.procedure`` says which holds for a case."""
