"""The forms of the decrees: what each asks, what the registry already knows of it, and the paper it prints."""
