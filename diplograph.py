"""diplograph."""


def main() -> None:
    """Run."""
