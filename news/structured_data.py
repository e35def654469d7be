"""News and publications in the words of schema.org.

Pages come as ``Any``: their types are in modules that import this one.
"""

from typing import Any

from cms.core.addresses import absolute
from cms.core.structured_data import Node, compact, exact_day, moment, network, organisation, person
from network.agreement.enums import Voice
from news.enums import NewsKind

# What a kind is beside an article of news. An interview, a speech or a notice has no word of its own there.
ARTICLE_TYPES = {
    NewsKind.EVENT_REPORT: "ReportageNewsArticle",
    NewsKind.JOINT_STATEMENT: "OpinionNewsArticle",
    NewsKind.MEMBER_STATEMENT: "OpinionNewsArticle",
}


def news_article(page: Any, address: str) -> Node:
    """Describe a news item; the day only if it is known exactly, the author as the line under the title says."""
    return compact(
        {
            "@type": ["NewsArticle", ARTICLE_TYPES[page.kind]] if page.kind in ARTICLE_TYPES else "NewsArticle",
            "@id": address,
            "url": address,
            "mainEntityOfPage": address,
            "headline": page.title,
            "alternativeHeadline": page.official_title if page.official_title != page.title else "",
            "description": page.summary,
            "inLanguage": page.language,
            "articleSection": page.get_kind_display(),
            "datePublished": exact_day(page.date),
            "dateModified": moment(page.last_published_at),
            "author": author(page),
            "publisher": network(),
            "locationCreated": {"@type": "Place", "name": page.place_line} if page.place_line else None,
            "temporalCoverage": exact_day(page.event_date),
            "mentions": mentioned(page),
            "keywords": [block.value for block in page.hashtags],
        }
    )


def author(page: Any) -> Node:
    """Return whose text it is: one member's, or the Network's (its members' or its secretariat's)."""
    if page.voice == Voice.MEMBER and page.published_by:
        member = page.published_by
        if member.person_id:
            return person(member.name)
        return organisation(member.name, address=member.organisation.website)
    return network()


def mentioned(page: Any) -> list[Node]:
    """Return the people of a text with role and organisation as they were then."""
    return [
        person(
            str(block.value["person"]),
            role=block.value["role"],
            employer=str(block.value["organisation"] or ""),
        )
        for block in page.people
        if block.value["person"]
    ]


def report(page: Any, address: str) -> Node:
    """Describe a publication: by whom, when, in what language, in which files."""
    return compact(
        {
            "@type": "Report",
            "@id": f"{address}#report",
            "url": address,
            "name": page.official_title or page.title,
            "abstract": page.summary,
            "inLanguage": page.language_of_text if page.language_of_text in ("ka", "en") else "",
            "datePublished": str(page.year) if page.year else "",
            "author": [_publication_author(block) for block in page.authors if block.value],
            "publisher": organisation(str(page.publisher), address=page.publisher.website) if page.publisher else None,
            "isPartOf": {"@type": "CreativeWorkSeries", "name": page.series} if page.series else None,
            "encoding": [
                compact(
                    {
                        "@type": "MediaObject",
                        "name": block.value["document"].title,
                        "contentUrl": absolute(block.value["document"].url),
                        "encodingFormat": block.value["document"].content_type,
                    }
                )
                for block in page.files
                if block.value["document"]
            ],
        }
    )


def _publication_author(block: Any) -> Node:
    match block.block_type:
        case "organisation":
            return organisation(str(block.value), address=block.value.website)
        case "person":
            return person(str(block.value))
    return person(block.value["name"])
