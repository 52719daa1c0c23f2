"""Findings for people (text), for programs (JSON, SARIF) and as comments in the Word file."""
