"""The door of `reports`."""

from takar.reports.actions.write_reports import Written, write_reports

__all__ = ["Written", "write_reports"]
