"""What every floor shares: problems, settings, where a figure came from, the plan of a sheet."""
