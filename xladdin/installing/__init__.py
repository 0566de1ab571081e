"""The add-in on a computer: where Excel looks for it, what it needs beside it, what keeps it from loading."""
