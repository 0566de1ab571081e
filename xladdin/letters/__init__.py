"""Notices to Word letters; the only importer of docxtpl."""
