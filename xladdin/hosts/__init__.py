"""BookHost on a file, on a live Excel, on a web payload."""
