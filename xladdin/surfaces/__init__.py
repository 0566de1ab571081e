"""Command line, worksheet functions, ribbon, web: convert, call one use case, present."""
