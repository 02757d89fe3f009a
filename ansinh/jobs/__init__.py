"""Work without anybody at the screen. The folder a job lies in is its schedule: hourly/, nightly/, monthly/."""
