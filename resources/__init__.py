"""Data the program ships with: texts, tables, style sheet, icons."""
