"""Labels of the sections of a page, and the requests it makes of its reader."""

from __future__ import annotations

import re

from briefer.sources.shapes import words


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.I)


def _label(text: str) -> str:
    return text.strip(" :·•|>»→-–—#*").strip()


# Labels of sections that belong to the page, not to the article

_RELATED_LABEL = _any(
    r"you (?:may|might) (?:also|be interested)\b.{0,30}",
    r"(?:read|see|watch) (?:more|also|next)(?: (?:on|about|from) .{1,40})?",
    r"(?:also|must|further|recommended|continue) read(?:ing|s)?|read this next|up next",
    r"(?:more|latest|top|other|trending|popular|related|recommended|recent|featured)"
    r"(?: \w+)? (?:news|stories|story|articles?|posts?|headlines|coverage|topics|links"
    r"|content|reading|videos?)",
    r"(?:more|latest) (?:from|in|on|about|like this)\b.{0,40}",
    r"related|recommended(?: for you)?|trending(?: now)?|popular(?: now| today)?",
    r"most (?:read|popular|viewed|shared|commented|watched)\b.{0,30}",
    r"editor['’]?s['’]? (?:picks?|choice)|don['’]t miss|what to read next"
    r"|in case you missed it",
    r"(?:sponsored|promoted|partner) (?:content|stories|links)|from (?:around )?the web"
    r"|around the web|paid content",
    r"lesen sie auch|auch interessant|mehr zum thema|mehr (?:aus|von|zu) .{1,40}"
    r"|das könnte (?:sie|dich) auch interessieren|meistgelesen(?:e artikel)?"
    r"|weitere (?:artikel|nachrichten|meldungen|themen)|verwandte (?:artikel|themen)"
    r"|empfohlen(?:e artikel)?|zum thema|lesetipps?|neueste (?:artikel|nachrichten)",
    r"à lire (?:aussi|également|ensuite)|lire aussi|sur le même (?:sujet|thème)"
    r"|articles? (?:liés|similaires|recommandés|les plus lus)|les plus (?:lus|lues)"
    r"|vous aimerez aussi|dans la même rubrique|voir aussi|nos recommandations",
    r"(?:lea|lee|leer|ver|vea|le) (?:también|más)|te puede interesar|le puede interesar"
    r"|también te puede interesar|noticias relacionadas|artículos relacionados"
    r"|relacionad[oa]s?"
    r"|lo más (?:leído|visto|popular)|más (?:noticias|leídas|información)",
    r"leggi anche|potrebbe interessarti(?: anche)?|articoli correlati|i più letti",
    r"lei?a (?:também|mais)|mais lidas|notícias relacionadas|veja também",
    r"lees (?:ook|meer|verder)|meest gelezen|gerelateerd(?:e artikelen)?",
    r"czytaj (?:też|także|więcej|dalej)|zobacz (?:też|także)|przeczytaj (?:też|także)"
    r"|najczęściej czytane|powiązane (?:artykuły|tematy)|polecane",
    r"читайте (?:також|також:|ще|больше|також на.{0,20})|дивіться також"
    r"|вас може зацікавити"
    r"|схожі (?:новини|статті)|новини (?:за темою|по темі|партнерів)"
    r"|популярн[еі](?: новини)?"
    r"|останні новини|матеріали за темою|більше новин|головне за добу",
    r"читайте (?:также|ещ[её])|смотрите также|вам может быть интересно|по теме"
    r"|похожие (?:новости|статьи)|новости (?:по теме|партн[её]ров)|популярное"
    r"|последние новости",
)
_INLINE_LABEL = re.compile(
    r"(?:read (?:more|also|next)|also read|read|see also|related(?: \w+)?|more|watch"
    r"|listen"
    r"|recommended|must read|don['’]t miss|lesen sie (?:auch|mehr)|mehr dazu|lire aussi"
    r"|à lire (?:aussi|également)|lea (?:también|más)|lee también|leggi anche"
    r"|leia (?:também|mais)"
    r"|lees ook|czytaj (?:też|także|więcej)|zobacz (?:też|także)|читайте (?:також"
    r"|также|ещ[её])"
    r"|дивіться також|смотрите также|по темі|по теме)\s*(?::|»|>|\|| [-–—] )\s*\S",
    re.I,
)
_SUMMARY_LABEL = _any(
    r"in (?:short|brief|a nutshell)|key (?:points|takeaways|facts|highlights)|takeaways"
    r"|at a glance|highlights|story highlights|summary|tl;?dr|quick (?:read|summary)",
    r"(?:the )?(?:main|bullet) points|what you need to know|ai(?:-generated)? summary",
    r"das wichtigste in kürze|auf einen blick|kurz (?:gesagt|zusammengefasst)"
    r"|zusammenfassung",
    r"en bref|l['’]essentiel|en résumé|points clés|à retenir",
    r"en (?:breve|resumen|síntesis)|claves|puntos clave|lo esencial|resumen",
    r"in (?:breve|sintesi)|em resumo|resumo|in het kort|samenvatting|w skrócie",
    r"коротко|головне|стисло|ключові (?:моменти|тези)|главное|кратко|тезисно",
)


