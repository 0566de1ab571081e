"""Live reports: formulas that follow her lists, through one hidden sheet of row formulas."""
