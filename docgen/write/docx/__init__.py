"""The Word writer: templates with docxtpl tags, compiled once, filled many times."""
