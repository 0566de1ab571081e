"""Text sources of Recouvrement.xlam and its builder."""
