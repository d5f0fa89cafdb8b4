"""What is set aside and what stays, on invented pages and invented articles."""

from __future__ import annotations

import pytest

from briefer.schema import Article
from briefer.sources.read import from_text

LEAD = (
    "The harbor council of Eastmere voted on Monday to close the old pier, "
    "saying that repairs would cost more than the town earns in a year."
)
NEXT = (
    "Mayor Ina Holm told residents that the pier would stay open for walkers "
    "until the end of the summer season."
)
LAST = (
    "Fishing boats from Eastmere will move to the new dock, and the council expects "
    "repairs to the harbor wall to start in spring."
)


def page(*lines: str) -> Article:
    return from_text("\n".join(lines))


def reasons(article: Article) -> dict[str, str]:
    return {one.text: one.reason for one in article.set_aside}


BOILERPLATE = [
    # requests to share and follow
    ("Share this @eastmeregazette.example", "share"),
    ("Share on Facebook", "share"),
    ("Share this story with your friends", "share"),
    ("Facebook Twitter WhatsApp Email", "share"),
    ("Tweet | Share | Print", "share"),
    ("Follow us on Telegram", "share"),
    ("Follow @eastmere on X for updates", "share"),
    ("Artikel teilen", "share"),
    ("Auf Facebook teilen", "share"),
    ("Partager cet article", "share"),
    ("Comparte esta noticia", "share"),
    ("Поділитися", "share"),
    ("Підписуйтесь на наш Telegram-канал", "share"),
    # requests to subscribe, comment, consent, call
    ("Sign up for our free daily newsletter.", "prompt"),
    ("Subscribe to continue reading", "prompt"),
    ("Get our best stories in your inbox every morning.", "prompt"),
    ("Already a subscriber? Log in", "prompt"),
    ("Click here to download the Gazette app", "prompt"),
    ("This article is only available to subscribers.", "prompt"),
    ("Leave a Comment", "prompt"),
    ("Leave a reply", "prompt"),
    ("12 comments", "prompt"),
    ("Comments (3)", "prompt"),
    ("Be the first to comment", "prompt"),
    ("Join the conversation", "prompt"),
    ("Kommentar schreiben", "prompt"),
    ("Laisser un commentaire", "prompt"),
    ("Deja un comentario", "prompt"),
    ("Залишити коментар", "prompt"),
    ("Melden Sie sich für unseren Newsletter an", "prompt"),
    ("Abonnez-vous à notre lettre", "prompt"),
    ("Suscríbete a nuestro boletín", "prompt"),
    ("We use cookies to improve your experience.", "prompt"),
    ("By continuing to use this site you agree to our terms.", "prompt"),
    ("Listen to this article", "prompt"),
    ("Do you have a story to tell? Write to the newsroom.", "prompt"),
    # advertising and the ways around the page
    ("Advertisement", "advertisement"),
    ("ADVERTISEMENT", "advertisement"),
    ("Anzeige", "advertisement"),
    ("Реклама", "advertisement"),
    ("Story continues below advertisement", "advertisement"),
    ("Skip to main content", "navigation"),
    ("Home > News > Eastmere", "navigation"),
    ("News | Sport | Weather | Culture", "navigation"),
    ("Tags: harbor, council, Eastmere", "navigation"),
    ("4 min read", "navigation"),
    ("___", "navigation"),
    ("FOR IMMEDIATE RELEASE", "navigation"),
    ("Last updated 2 hours ago", "date"),
    ("Do you work at the harbor? Contact us securely.", "prompt"),
    ("Follow the Gazette's coverage of the harbor", "share"),
    # notices and credit lines
    ("© 2025 Eastmere Gazette. All rights reserved.", "notice"),
    ("Gazeta Portowa. WSZELKIE PRAWA ZASTRZEŻONE", "notice"),
    ("Copyright 2024 Northern Media Ltd.", "notice"),
    ("(c) 2023 Gazette Group", "notice"),
    ("Alle Rechte vorbehalten", "notice"),
    ("This material may not be published, broadcast or redistributed.", "notice"),
    ("Privacy Policy | Terms of Use", "notice"),
    ("Privacy | Terms", "notice"),
    ("The views expressed in this article are the author's own.", "notice"),
    ("Reporting by Ada Lund in Eastmere; editing by Tom Reyes", "credit"),
    ("The Associated Press contributed to this report.", "credit"),
    # pictures
    ("The old pier at dusk. (Jo Park/Getty Images)", "caption"),
    ("Ina Holm speaks in Eastmere on Sept. 2, 2025. (AP Photo/Lee Quist)", "caption"),
    ("Workers on the pier, Aug. 30, 2025. (Town Press Office / Handout)", "caption"),
    ("The harbor wall after the storm (handout).", "caption"),
    ("The harbor wall after the storm [FILE].", "caption"),
    ("Boats beside the harbor wall / AP.", "caption"),
    ("The harbor wall after the storm via Reuters", "caption"),
    ("The harbor wall after the storm. Photo: Ada Lund", "caption"),
    ("The old pier seen from the lighthouse.Reuters", "caption"),
    ("Reuters: Two boats, one blue, lie beside the pier. Reuters", "caption"),
    ("EPA Holm pictured at the harbor in May 2025.EPA", "caption"),
    ("Ina Holm pictured at the harbor last year.", "caption"),
    ("Holm (left) and the harbor master look at the plans.", "caption"),
    ("A map of the harbor and the planned dock.", "caption"),
    ("FILE PHOTO: The pier in 2019.", "caption"),
    ("Image source, Getty Images", "caption"),
    ("Foto: Ada Lund", "caption"),
    # links to other stories behind their label
    ("Read more: Ferry company cuts its winter schedule", "related"),
    ("Also read: Lighthouse keeper retires after forty years", "related"),
    ("RELATED: FERRY COMPANY CUTS WINTER SCHEDULE", "related"),
    ("LIGHTHOUSE KEEPER RETIRES AFTER FORTY YEARS", "related"),
    ("Lesen Sie auch: Fähre fährt im Winter seltener", "related"),
    ("Читайте також: Паром ходитиме рідше", "related"),
]


