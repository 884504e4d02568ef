"""At home in Neo4j Browser: links that open it with a query, a guide through one's own graph, a style, scripts."""
