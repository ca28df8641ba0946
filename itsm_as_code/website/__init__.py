"""Pages: a landscape becomes the files of the service catalogue website."""
