"""Exporters: a landscape becomes other tools' files; one file a foreign format."""
