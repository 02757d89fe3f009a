"""Jobs run at five past every hour."""
