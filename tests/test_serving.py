"""The preview answers this machine only, and gives nothing but the briefing."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from briefer.errors import SettingsError
from briefer.overlay import Notice, Part
from briefer.serving import Site, serving

PAGE = (
    '<head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    "</head><body>Rain</body>"
)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A folder with a page, served; beside it lies what must not be."""
    out = tmp_path / "out"
    (out / "articles").mkdir(parents=True)
    (out / "briefing.html").write_text(PAGE)
    (out / "articles" / "a b.html").write_text(PAGE)
    (out / "briefing.md").write_text("# Rain <script>")
    (out / ".hidden").write_text("secret")
    (tmp_path / "secret.txt").write_text("secret")
    (out / "link.txt").symlink_to(tmp_path / "secret.txt")
    made = Site(out)
    with serving(made):
        yield made


def ask(
    site: Site, path: str, host: str | None = None, method: str = "GET"
) -> tuple[HTTPResponse, str]:
    """The answer to a request for `path` as it stands, by the name `host`."""
    place = urlsplit(site.address)
    connection = HTTPConnection(place.hostname or "", place.port, timeout=5)
    connection.putrequest(method, path, skip_host=True)
    if host != "":
        connection.putheader("Host", host or place.netloc)
    connection.endheaders()
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text


def test_a_page_comes_with_the_script_and_its_file_stays_as_it_is(site):
    answer, text = ask(site, "/briefing.html")
    assert answer.status == 200
    assert "new EventSource" in text
    assert f'data-version="{site.version}"' in text
    assert (site.folder / "briefing.html").read_text() == PAGE
    assert ask(site, "/articles/a%20b.html?x=1")[0].status == 200


def test_the_address_alone_leads_to_the_briefing(site):
    answer, _ = ask(site, "/")
    assert (answer.status, answer.headers["Location"]) == (302, "/briefing.html")


def test_text_is_never_taken_for_a_page(site):
    answer, text = ask(site, "/briefing.md")
    assert text == "# Rain <script>"
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/articles/../../secret.txt",
        "/articles/..%5c..%5csecret.txt",
        "//secret.txt",
        "/./briefing.html",
        "/.hidden",
        "/link.txt",
        "/articles",
        "/articles/",
        "/briefing.html%00.txt",
        "/C:/secret.txt",
    ],
)
def test_nothing_outside_of_the_folder_is_given(site, path):
    answer, text = ask(site, path)
    assert (answer.status, text) == (404, "there is no such page")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", ""]
)
def test_a_request_by_another_name_gets_nothing(site, host):
    port = urlsplit(site.address).port
    for path in ("/briefing.html", "/-/events", "/"):
        answer, text = ask(site, path, host.format(port=port))
        assert (answer.status, text) == (421, "not a name of this preview")


def test_this_machine_may_be_called_localhost(site):
    port = urlsplit(site.address).port
    assert ask(site, "/briefing.html", f"localhost:{port}")[0].status == 200


def test_it_can_be_looked_at_and_not_be_told_anything(site):
    answer, text = ask(site, "/briefing.html", method="HEAD")
    assert (answer.status, text) == (200, "")
    assert ask(site, "/briefing.html", method="POST")[0].status == 501


def test_it_listens_on_loopback_only(site):
    host = socket.gethostbyname(socket.gethostname())
    port = urlsplit(site.address).port
    if host.startswith("127."):
        host = "127.0.0.2"
    with socket.socket() as other:
        other.settimeout(1)
        with pytest.raises((OSError, RuntimeError)):
            other.connect((host, port))


def test_open_pages_hear_of_each_change_and_of_the_end(site):
    events = site.events()
    first = json.loads(next(events).removeprefix(b"data: "))
    notice = Notice("error", "Oh", (Part("<b>", "code", "hint"),))
    site.show(site.folder, notice, is_new=True)
    then = json.loads(next(events).removeprefix(b"data: "))
    assert then["version"] == site.version != first["version"]
    assert then["notice"]["parts"] == [{"text": "<b>", "code": "code", "hint": "hint"}]
    site.close()
    assert list(events) == []


def test_before_the_first_build_there_is_a_page_that_waits(site, tmp_path):
    site.show(tmp_path / "none", None, is_new=False)
    answer, text = ask(site, "/briefing.html")
    assert answer.status == 200
    assert "There is no briefing yet" in text
    assert "new EventSource" in text


def test_a_taken_port_is_told(site):
    port = urlsplit(site.address).port or 0
    with (
        pytest.raises(SettingsError, match=f"port {port}: ") as caught,
        serving(Site(site.folder), port),
    ):
        pass
    assert "leave out `--port`" in caught.value.hint
