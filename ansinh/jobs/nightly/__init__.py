"""Jobs run at two in the morning, Vietnamese time."""
