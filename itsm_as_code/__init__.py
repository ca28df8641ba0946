"""IT service management as code: services, agreements and configuration items as YAML in git."""

__version__ = "0.1.0"
