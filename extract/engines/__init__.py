"""Engines: where pieces become results. Each gives results in the order of the pieces."""
