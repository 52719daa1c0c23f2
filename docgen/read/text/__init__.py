"""From lines to a document: the same recogniser for typed text, Word and PDF."""
