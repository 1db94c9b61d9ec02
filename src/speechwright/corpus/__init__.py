"""Makes data sets by running tasks over sources. Models arrive as functions; nothing here knows a network."""
