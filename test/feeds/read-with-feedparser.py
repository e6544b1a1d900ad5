"""Reads a feed from standard input with feedparser, and writes what it makes of the items as JSON."""

import json
import sys

import feedparser

# What comes from a feed is shown to nobody here, and must not be changed on the way.
feedparser.SANITIZE_HTML = False
feedparser.RESOLVE_RELATIVE_URIS = False

feed = feedparser.parse(sys.stdin.buffer.read())
items = [
    {
        "id": entry.get("id"),
        "title": entry.get("title"),
        "link": entry.get("link"),
        "published": entry.get("published"),
        "content": entry.content[0].value if "content" in entry else None,
        "author": entry.get("author"),
        "categories": [tag.term for tag in entry.get("tags", [])],
    }
    for entry in feed.entries
]
json.dump({"bozo": str(feed.bozo_exception) if feed.bozo else None, "items": items}, sys.stdout)