@pytest.mark.parametrize(("line", "reason"), BOILERPLATE)
def test_a_line_of_the_page_is_set_aside_and_its_neighbors_stay(line, reason):
    article = page("Eastmere closes its old pier", LEAD, line, NEXT, LAST)
    assert reasons(article) == {line: reason}
    assert article.text == "\n\n".join((LEAD, NEXT, LAST))


CLEAN = [
    # what the rules look for, as the subject of true sentences
    "Share prices fell 3% on Monday.",
    "Share this burden, she told the council, or lose the harbor.",
    "She shared the photo on Facebook and Telegram.",
    "Follow the money, the auditor said, and the bill for the pier explains itself.",
    "Subscribe or lose the library, the leaflet said.",
    "Register your boat before July, the harbor office said.",
    "The newsletter of the council has 400 readers.",
    "Comments from residents filled two books.",
    "He declined to comment.",
    "No comment.",
    "Reuters reported the vote first.",
    "The council spoke to Reuters.",
    "The Associated Press, which first reported the vote, spoke to six members.",
    "Reporting by Reuters showed that the repairs were never paid for.",
    "Reporting from the harbor has become harder, she said.",
    "Writing on her website, Holm called the vote a mistake.",
    "Copyright law was changed in the same session.",
    "Copyright on the drawings is held by the town.",
    "All rights were reserved for the heirs.",
    "A photo of the damaged pier circulated widely.",
    "A photo of the meeting shows the mayor smiling.",
    "The picture is less clear in the villages.",
    "The man pictured in the photo was arrested on Friday.",
    "Images from the harbor showed smoke.",
    "In this photo, she said, you can see the old dock.",
    "He was pictured with the harbor master.",
    "The government of the day (a coalition) had promised the money.",
    "The town moved to the left (the opposition disagrees).",
    "Cookies were sold at the stand.",
    "We use cookies as bait, a fisher said.",
    "Advertisement revenue has halved since 2020.",
    "Related charges were dropped.",
    "More on the bridge than in the harbor, the wind did damage.",
    "Home prices rose > 5 percent.",
    "Search teams found nothing.",
    "By Friday the dock had been emptied.",
    "By Monday evening, Ina Holm had resigned.",
    "Published in July 2024, the study found no cracks.",
    "Posted on Monday, the video has two million views.",
    "Listen to the residents, he said.",
    "Watch the tide, sailors say.",
    "The vote failed.",
    "It rained.",
    "“Never again.”",
    "“We will see…”",
    "And then the lights went out…",
    "The vote is set for Tuesday",
    "She has no plans to resign",
    "Privacy was not an issue.",
    "Why now?",
    "What did the council know?",
    "Three reasons:",
    "(The council did not reply to questions.)",
    "Contact with the ferry was lost at noon.",
    "Support for the plan has grown.",
    "Top officials and 12 comments later, nothing had changed.",
    "Tags of plastic: 400 of them were found on the beach.",
    "The Home Office said > 400 boats were counted.",
    "Photo by photo, the team rebuilt the wall.",
    "Summary justice was what the crowd wanted.",
    "Highlights of the plan include a new dock.",
    "Trending upward for a decade, prices fell at last.",
    "Das Foto zeigt den alten Hafen.",
    "Die Werbung im Hafen wurde verboten.",
    "Il a refusé de commenter.",
    "Фото з місця події опублікувала поліція.",
    "Поділитися досвідом приїхали рибалки з трьох країн.",
]


