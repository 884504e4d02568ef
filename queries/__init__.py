"""What can be asked: a `.cypher` file for each question, and the catalogue that reads, checks and runs them."""
