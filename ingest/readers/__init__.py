"""From files to documents: plain text, HTML, JSON Lines; files, folders, globs and standard input.

    read_paths(["reports/", "extra/*.html", "-"], published="2023-06-19")  ->  Document, Document, …

What a file lacks is looked for in this order: its own fields or front matter, the folder's MANIFEST.csv, HTML metadata,
the dateline, a closing credit, and last what the user gave for the batch.
"""

from ingest.readers.paths import read_paths

__all__ = ["read_paths"]
