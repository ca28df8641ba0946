"""Importers: other tools' files become documents; one file a foreign format."""
