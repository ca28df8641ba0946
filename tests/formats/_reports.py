"""Reports to write: one with everything a finding can have, one with texts that were written to do harm."""

from datetime import date

from itsm_as_code.model import Edit, Finding, Location, Ref, Related, Report, Severity, Waived

HOSTILE = (
    "\x1b[2J\x1b]0;title\x07",
    "::error file=a,line=1::all is lost\n::stop-commands::x\r\n##[error]lost",
    "]]></failure><testcase name='x'/>&amp;<!--",
    "\u202egnp.exe\u2066 \ufeff\u200b",
    "\x00\x08\x0b\x0c\x1f\x7f\x85\ufffe\uffff\ud800\udfff\u2028",
    "[click](https://example.com/) {0} {{x}} %0A%25 100%",
    "a,b:c=d;e",
    "电子邮件 🎫 é",
)


def place(path: str = "services/a b.yaml", line: int = 7, column: int = 3, excerpt: str = "  name: emial") -> Location:
    return Location(path, line, column, line, column + 4, excerpt)


RICH = Finding(
    "promise-exceeds-support",
    Severity.ERROR,
    "email-gold promises 99.9 %, what it stands on is promised at most 99.5 %",
    place("services/email.yaml", 24, 38, "    - {metric: availability, target: 99.9}"),
    Ref("sla", "default", "email-gold"),
    "promise at most 99.5 %",
    "8.3.3",
    (
        Related(
            place("cmdb/suppliers.yaml", 11, 47, "  objectives: [{metric: availability, target: 99.5}]"),
            "3 h 36 min",
            Ref("contract", "default", "isp"),
        ),
    ),
    "at most 43 min 12 s in a 30-day month",
    ("every way needs ci:wan-link-1", "it is covered by contract:isp-fibre"),
)
MENDED = Finding(
    "unknown-reference",
    Severity.WARNING,
    'no service "emial"',
    place(),
    Ref("sla", "team", "x"),
    "did you mean email?",
    "8.2.6",
    edits=(Edit(place(), "email"), Edit(place("é/1%.yaml"), "x")),
)
TWICE = Finding("unknown-reference", Severity.ERROR, 'no service "emial"', place(line=9), Ref("sla", "team", "x"))
WHOLE = Finding("encoding", Severity.ERROR, "the file is not UTF-8", Location("b.yaml"))
NOTE = Finding("dependency-cycle", Severity.INFO, "a circle", place(line=1), hint="nothing has to be done")
LONG = Finding("yaml-syntax", Severity.ERROR, "two lines", Location("c.yaml", 2, 1, 4, 1, "a: ["))
WAIVER = Waived(
    Finding(
        "owner-exists", Severity.WARNING, "service:fax has no owner", place(line=3), Ref("service", "default", "fax")
    ),
    "the last fax line ends in March",
    date(2027, 3, 31),
)
FULL = Report(
    tuple(sorted((RICH, MENDED, TWICE, WHOLE, NOTE, LONG), key=lambda one: one.key)),
    214,
    1208,
    waived=(WAIVER,),
    known=(WHOLE, WHOLE),
    mended=2,
)
EMPTY = Report((), 3, 5)


def hostile(text: str) -> Report:
    """Everything that a file or its name can bring, as this text."""
    where = Location(f"{text}.yaml".replace("\n", " "), 2, 1, 2, 2, text)
    ref = Ref("service", "default", text)
    finding = Finding(
        text,
        Severity.ERROR,
        text,
        where,
        ref,
        text,
        "8.1",
        (Related(where, text, ref),),
        text,
        (text,),
        (Edit(where, text),),
    )
    return Report((finding,), 1, 1, (Waived(finding.at(Severity.WARNING), text, date(2027, 1, 1)),), (finding,), 1)
