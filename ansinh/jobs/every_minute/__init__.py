"""Jobs run every minute: short ones, whose result somebody at a screen is waiting for."""
