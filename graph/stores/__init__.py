"""Where a graph is kept to be asked: one interface, the embedded database and Neo4j behind it, one loader for both."""