@pytest.mark.parametrize("sentence", CLEAN)
def test_a_true_sentence_stays_whatever_it_speaks_of(sentence):
    article = page("Eastmere closes its old pier", LEAD, "", sentence, "", NEXT, LAST)
    assert article.text == "\n\n".join((LEAD, sentence, NEXT, LAST))
    assert article.set_aside == ()


RELATED_LABELS = [
    *(
        "You May Also Like",
        "Related Articles",
        "Read More",
        "Most Read",
        "More from World",
    ),
    *(
        "Recommended for you",
        "Trending now",
        "Latest news",
        "Editor's picks",
        "Up next",
    ),
    *("Lesen Sie auch", "Das könnte Sie auch interessieren", "Mehr zum Thema:"),
    *(
        "À lire aussi",
        "Sur le même sujet",
        "Te puede interesar",
        "Noticias relacionadas",
    ),
    *("Читайте також", "Схожі новини", "Leggi anche", "Lees ook", "Czytaj też"),
]


@pytest.mark.parametrize("label", RELATED_LABELS)
def test_a_labeled_list_of_other_stories_goes_to_the_end(label):
    listed = (
        label,
        "Bakers of Westholt win the bread contest",
        "The prize for the longest loaf went to a family of five from…",
        "- Choir of the valley cancels its tour",
        "Opera house to reopen: Who sings the first night?",
    )
    article = page("Eastmere closes its old pier", LEAD, NEXT, LAST, *listed)
    assert article.text == "\n\n".join((LEAD, NEXT, LAST))
    assert set(reasons(article).values()) == {"related"}


def test_a_list_of_other_stories_inside_the_text_ends_where_the_article_goes_on():
    article = page(LEAD, "Related stories", "Bakers win a contest", NEXT, LAST)
    assert article.text == "\n\n".join((LEAD, NEXT, LAST))


def test_a_list_without_gaps_ends_at_the_first_paragraph_behind_an_empty_line():
    listed = ("More on this story", "Bakers win a contest", "Choir cancels its tour")
    article = page(LEAD, "", NEXT, "", *listed, "", "It rained. Nobody cared at all.")
    assert article.text.endswith("It rained. Nobody cared at all.")
    assert reasons(article) == dict.fromkeys(listed, "related")


def test_one_last_paragraph_on_the_subject_is_kept_behind_other_stories():
    article = page(LEAD, NEXT, "Read more", "Bakers win a contest", LAST)
    assert article.text == "\n\n".join((LEAD, NEXT, LAST))


def test_a_teaser_in_a_whole_sentence_on_another_subject_is_no_last_paragraph():
    teaser = "A family of five from Westholt baked the longest loaf of the decade."
    article = page(LEAD, NEXT, "Read more", "Bakers win a contest", teaser)
    assert article.text == "\n\n".join((LEAD, NEXT))