def is_related_label(text: str) -> bool:
    """Whether a line opens a list of other stories."""
    return len(text) <= 70 and bool(_RELATED_LABEL.fullmatch(_label(text)))


def is_summary_label(text: str) -> bool:
    """Whether a line opens a box that sums up the article."""
    return len(text) <= 50 and bool(_SUMMARY_LABEL.fullmatch(_label(text)))


# Requests to the reader

_NETWORKS = (
    r"(?:facebook|twitter|x|whats ?app|telegram|linkedin|reddit|pinterest|e-?mail"
    r"|viber|bluesky"
    r"|threads|mastodon|instagram|tumblr|flipboard|messenger|sms|google news|youtube"
    r"|tiktok|vk)"
)
_SHARE_VERB = (
    r"(?:share|tweet|pin(?: it)?|post|email|e-mail|print|save|bookmark|send"
    r"|copy(?: link)?|like"
    r"|link copied|teilen|drucken|merken|artikel teilen|partager|imprimer|enregistrer"
    r"|envoyer"
    r"|compartir|comparte|imprimir|guardar|condividi|stampa|compartilhar|compartilhe"
    r"|partilhar"
    r"|delen|deel|afdrukken|udostępnij|drukuj|поділитися|поділитись|поширити|надіслати"
    r"|друкувати|поделиться|отправить|распечатать)"
)
_SHARE_OBJECT = (
    r"(?:this|it|the|article|story|post|page|news|video|link|with|on|via|to|by|in"
    r"|your|friends"
    r"|diesen|dieses|artikel|auf|per|cet|cette|sur|par|esta|este|en|por|noticia"
    r"|artículo|questo"
    r"|articolo|su|dit|op|via|esto|la|el|l['’]article|статтю|новину|у|в|на|через"
    r"|статью|новость)"
)
_SHARE = re.compile(
    rf"(?:please )?(?:{_SHARE_VERB}|{_NETWORKS})"
    rf"(?:[\s,/|·•&+:-]+(?:and |or |und |et |y )?(?:{_SHARE_VERB}|{_NETWORKS}"
    rf"|{_SHARE_OBJECT}"
    r"|@[\w.-]+|\d+))*[\s.!:]*"
    rf"|(?:auf|über|sur|en|op|na|w|у|в) {_NETWORKS} {_SHARE_VERB}",
    re.I,
)
_FOLLOW = _any(
    rf"follow (?:us|me|our|@\S+|.{{1,30}} on {_NETWORKS})\b",
    r"folgen sie uns|folge uns|suivez[- ]nous|síguenos|seguici|siga-nos|volg ons"
    r"|śledź nas",
    r"(?:підписуйтесь|підписуйтеся|стежте за|читайте нас|приєднуйтесь|подписывайтесь"
    r"|следите за|присоединяйтесь)\b",
    r"follow (?:the )?\S+(?: \S+)?['’]s? (?:full )?coverage\b|(?:full|more"
    r"|complete) coverage(?: of\b.{0,60})?(?: at|:) .*",
    rf"(?:find|like|join) us on {_NETWORKS}",
)
_OURS = (
    r"(?:our|your|my|newsletters?|inbox|to continue|free|app|now|today|unlimited|access"
    r"|subscriptions?|to (?:read|comment|get|receive)|channel|alerts?|account|daily"
    r"|weekly)"
)
_PROMPT = _any(
    rf"(?:subscribe|sign[- ]?up|register|log ?in|sign in|become a)\b(?=.*\b{_OURS}\b)",
    r"(?:subscribe|sign up|log in|sign in|register|newsletters?|abonnieren|s['’]abonner"
    r"|suscríbe(?:te|se)|iscriviti|abonneren|підписатися|подписаться)(?: now| here)?$",
    r"(?:get|receive) (?:the|our|all|more|breaking|daily)\b.{0,80}"
    r"\b(?:inbox|newsletters?|app|alerts?|e-?mail)\b",
    r"(?:download|install|get|try) (?:the|our|.{2,30}['’]s)\b.{0,40}\bapp\b",
    r"join (?:our|the conversation|the discussion)\b|tap here\b|swipe\b.{0,20}$",
    r"click here\b|(?:already|not) (?:a|yet a) (?:subscriber|member)\?",
    r"(?:this|the) (?:article|content|story) is (?:only )?(?:available )?(?:for|to) "
    r"(?:our |paying )?(?:subscribers|members)\b",
    r"(?:enter|submit|confirm) your e-?mail\b|your e-?mail address\b",
    r"(?:do you )?have (?:a|any|something) (?:news |confidential )?(?:tips?|story"
    r"|stories)\b.*\?",
    r"support (?:our|us|independent journalism)\b|donate(?: now| today| to us)?$",
    r"(?:do|are|have) you\b.{0,100}\?.{0,60}\b(?:contact|tell|e-?mail|write to"
    r"|call) us\b",
    r"contact\s*:\s*\S+@\S+$|(?:send|e-?mail) (?:us|your)\b|contact (?:us"
    r"|the (?:author|newsroom"
    r"|editor))\b.{0,60}$",
    r"(?:listen|listen to this (?:article|story)|watch(?: now| live)?|play|pause|mute"
    r"|loading"
    r"|watch the (?:full )?video)(?: \(?\d.{0,10})?\s*[.:]?$",
    r"(?:what do you think|let us know)\b.{0,30}\bcomments?\b|tell us what you think",
    r"abonnieren sie|melden sie sich .{0,40}an\b|jetzt (?:abonnieren|anmelden|testen"
    r"|registrieren)"
    r"|unser(?:en)? newsletter|newsletter (?:abonnieren|bestellen)|bereits abonnent",
    r"inscrivez-vous|abonnez-vous|recevez (?:notre|nos|toute)|déjà abonné"
    r"|s['’]inscrire",
    r"suscríb(?:ete|ase)|regístr(?:ate|ese)|recib[ae] (?:nuestr|en tu)|inicia sesión",
    r"iscriviti|inscreva-se|assine\b|meld je aan|abonneer|zapisz się"
    r"|zapraszamy do subskrypcji",
    r"(?:підпишіться|підпишись|подпишитесь|подпишись|долучайтесь)\b",
)
_COMMENTS = _any(
    r"(?:leave|post|add|write|view|show|read|hide|load|join)(?: \w+){0,2} "
    r"(?:comments?|reply|replies)(?: \(?\d+\)?)?(?: below)?",
    r"(?:\d+|no) (?:comments?|replies|kommentare?|commentaires?|comentarios?"
    r"|коментар\w*"
    r"|комментари\w*)",
    r"comments?(?: \(?\d+\)?| are closed| section)?|be the first to comment[.!]?"
    r"|discussion",
    r"comments? (?:are )?(?:closed|disabled|off)(?: .{0,30})?\.?|your comment|reply",
    r"kommentare?(?: \(\d+\))?|kommentar (?:schreiben|verfassen|hinterlassen)"
    r"|kommentieren|schreiben sie (?:einen|den ersten) kommentar",
    r"commentaires?(?: \(\d+\))?|laisser un commentaire|réagir|commenter",
    r"comentarios?(?: \(\d+\))?|(?:deja|dejar|escribe) (?:un|tu) comentario|comentar",
    r"(?:lascia un commento|commenti|deixe um comentário|comentários|reacties|reageer"
    r"|komentarze|dodaj komentarz|skomentuj)(?: \(\d+\))?",
    r"(?:залишити|додати|написати|оставить|добавить|написать) (?:коментар|комментарий)"
    r"|(?:коментарі|комментарии)(?: \(?\d+\)?)?|коментувати|комментировать",
)
_COOKIES = _any(
    r"(?:we|we and our .{1,30}|this (?:web)?site"
    r"|our (?:web)?site)(?: also)? uses? .{0,30}cookies",
    r"by (?:continuing|clicking|using|browsing|accepting"
    r"|signing up)\b.{0,60}\byou (?:agree|accept"
    r"|consent)",
    r"(?:accept|reject|manage|allow)(?: all| my)?(?: \w+)? cookies?\b"
    r"|cookie (?:settings|policy"
    r"|preferences|notice|banner|consent)$|manage (?:consent|preferences)$",
    r"(?:wir|diese (?:web)?seite) (?:verwende[nt]|nutz[et]n?) .{0,30}cookies",
    r"(?:nous|ce site) utilis(?:ons|e) .{0,30}cookies|(?:utilizamos|usamos|este sitio "
    r"(?:web )?(?:usa|utiliza)) .{0,30}cookies",
    r"(?:ми|мы|цей сайт|этот сайт) використову.{0,30}cookie"
    r"|мы используем .{0,30}cookie",
)
_ADVERTISEMENT = _any(
    r"(?:advertisement|advertising|sponsored|ad|promoted|anzeige|werbung|publicité"
    r"|publicidad"
    r"|pubblicità|publicidade|advertentie|reklama|реклама)s?(?: \w+)?",
    r"(?:story|article|content|text) continues (?:below|after)\b.{0,40}",
    r"(?:scroll|keep scrolling) (?:down )?(?:to|for)\b.{0,40}"
    r"|advertisement [-–—] .{0,40}",
    r"(?:la suite après|continúa (?:después|tras)|weiter nach der"
    r"|artikel geht weiter)\b.{0,40}",
)
_NAVIGATION = _any(
    r"[\W_]+",
    r"(?:for immediate|press|news) release|pressemitteilung|communiqué de presse",
    r"(?:skip|jump) to (?:main )?(?:content|navigation)|back to (?:top|home|homepage)"
    r"|(?:main )?menu|search|home|next|previous|(?:next|previous) (?:article|post"
    r"|story)"
    r"|close|show (?:more|less)|load more|view (?:all|more)|see all|expand|toggle \w+"
    r"|top"
    r"|read (?:the )?full (?:story|article)|continue reading|read on|go back",
    r"(?:tags?|topics?|filed under|categor(?:y|ies)|in this (?:article|story)|section"
    r"|keywords"
    r"|schlagw(?:ort|orte|örter)|themen|mots[- ]clés|etiquetas|temas|теги|теми|темы"
    r"|рубрика)"
    r"\s*:.{0,200}",
    r"\(?\d{1,3}[ -]min(?:ute)?s? (?:read|listen|watch)\)?|reading time:?.{0,20}"
    r"|lesezeit:?.{0,20}|temps de lecture:?.{0,20}|час читання:?.{0,20}",
    r"(?:home|start|startseite|accueil|inicio|homepage|головна|главная)"
    r"(?:\s*[>›»/|\\→·]\s*[^>›»|→]{1,100})+",
    # possessive, as no sign of the first part can start the second
    r"[^>›»|→.!?]{1,40}+(?:\s*[>›»→]\s*[^>›»→]{1,100}){2,}",
)
_MENU = re.compile(r"[^|.!?]{1,25}(?:\s\|\s[^|.!?]{1,25}){3,}")
_SPEECH = re.compile(r"\b(?:said|says|told|asked|wrote|added|warned|according)\b", re.I)


