"""One file a rule: a landscape becomes findings."""
