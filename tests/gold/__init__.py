"""Gold annotations of the project's own documents, and the test that holds them well-formed."""