def test_cut_off_teasers_are_found_without_a_label():
    teasers = (
        "Bakers of Westholt win the bread contest",
        "The prize for the longest loaf went to a family of five from…",
        "Choir of the valley cancels its tour",
        "After the illness of three singers the choir has decided to...",
    )
    article = page("Eastmere closes its old pier", LEAD, NEXT, LAST, *teasers)
    assert article.text == "\n\n".join((LEAD, NEXT, LAST))
    assert reasons(article) == dict.fromkeys(teasers, "related")


def test_headlines_at_the_end_are_found_without_a_label():
    headlines = (
        "Bakers of Westholt win the bread contest",
        "Choir of the valley cancels its tour",
        "Opera house to reopen after two years",
    )
    article = page(LEAD, NEXT, LAST, *headlines)
    assert article.text == "\n\n".join((LEAD, NEXT, LAST))


def test_a_list_announced_by_a_colon_is_no_list_of_headlines():
    entries = (
        "The council closes the old pier",
        "The ferry company moves to the new dock",
        "The town pays for the harbor wall",
    )
    article = page(LEAD, NEXT, "The plan has three parts:", *entries)
    assert all(entry in article.text for entry in entries)


def test_a_breadcrumb_is_navigation_and_its_root_the_outlet():
    article = page(
        "- Eastmere Gazette", "- Town", "- Pier to close", "Pier to close", LEAD, NEXT
    )
    assert (article.title, article.outlet) == ("Pier to close", "Eastmere Gazette")
    assert set(reasons(article).values()) == {"navigation"}


def test_a_list_at_the_top_that_says_something_stays():
    points = ("The pier of Eastmere closes in May", "Boats move to the new dock")
    article = page(*(f"- {point}" for point in points), LEAD, NEXT)
    assert article.text.startswith("\n".join(points))


def test_a_box_that_repeats_the_article_is_set_aside():
    box = ("Key points", "Council to close old pier", "Pier open until end of summer")
    article = page("Pier to close", box[0], *(f"- {b}" for b in box[1:]), LEAD, NEXT)
    assert reasons(article) == dict.fromkeys(box, "summary-box")


def test_a_box_that_says_what_the_article_does_not_stays():
    article = page("Pier to close", "Key points", "- Two fishermen missing", LEAD, NEXT)
    assert "Two fishermen missing" in article.text


def test_a_box_that_is_all_there_is_stays():
    article = page("Pier to close", "Key points", "- " + LEAD, "- " + NEXT)
    assert LEAD in article.text
    assert NEXT in article.text


def test_a_label_glued_to_the_line_before_is_parted_from_it():
    glued = "by Ada Lund · Eastmere TodayKey Points"
    article = page("Pier to close", glued, "- Repairs in Eastmere would cost", LEAD)
    assert article.authors == ("Ada Lund",)
    assert article.outlet == "Eastmere Today"
    assert reasons(article)["Key Points"] == "summary-box"


def test_headings_inside_the_text_are_structure():
    headings = ("What Happened?", "Why It Matters", "What happens next?", "The costs")
    article = page("Pier to close", LEAD, *headings[:2], NEXT, *headings[2:], LAST)
    assert reasons(article) == dict.fromkeys(headings, "heading")
    assert article.text == "\n\n".join((LEAD, NEXT, LAST))


def test_a_standfirst_stays_text_even_without_a_stop():
    deck = "Council says repairs would cost more than the town earns"
    article = page("Pier to close", deck, "", LEAD, NEXT)
    assert article.text == "\n\n".join((deck, LEAD, NEXT))


def test_dates_as_headings_of_a_chronicle_stay():
    article = page("Pier to close", LEAD, "4 July 2025", NEXT, "6 July 2025", LAST)
    assert "4 July 2025" in article.text
    assert article.set_aside == ()


def test_a_text_without_stops_keeps_all_its_lines():
    lines = ["Rain over the harbor", "and wind in the sails", "No boat goes out"] * 2
    article = page(*(one.capitalize() for one in lines))
    assert len(article.set_aside) == 0


