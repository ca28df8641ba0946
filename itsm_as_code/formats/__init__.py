"""Answers become text: one file a format."""
