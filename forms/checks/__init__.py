"""What a reviewer would send back: one function a code, one family a file, `register.RULES` the one register."""
