"""Determination on Spark; importing it needs the extra of requirements/spark.in."""

from ansinh.determination.spark.table import determine_table

__all__ = ["determine_table"]
