"""An Sinh: the software with which a province runs its social assistance."""
