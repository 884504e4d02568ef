"""Reading: formats, encodings, where a document's data come from, and what cannot be read."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import InputError, ReadError
from graph.model import Document
from ingest.readers import read_paths

TEXT = (
    "VALLETTA, Sept. 16 (Reuters) – The foreign ministers of Malta and Iceland met on Saturday for three hours.\n\n"
    "They spoke about fish, and about the weather, and agreed to meet again when both had improved.\n"
)


def read(*paths: str | Path, published: str | None = None) -> list[Document]:
    return list(read_paths(paths, published=published))


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "windows-1252", "crlf"],
)
def test_encodings_give_one_text(tmp_path: Path, encode: Callable[[str], bytes]) -> None:
    document = read(write(tmp_path / "a.txt", encode(TEXT)))[0]
    assert document.text == TEXT
    assert document.name == "a"


def test_front_matter_goes_before_everything(tmp_path: Path) -> None:
    write(tmp_path / "MANIFEST.csv", "file,title,publisher,published,url\na.txt,Manifest,Paper,2020-01-02,\n")
    write(tmp_path / "a.txt", f"---\ntitle: Fish\ndate: 2023-09-17\n---\n{TEXT}")
    document = read(tmp_path)[0]
    assert document.title == "Fish"
    assert (document.published, document.published_from) == ("2023-09-17", "front matter")
    assert document.publisher == "Paper"
    assert document.text == TEXT


def test_manifest_describes_the_files_beside_it(tmp_path: Path) -> None:
    write(
        tmp_path / "MANIFEST.csv",
        "file,title,publisher,published,url\na.txt,Fish talks,Paper,2023-09-16,https://example.org/a\n",
    )
    document = read(write(tmp_path / "a.txt", TEXT))[0]
    assert (document.title, document.publisher, document.published) == ("Fish talks", "Paper", "2023-09-16")
    assert (document.url, document.published_from) == ("https://example.org/a", "manifest")


def test_manifest_with_other_columns_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "MANIFEST.csv", "name,title\na.txt,Fish\n")
    write(tmp_path / "a.txt", TEXT)
    with pytest.raises(ReadError, match=r"MANIFEST\.csv, line 1: its columns should be file,title"):
        read(tmp_path)


def test_closing_credit_gives_publisher_and_day(tmp_path: Path) -> None:
    text = TEXT.partition("– ")[2] + "\nThe Island Gazette, September 17, 2023\n"
    document = read(write(tmp_path / "a.txt", text))[0]
    assert (document.publisher, document.published, document.published_from) == (
        "The Island Gazette",
        "2023-09-17",
        "credit",
    )


def test_dateline_gives_the_day_and_the_batch_its_year(tmp_path: Path) -> None:
    document = read(write(tmp_path / "a.txt", TEXT), published="2023")[0]
    assert (document.published, document.published_from, document.publisher) == ("2023-09-16", "dateline", "Reuters")


def test_published_is_for_documents_without_a_date(tmp_path: Path) -> None:
    plain = TEXT.partition("– ")[2]
    write(tmp_path / "a.txt", plain)
    write(tmp_path / "b.txt", f"---\npublished: 2021-05-06\n---\n{plain}")
    assert [(d.published, d.published_from) for d in read(tmp_path, published="2023-09")] == [
        ("2023-09", "option"),
        ("2021-05-06", "front matter"),
    ]


def test_html_gives_the_article_and_its_data(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n"))
    page = (
        '<html lang="en"><head><title>Fish talks in Valletta</title><meta property="og:site_name" content="Paper">'
        '<meta property="article:published_time" content="2023-09-16T10:00:00Z">'
        '<link rel="canonical" href="https://example.org/fish"></head><body><nav><a href="/">Home</a> Subscribe now</nav>'
        f"<article><h1>Fish talks in Valletta</h1>{paragraphs * 3}</article><footer>All rights</footer></body></html>"
    )
    document = read(write(tmp_path / "fish.html", page))[0]
    assert "met on Saturday for three hours" in document.text
    assert "Subscribe" not in document.text
    assert (document.publisher, document.published, document.url) == ("Paper", "2023-09-16", "https://example.org/fish")
    assert document.title == "Fish talks in Valletta"


def test_html_without_an_article_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no article text"):
        read(write(tmp_path / "a.html", "<html><body></body></html>"))


def test_jsonl_rows_are_documents_and_a_bad_row_is_one_error(tmp_path: Path) -> None:
    rows = [
        {"doc": "one", "text": TEXT, "published": "2023-09", "url": "https://example.org/1"},
        {"txt": "?"},
        {"text": TEXT + "More."},
    ]
    file = write(tmp_path / "in.jsonl", "\n".join(map(json.dumps, rows)) + "\nno json\n")
    errors: list[ReadError] = []
    found = list(read_paths([file], on_error=errors.append))
    assert [document.name for document in found] == ["one", "in-3"]
    assert found[0].url == "https://example.org/1"
    assert [str(error).partition(": ")[0] for error in errors] == [f"{file}, line 2", f"{file}, line 4"]


def test_line_separators_inside_a_row_do_not_split_it(tmp_path: Path) -> None:
    row = json.dumps({"doc": "one", "text": TEXT + "A\u2028B\x85C"}, ensure_ascii=False)
    assert read(write(tmp_path / "in.jsonl", row + "\n"))[0].name == "one"


def test_bad_files_are_one_line_each_and_the_others_go_on(tmp_path: Path) -> None:
    write(tmp_path / "blob.txt", b"\x00\x01\x02")
    write(tmp_path / "empty.txt", "  \n")
    write(
        tmp_path / "german.txt",
        "Die Außenminister von Malta und Island trafen sich am Samstag für drei Stunden in Valletta und sprachen dort über Fische und das Wetter, wie das Ministerium mitteilte.",
    )
    write(tmp_path / "good.txt", TEXT)
    write(tmp_path / "when.txt", f"---\npublished: yesterday\n---\n{TEXT}")
    errors: list[ReadError] = []
    found = list(read_paths([tmp_path, tmp_path / "none.txt", str(tmp_path / "*.csv")], on_error=errors.append))
    assert [document.name for document in found] == ["good"]
    said = [str(error) for error in errors]
    parts = ("no text file", "no text in it", "not English", "is no date", "no such file", "no file matches")
    assert len(said) == len(parts)
    for line, part in zip(said, parts, strict=True):
        assert part in line
        assert "\n" not in line


def test_without_a_handler_the_first_error_is_raised(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "none.txt")


def test_folders_are_read_with_what_is_below_and_globs_by_name(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", TEXT)
    write(tmp_path / "sub" / "a.txt", TEXT + "Again.")
    write(tmp_path / "notes.csv", "x\n")
    assert [document.name for document in read(tmp_path)] == ["b", "a"]
    assert [document.name for document in read(str(tmp_path / "**" / "a*"))] == ["a"]


def test_two_documents_of_one_name_are_an_error_that_names_both(tmp_path: Path) -> None:
    first, second = write(tmp_path / "x" / "a.txt", TEXT), write(tmp_path / "y" / "a.txt", TEXT + "Again.")
    with pytest.raises(InputError) as caught:
        read(tmp_path)
    assert str(first) in str(caught.value)
    assert str(second) in str(caught.value)


@pytest.mark.parametrize(
    ("content", "name"),
    [(TEXT, "stdin"), (json.dumps({"doc": "row", "text": TEXT}) + "\n", "row")],
    ids=["text", "jsonl"],
)
def test_standard_input_is_text_or_json_lines(monkeypatch: pytest.MonkeyPatch, content: str, name: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode()), encoding="utf-8"))
    assert [(document.name, document.text) for document in read("-")] == [(name, TEXT)]
