"""One file a rule about a branch: what needs both sides of a change, and is told by `itsm plan`."""
