"""The report: one page that shows what a run found, with nothing else needed to open it."""
