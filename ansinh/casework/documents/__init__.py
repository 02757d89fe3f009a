"""Official documents: what stands in them (content), who issues them, on what ground, and how they are set."""
