"""What the driver's errors mean to a user: one line that says what, where and the way out."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import dataclass

from neo4j import exceptions

from graph.errors import StoreError
from graph.stores.base import ClashError, TooLargeError, TransientStoreError, UncertainCommitError

# Older ones cannot be told to keep their warnings to themselves, and the driver refuses them for it.
_OLDEST = "5.7"
_MEMORY_CODES = ("MemoryPoolOutOfMemoryError", "TransactionOutOfMemoryError", "OutOfMemoryError", "StackOverFlowError")
_READ_ONLY_CODES = ("ForbiddenOnReadOnlyDatabase", "WriteOnReadOnlyAccessDatabase", "ReadOnly")
# The server says so little when its disk is full that it can only be guessed.
_FAILED_WRITES = ("TransactionCommitFailed", "TransactionLogError", "TransactionStartFailed", "DatabaseUnavailable")


@dataclass(frozen=True, slots=True)
class Place:
    """Which database of which server an error came from, and who asked."""

    uri: str
    user: str
    database: str | None

    def __str__(self) -> str:
        return f"{self.uri} (database {self.database})" if self.database else self.uri


def translate(error: exceptions.Neo4jError | exceptions.DriverError, place: Place) -> StoreError:
    """Return an error of the driver as one of ours."""
    if isinstance(error, exceptions.Neo4jError):
        return _translate_answer(error, place)
    if isinstance(error, exceptions.IncompleteCommit):
        return UncertainCommitError(f"the connection to {place} broke while it was committing; run this again")
    if isinstance(error, exceptions.ConfigurationError):
        return StoreError(
            f"what answers at {place.uri} is no Neo4j server of version {_OLDEST} or newer; correct the address (its "
            "port is usually 7687), or use a newer server"
        )
    if isinstance(error, exceptions.ServiceUnavailable | exceptions.SessionExpired):
        return _translate_silence(list(_causes(error)), place)
    return StoreError(f"{place}: {_first_line(error)}")


def _translate_silence(causes: list[BaseException], place: Place) -> StoreError:
    if any("looks like HTTP" in str(each) for each in causes):
        return StoreError(
            f"what answers at {place.uri} speaks HTTP, as Neo4j Browser does; the server itself is at another port, "
            "usually 7687"
        )
    for each in causes:
        if isinstance(each, ssl.SSLCertVerificationError):
            return StoreError(
                f"the certificate of {place.uri} is not trusted ({each.verify_message}); name its file by "
                "SSL_CERT_FILE, or write +ssc instead of +s to trust any"
            )
        if isinstance(each, ssl.SSLError):
            return StoreError(
                f"no encrypted connection to {place.uri} ({each.reason}); if that server does not encrypt, write the "
                "address without +s or +ssc"
            )
    return StoreError(
        f"no Neo4j server answers at {place}; start it, or correct the address (its port is usually 7687), and run "
        "this again"
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what it came from; routing gathers those of several servers."""
    yield error
    for each in (*getattr(error, "exceptions", ()), error.__cause__):
        if each is not None:
            yield from _causes(each)


def _translate_answer(error: exceptions.Neo4jError, place: Place) -> StoreError:
    code = error.code or ""
    said = _first_line(error)
    if code.endswith("AuthenticationRateLimit"):
        return StoreError(
            f"{place} has seen too many wrong passwords of {place.user!r}; wait some seconds, and try again"
        )
    if code.endswith("CredentialsExpired"):
        return StoreError(
            f"the password of {place.user!r} at {place.uri} must be changed before its first use; log in to Neo4j Browser "
            "to do so"
        )
    if isinstance(error, exceptions.AuthError):
        return StoreError(f"{place} does not let the user {place.user!r} in: wrong name or password")
    if code.endswith("DatabaseNotFound"):
        return StoreError(f"the server at {place.uri} has no database {place.database!r}; --database names another")
    if code.endswith(_MEMORY_CODES):
        return TooLargeError(f"{place} has not enough memory for this write: {said}")
    if code.endswith("EntityNotFound"):
        return TransientStoreError(f"{place}: {said}")
    if code.endswith("ConstraintValidationFailed"):
        return ClashError(f"{place}: {said}")
    if code.endswith(_READ_ONLY_CODES):
        return StoreError(f"{place} can only be read: {said}")
    if code.endswith("AccessMode"):
        return StoreError("this statement writes, and a graph is only read here")
    if code.startswith("Neo.ClientError.Security"):
        return StoreError(
            f"{place} forbids this to the user {place.user!r}, so get the right or name another with --user: {said}"
        )
    if code.endswith(_FAILED_WRITES):
        return StoreError(
            f"{place} could not write ({said}); see its log, and whether its disk is full, and run this again"
        )
    return StoreError(f"{place}: {said}")


def _first_line(error: Exception) -> str:
    """Return the first line of what an error says."""
    message = getattr(error, "message", None) or str(error)
    return str(message).strip().split("\n", 1)[0]
