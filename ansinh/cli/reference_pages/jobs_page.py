"""Scheduled jobs."""

from __future__ import annotations

from ansinh.cli.reference_pages.markdown import code, page, table
from ansinh.jobs.schedule import jobs


def jobs_page() -> str:
    """One row a job."""
    rows = [(code(job.name), job.when, job.description) for job in jobs()]
    return page("Việc theo lịch", table(["Việc", "Khi nào", "Làm gì"], rows))
