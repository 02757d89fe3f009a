"""Jobs run on the first day of a month at three in the morning, Vietnamese time."""
