"""Reports to sheet plans, and plans to finished sheets by the one renderer."""