def test_a_short_line_above_a_credited_picture_belongs_to_it():
    article = page(
        "Pier to close",
        *(LEAD, "", "Mayor Holm and the harbor master", ""),
        "Ina Holm on the pier on May 2, 2025. (Jo Park/Anadolu via Getty Images)",
        *("", NEXT),
    )
    assert set(reasons(article).values()) == {"caption"}
    assert article.margin_dates == ("2025-05-02",)


def test_a_line_between_picture_and_lead_that_the_text_repeats_is_a_caption():
    line = "Holm is on her third visit to Eastmere since January."
    body = "Ina Holm, on her third visit to Eastmere since January, met the council. "
    picture = "Reuters: Holm, in a red coat, waves from a boat. Reuters"
    article = page("Pier to close", picture, line, LEAD, body + NEXT)
    assert reasons(article) == {picture: "caption", line: "caption"}


def test_a_short_lead_below_a_picture_stays():
    picture = "The pier at dusk. (Jo Park/Getty Images)"
    article = page("Pier to close", picture, "The old pier is history.", LEAD, NEXT)
    assert article.text.startswith("The old pier is history.")


def test_dates_in_other_stories_do_not_date_the_article():
    caption = "Bakers on Feb. 3, 2019. (Jo Park/Getty Images)"
    article = page(LEAD, NEXT, "Most read", "Bakers win a contest", caption)
    assert article.margin_dates == ()


TITLES = [
    (("Pier to close", LEAD, NEXT), "Pier to close"),
    (("Will the pier close?", LEAD, NEXT), "Will the pier close?"),
    (
        ("TOWN", "Council votes to close the pier", LEAD),
        "Council votes to close the pier",
    ),
    (
        ("Council signs pier deal with the U.S.", LEAD),
        "Council signs pier deal with the U.S.",
    ),
    ((LEAD, NEXT), ""),
    ((LEAD,), ""),
    (("Pier to close",), ""),  # nothing else is there: it is the text
    (("The vote failed.", LEAD, NEXT), ""),
]


@pytest.mark.parametrize(("lines", "title"), TITLES)
def test_the_first_line_is_the_title_where_it_looks_like_one(lines, title):
    assert page(*lines).title == title


def test_the_title_inside_a_sentence_stays_there():
    body = 'Under the words "Pier to close" the Gazette ran four pages on the harbor.'
    assert body in page("Pier to close", LEAD, body).text


def test_a_given_title_takes_its_line_out_of_the_text():
    article = from_text(f"Pier to Close\n{LEAD}", title="Pier to close")
    assert (article.title, article.text) == ("Pier to close", LEAD)


def test_every_line_is_title_text_or_set_aside():
    lines = ["Pier to close", LEAD, *(line for line, _ in BOILERPLATE), NEXT]
    article = page(*lines)
    held = {article.title, *article.text.split("\n\n"), *reasons(article)}
    assert {line.removeprefix("- ") for line in lines} <= held


WRAPPED = """Pier to close

The harbor council of Eastmere voted on Monday to close the old
pier, saying that repairs would cost more than the town earns in a
year. Mayor Ina Holm told residents that the pier would stay open
for walkers. Nobody objected.

The plan has two parts:
- Boats move to the new dock, which is longer than the old one and
  has lights
- The wall is repaired"""


def test_wrapped_lines_are_joined_and_lists_keep_their_lines():
    first, second, third = from_text(WRAPPED).text.split("\n\n")
    assert first.startswith(
        "The harbor council of Eastmere voted on Monday to close the"
    )
    assert first.endswith(
        "in a year. Mayor Ina Holm told residents that the pier would "
        "stay open for walkers. Nobody objected."
    )
    assert second == "The plan has two parts:"
    assert third.split("\n")[1] == "The wall is repaired"
    assert "longer than the old one and has lights" in third


def test_lines_that_are_sentences_are_not_joined():
    lines = ("The vote failed.", "Holm resigned.", "The pier closes.", "Boats leave.")
    assert page(*lines).text == "\n\n".join(lines)


def test_the_line_of_what_is_set_aside_is_that_of_the_file():
    article = page("Pier to close", "", LEAD, "", "", "Advertisement", NEXT)
    assert article.set_aside[0].line == 6
