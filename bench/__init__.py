"""What the program costs, measured: `make bench`. Times are told only as ratios to a floor taken in the same run."""
