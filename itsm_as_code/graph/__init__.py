"""Catalog becomes landscape: dependencies, failure and its reasons; the only room that knows networkx."""