def is_share(text: str) -> bool:
    """Whether a line asks to share or to follow."""
    if len(text) > 140:
        return False
    asks = _SHARE.fullmatch(text) or _FOLLOW.match(text)
    return bool(asks) and not _SPEECH.search(text)


def is_prompt(text: str) -> bool:
    """Whether a line asks to subscribe, comment, consent, call or click."""
    if words(text) > 45:
        return False
    asks = _PROMPT.match(text) or _COOKIES.match(text)
    asks = asks or _COMMENTS.fullmatch(_label(text))
    return bool(asks) and not _SPEECH.search(text)


def is_advertisement(text: str) -> bool:
    """Whether a line announces an advertisement or the text after one."""
    return len(text) <= 80 and bool(_ADVERTISEMENT.fullmatch(_label(text)))


def is_navigation(text: str) -> bool:
    """Whether a line is a control, a breadcrumb, a tag list or a reading time."""
    if len(text) > 300:
        return False
    line = text.rstrip(".:")
    is_menu = "|" in line and _MENU.fullmatch(line)
    return bool(is_menu or _NAVIGATION.fullmatch(line))


def is_inline_label(text: str) -> bool:
    """Whether a line is a link to another story, behind its own label."""
    return words(text) <= 30 and bool(_INLINE_LABEL.match(text))
