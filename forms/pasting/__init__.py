"""The steps by which a pasted table is understood: what its columns are, which rows its lines become."""
