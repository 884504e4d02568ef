"""Rows -> files for other programs, one format a module, each written aside and then put in its place."""

from __future__ import annotations

from graph.exports.formats import FORMATS, export

__all__ = ["FORMATS", "export"]
