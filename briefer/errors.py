"""Every way a build can fail.

    BrieferError
      ArticleError              one article is lost, the run goes on
        UnreadableArticle         the file cannot be opened or decoded
        EmptyArticle              nothing is left after cleaning
        UnusableReply             the reply breaks the schema, also after one repair
          ReplyCutOff               the model ran out of room
          ReplyRefused              the model or a filter declined
        ProviderFault             the endpoint failed
          TransientFault            in a way that may pass
          RejectedRequest           it will not take this request, however often
      RunError                  the run is lost, the old briefing stays
        SettingsError             a setting, a flag or a settings file
        TemplateError             a prompt or page template, with file and line
        NoArticles                nothing to read, or no article survived
        CredentialsError          no key, or the endpoint refuses it
        NoMoreReplies             nothing further can be had of the endpoint now
          QuotaSpent                the account has nothing left
          EndpointDown              it failed too often in a row
          EndpointBusy              it asks to be left alone for long
          LimitReached              a limit on calls, tokens or cost
        MissingRecording          offline, and the reply is not in the store
        MergeFailed               the briefing itself could not be made
        OutputError               the output folder cannot be written
        Interrupted               Ctrl-C or SIGTERM

The pipeline turns the first branch into `Failure` values. Anything that is not a
`BrieferError` is a bug and keeps its traceback.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

EXCERPT = 70
"""Characters of a template's line that are shown, so that they fit a terminal."""


class BrieferError(Exception):
    """A failure a user can act on: `message` says what and where, `hint` what to do."""

    exit_code = 1
    hint = ""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        if hint:
            self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.message, self.__dict__)


def _rebuild(
    cls: type[BrieferError], message: str, state: dict[str, object]
) -> BrieferError:
    error = cls(message)
    error.__dict__.update(state)
    return error


class ArticleError(BrieferError):
    """One article is lost, the run goes on."""

    code = "article-failed"


class UnreadableArticle(ArticleError):
    """The file cannot be opened or decoded."""

    code = "unreadable"


class EmptyArticle(ArticleError):
    """Nothing is left of the article after cleaning."""

    code = "empty"


class UnusableReply(ArticleError):
    """The reply breaks the schema."""

    code = "reply-unusable"


class ReplyCutOff(UnusableReply):
    """The model ran out of room: the reply is incomplete, even where it parses."""

    code = "reply-cut-off"
    hint = "raise `reply_tokens`, or lower `chunk_tokens`"


class ReplyRefused(UnusableReply):
    """The model or a filter of the endpoint declined to answer."""

    code = "reply-refused"


class ProviderFault(ArticleError):
    """The endpoint failed to answer."""

    code = "provider-fault"


class TransientFault(ProviderFault):
    """The endpoint failed in a way that may pass."""

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        status: int = 0,
        retry_after_s: float | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        """Of its answer; 0 where none came, so that the call may be charged for."""
        self.retry_after_s = retry_after_s
        """When to come back, if it says so."""
        self.headers = dict(headers or {})
        """Of its answer: those about rate limits, by lower-case names."""
        self.took_s = 0.0
        """How long the failing took, in seconds."""


class RejectedRequest(ProviderFault):
    """The endpoint will not take this request, however often it is sent."""

    code = "request-rejected"


class RunError(BrieferError):
    """The run is lost; the old briefing stays as it was."""


class SettingsError(RunError):
    """A setting, a flag or a settings file is wrong."""

    exit_code = 2


class TemplateError(RunError):
    """A prompt or page template is wrong; `file`, `line` and `column` say where."""

    exit_code = 2
    column = 0
    """Of the words at fault, from 1; 0 where they are not known."""
    source = ""
    """The line itself."""
    others: tuple[TemplateError, ...] = ()
    """Further mistakes that were found with this one."""

    def __init__(
        self, message: str, *, hint: str = "", file: str = "", line: int = 0
    ) -> None:
        super().__init__(message, hint=hint)
        self.file = file
        self.line = line

    @property
    def excerpt(self) -> tuple[str, ...]:
        """The line of the template, and a mark below the place in it."""
        if not self.source.strip():
            return ()
        is_long = len(self.source) > EXCERPT
        start = max(0, self.column - EXCERPT // 2) if is_long else 0
        shown = self.source[start : start + EXCERPT]
        line = f"{self.line:6} | {shown}"
        if not self.column:
            return (line,)
        before = shown[: self.column - 1 - start]
        gap = "".join(c if c == "\t" else " " for c in before)
        return line, f"       | {gap}^"


class NoArticles(RunError):
    """There is nothing to read, or no article survived."""

    exit_code = 4


class CredentialsError(RunError):
    """There is no key where one is needed, or the endpoint refuses it."""


class NoMoreReplies(RunError):
    """Nothing further can be had of the endpoint now; what came is kept."""


class QuotaSpent(NoMoreReplies):
    """The account at the endpoint has nothing left."""

    hint = "add credit to the account, then run the same command again"


class EndpointDown(NoMoreReplies):
    """The endpoint failed too often in a row."""

    hint = "run the same command again once it answers"


class EndpointBusy(NoMoreReplies):
    """The endpoint asks to be left alone for longer than a build waits."""

    hint = "run the same command again then"


class LimitReached(NoMoreReplies):
    """The next call could go beyond a limit on calls, tokens or cost."""


class MissingRecording(RunError):
    """The build is offline and the reply is not in the store."""


class MergeFailed(RunError):
    """The articles were summarized, the briefing could not be made of them."""

    hint = "what was paid for is kept: run the same command again"


class OutputError(RunError):
    """The output folder cannot be written."""


class Interrupted(RunError):
    """The user stopped the run."""

    exit_code = 130


class BrieferWarning(UserWarning):
    """Something that a user is told although the build goes on."""


@contextmanager
def warned() -> Iterator[list[str]]:
    """Collects our warnings in a block, which are there after it.

    What a library is deprecated for, or the collector finds left open, is nothing that
    users can mend.
    """
    messages: list[str] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", BrieferWarning)
        yield messages
    messages += [
        str(warning.message)
        for warning in caught
        if issubclass(warning.category, BrieferWarning)
    ]
