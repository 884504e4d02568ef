"""The ways to load the graph: ours, two libraries' and a bare loop of UNWIND CREATE without any checks (the limit).

Each gets plain nodes and edges and makes its own objects from them, which counts.
"""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import Any, TypeVar

import neo4j
from generate import PlainEdge, PlainNode

Item = TypeVar("Item")
BATCH = 5000


def batches(items: Sequence[Item] | Iterator[Item], size: int = BATCH) -> Iterator[list[Item]]:
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch


def load_ours(uri: str, password: str, nodes: list[PlainNode], edges: list[PlainEdge]) -> None:
    from graph.rows import Edge, Node
    from graph.stores.load import load
    from graph.stores.neo4j import open_neo4j

    store = open_neo4j(uri, user="neo4j", password=password)

    def rows() -> Iterator[Any]:
        for node in nodes:
            yield Node(node.label, node.id, node.properties)
        for edge in edges:
            yield Edge(edge.type, edge.id, edge.start, edge.start_label, edge.end, edge.end_label, edge.properties)

    try:
        load(rows(), store)
    finally:
        store.close()


def load_bare(uri: str, password: str, nodes: list[PlainNode], edges: list[PlainEdge]) -> None:
    with neo4j.GraphDatabase.driver(uri, auth=("neo4j", password)) as driver:
        for label in {node.label for node in nodes}:
            driver.execute_query(
                f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE", database_="neo4j"
            )
        driver.execute_query("CALL db.awaitIndexes(300)", database_="neo4j")
        for label, group in groupby(nodes, key=lambda node: node.label):
            for batch in batches(group):
                rows = [{**node.properties, "id": node.id} for node in batch]
                cypher = f"UNWIND $rows AS row CREATE (n:{label}) SET n = row"
                driver.execute_query(cypher, rows=rows, database_="neo4j")
        for (kind, start, end), group in groupby(edges, key=lambda edge: (edge.type, edge.start_label, edge.end_label)):
            for batch in batches(group):
                rows = [[edge.start, edge.end, {**edge.properties, "id": edge.id}] for edge in batch]
                cypher = (
                    f"UNWIND $rows AS row MATCH (a:{start} {{id: row[0]}}) MATCH (b:{end} {{id: row[1]}}) "
                    f"CREATE (a)-[r:{kind}]->(b) SET r = row[2]"
                )
                driver.execute_query(cypher, rows=rows, database_="neo4j")


def load_graphrag(uri: str, password: str, nodes: list[PlainNode], edges: list[PlainEdge]) -> None:
    from neo4j_graphrag.components.kg_writer import Neo4jWriter
    from neo4j_graphrag.components.types import Neo4jGraph, Neo4jNode, Neo4jRelationship

    graph = Neo4jGraph(
        nodes=[
            Neo4jNode(id=node.id, label=node.label, properties={**node.properties, "id": node.id}) for node in nodes
        ],
        relationships=[
            Neo4jRelationship(
                start_node_id=edge.start,
                end_node_id=edge.end,
                type=edge.type,
                properties={**edge.properties, "id": edge.id},
            )
            for edge in edges
        ],
    )
    with neo4j.GraphDatabase.driver(uri, auth=("neo4j", password)) as driver:
        writer = Neo4jWriter(driver=driver, neo4j_database="neo4j", batch_size=BATCH)
        asyncio.run(writer.run(graph))


def load_langchain(uri: str, password: str, nodes: list[PlainNode], edges: list[PlainEdge]) -> None:
    from langchain_neo4j import Neo4jGraph
    from langchain_neo4j.graphs.graph_document import GraphDocument, Node, Relationship

    documents = [
        GraphDocument(
            nodes=[Node(id=node.id, type=node.label, properties={**node.properties, "id": node.id}) for node in batch],
            relationships=[],
        )
        for batch in batches(nodes)
    ]
    documents += [
        GraphDocument(
            nodes=[],
            relationships=[
                Relationship(
                    source=Node(id=edge.start, type=edge.start_label),
                    target=Node(id=edge.end, type=edge.end_label),
                    type=edge.type,
                    properties={**edge.properties, "id": edge.id},
                )
                for edge in batch
            ],
        )
        for batch in batches(edges)
    ]
    graph = Neo4jGraph(url=uri, username="neo4j", password=password, database="neo4j", refresh_schema=False)
    graph.add_graph_documents(documents, baseEntityLabel=True)
    graph.close()


WAYS = {"ours": load_ours, "bare": load_bare, "neo4j-graphrag": load_graphrag, "langchain-neo4j": load_langchain}
warnings.filterwarnings("ignore", category=DeprecationWarning)
