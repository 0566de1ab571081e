"""Use cases over the BookHost port."""
