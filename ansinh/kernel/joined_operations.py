"""Operations of migrations that spare drawing up all models anew: tables made whole, and Python that needs none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel, RunPython
from django.db.migrations.operations.base import Operation


def joined(app_label: str, operations: Sequence[Operation]) -> list[Operation]:
    """The same change in fewer steps.

    After each step Django draws up anew every model that has to do with the changed one. With a step for every
    constraint that was most of the time of making a database. What follows a field that was added to the table, or
    anything but tables, fields and constraints, stays where it is.
    """
    made: list[Operation] = []
    tables: dict[str, int] = {}
    for operation in operations:
        if isinstance(operation, AddConstraint | AddIndex) and operation.model_name_lower in tables:
            place = tables[operation.model_name_lower]
            made[place : place + 1] = _one(made[place].reduce(operation, app_label))
            continue
        if isinstance(operation, CreateModel):
            tables[operation.name_lower] = len(made)
        elif isinstance(operation, AddField):
            tables.pop(operation.model_name_lower, None)
        elif not isinstance(operation, AddConstraint | AddIndex):
            tables.clear()
        made.append(operation)
    return made


def _one(reduced: bool | list[Operation]) -> list[Operation]:
    if isinstance(reduced, bool) or len(reduced) != 1:
        raise TypeError("a table did not take in its constraint")
    return reduced


class RunWithoutModels(RunPython):
    """Python that asks the database alone. Its first argument is None: the models of that moment are not drawn up."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Run it."""
        self.code(None, schema_editor)  # type: ignore[arg-type]  # takes it and looks away
