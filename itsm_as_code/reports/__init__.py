"""Reports: a landscape and measurements become what managers and auditors ask for."""
