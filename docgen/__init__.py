"""docgen: structured plan data in, correct Vietnamese administrative documents out."""

__version__ = "0.1.0"
