"""The errors that diplograph raises for its users; the command line shows each as one line.

DiplographError
├── InputError            a file, folder, table or argument cannot be used as it stands
│   ├── ReadError         a document cannot be read: missing, empty, not text, not English
│   └── TableError        a row of a reference table or of a user's table is wrong
├── DateError             a phrase names a day that does not exist
├── GraphError            a graph directory is missing, newer than this program or damaged
├── ModelError            a language pipeline is missing or cannot do what is asked
├── QueryError            a query is unknown, lacks a parameter, writes, or names nobody known
└── StoreError            a database cannot be opened, reached or trusted
    └── LoadError         what was sent and what the database holds differ
"""

from __future__ import annotations


class DiplographError(Exception):
    """Base of all errors whose message is meant for the user: what, where, the way out."""


class InputError(DiplographError):
    """A file, folder, table or argument cannot be used as it stands."""


class ReadError(InputError):
    """A document cannot be read: missing, empty, not text, not English."""


class TableError(InputError):
    """A row of a reference table or of a user's table is wrong."""


class DateError(DiplographError):
    """A phrase names a day that does not exist."""


class GraphError(DiplographError):
    """A graph directory is missing, newer than this program or damaged."""


class ModelError(DiplographError):
    """A language pipeline is missing or cannot do what is asked."""


class QueryError(DiplographError):
    """A query is unknown, lacks a parameter, writes, or names nobody known."""


class StoreError(DiplographError):
    """A database cannot be opened, reached or trusted."""


class LoadError(StoreError):
    """What was sent and what the database holds differ."""
