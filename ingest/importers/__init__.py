"""Brings what users have on office holders into tables of their own: one module for each format, and what they share."""
