"""Descriptions as HTML: CommonMark without HTML, without images, and with links to http, https and mailto only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

from itsm_as_code.website._text import address, cut, one_line, visible

MOST = 20_000
"""The most of a description that a page shows; some texts take a parser time beyond all measure."""

_TAGS = {"h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "a", "em", "strong", "code", "pre", "blockquote", "hr", "br"}
_ATTRIBUTES = {"a": {"href", "rel"}, "ol": {"start"}}
_END_OF_SENTENCE = re.compile(r"[.!?](?=\s|$)|[。！？]")


class _Renderer(RendererHTML):
    """Draws headings below the page's own, links that carry nothing along, and images as links."""

    def heading_open(self, tokens: Sequence[Token], index: int, *_: Any) -> str:
        return f"<h{_level(tokens[index])}>"

    def heading_close(self, tokens: Sequence[Token], index: int, *_: Any) -> str:
        return f"</h{_level(tokens[index])}>\n"

    def link_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        tokens[index].attrSet("rel", "noopener noreferrer")
        return self.renderToken(tokens, index, options, env)

    def image(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        """Nothing is fetched from anywhere, so only the words that stand for an image are shown."""
        return str(Markup("[{}]").format(self.renderInlineAsText(tokens[index].children, options, env)))


def _level(token: Token) -> int:
    return min(int(token.tag[1]) + 2, 6)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False}, renderer_cls=_Renderer)
    parser.validateLink = lambda url: bool(address(url))  # type: ignore[method-assign]  # the parser's documented way
    return parser


def markdown(text: str) -> Markup:
    """A description as HTML that is safe on any page; characters that hide are shown as codes."""
    source = visible(cut(text.replace("\r\n", "\n"), MOST))
    return Markup(visible(_clean(_parser().render(source))))  # noqa: S704 - parsed without HTML, and sanitized


def _clean(html: str) -> str:
    """Nothing but what Markdown makes: a second gate, for whatever the first one may let through one day."""
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None)


def first_sentence(text: str, most: int = 160) -> str:
    """The first sentence of a description as plain text."""
    plain = next((_plain(token) for token in _parser().parse(cut(text, 600)) if token.type == "inline"), "")
    end = _END_OF_SENTENCE.search(plain)
    return one_line(plain[: end.end()] if end else plain, most)


def _plain(token: Token) -> str:
    words = (" " if one.type in ("softbreak", "hardbreak") else one.content for one in token.children or ())
    return "".join(words)
