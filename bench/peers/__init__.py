"""What Dateline is measured beside: other ways to serve the same headlines."""
