"""Determination on Spark; importing it needs the extra of requirements/spark.in."""
