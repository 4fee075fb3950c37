"""Engines: where pieces are worked on. Each takes pieces and gives results in the same order."""
