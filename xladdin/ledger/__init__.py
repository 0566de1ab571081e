"""What is owed, by whom, since when. Pure: knows no Office, no file and no clock."""
