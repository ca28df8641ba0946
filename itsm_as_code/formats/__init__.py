"""Answers become text: one file a format, one function in it for each answer it can write."""
