"""Bad input, case by case of safety.md 3.3: what is handed over, what must be said of it.

`seen` checks a case and gives what was said. A case that needs a store, a page or a
process of its own stands elsewhere, as `covered.py` says; none is left out in silence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from metrics.intake import (
    AGE,
    BIRTH_YEAR,
    PROFILES,
    Choices,
    OwnColumns,
    Profile,
    check,
)
from metrics.problems import Problem
from metrics.scope import Scope
from tests.imports import containers
from tests.imports.containers import CLIENT as ROW
from tests.imports.containers import HEADER, archive, archive_of, workbook
from tests.imports.files import HEADERS


CLIENT = "client_id,as_at,service,status\n"
NO_SERVICE = "".join(f"RV{n},2026-11-01,,in_treatment\n" for n in range(12))
GOOD = "RV1,2026-11-01,Riverside,in_treatment\n"
DOSE = f"{HEADERS['prescription']},strength\n"
EVENT = f"{HEADERS['event']}\n"
FORM = f"{HEADERS['outcome']}\n"
TIES = f"{HEADERS['person_tie']}\n"
PEOPLE = f"{HEADERS['person']}\n"
NHS = "943 476 5919"
TEMPLATES = PROFILES["templates"]
NONE = Choices()
DAY_FIRST = Choices(day_first=True)
WITH_WORDS = f"{EVENT.strip()},date_words\n"
# A service's own columns, which may bring an age and a year of birth beside it.
AGES = OwnColumns(
    "Ages",
    "client",
    "snapshot",
    {"client_id": "ref", "as_at": "day"},
    ages={AGE: "age", BIRTH_YEAR: "born_in"},
).profile()
# The harmless file by which antivirus programs are tested, in two parts.
HARMFUL = r"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@dataclass(frozen=True)
class Case:
    """Files in, and the one problem that matters. `outcome` A: nothing is said."""

    id: str
    outcome: str
    files: dict[str, str | bytes]
    row: int | None = None
    column: str | None = None
    note: str = ""
    choices: Choices = NONE
    profile: Profile = TEMPLATES

    @property
    def name(self) -> str:
        return f"{self.id}{f' ({self.note})' if self.note else ''}"


def client(text: str | bytes) -> dict[str, str | bytes]:
    return {"client.csv": text}


def dose(cell: str, unit: str = "mg", strength: str = "", form: str = "") -> str:
    return f"RV1,methadone,{form},{cell},{unit},daily,2026-11-01,{strength}\n"


def given(medicine: str, form: str = "", dose: str = "8", every: str = "daily") -> str:
    return f"RV1,{medicine},{form},{dose},mg,{every},2026-11-01,\n"


def happened(day: str) -> dict[str, str | bytes]:
    return {"event.csv": f"{EVENT}RV1,overdose,yes,{day}\n"}


ENCODINGS = (
    Case("IMP-A01", "A", client(b"\xef\xbb\xbf" + (CLIENT + GOOD).encode())),
    Case("IMP-A02", "N", client((CLIENT + GOOD).encode("utf-16"))),
    Case("IMP-A03", "R", client((CLIENT + "RV1,,Café,\n").encode("cp1252")), 2),
    Case(
        "IMP-A04",
        "R",
        client((CLIENT + "RV1,,Café,\n").encode() + "RV2,,Café,\n".encode("cp1252")),
        3,
    ),
    Case("IMP-A05", "H", client(CLIENT + GOOD.replace("side", "\0side")), 2, "service"),
    Case("IMP-A06", "N", client(CLIENT + GOOD.replace(",in", " ,in")), 2, "service"),
    Case(
        "IMP-A06",
        "H",
        client(CLIENT + GOOD.replace("RV1", "RV\u200b1")),
        2,
        "client_id",
        "inside a reference",
    ),
    Case("IMP-A07", "H", client(CLIENT + GOOD.replace("R", "\u202eR")), 2, "service"),
    Case("IMP-A08", "H", client(CLIENT + GOOD.replace("V1", "С1")), 2, "client_id"),  # noqa: RUF001
    Case(
        "IMP-A09",
        "N",
        client(CLIENT + GOOD.replace("Riverside", "Cafe\u0301")),
        2,
        "service",
    ),
    Case("IMP-A10", "H", client(CLIENT + GOOD.replace("in_t", "🙂")), 2, "status"),
    Case("IMP-A11", "H", client(CLIENT + GOOD.replace("side", "\ufffd")), 2, "service"),
    Case("IMP-A12", "R", client(CLIENT.encode() + b"RV1,,\xed\xa0\x80,\n"), 2),
)
STRUCTURE = (
    Case("IMP-B01", "R", client("")),
    Case("IMP-B02", "R", client(CLIENT)),
    Case(
        "IMP-B02",
        "A",
        {"client.csv": CLIENT + GOOD, "tie.csv": HEADERS["tie"]},
        note="may be empty",
    ),
    Case("IMP-B03", "R", client("\n\n\n"), note="only blank lines"),
    Case("IMP-B03", "N", client(CLIENT + GOOD + "\n,,,\n")),
    Case("IMP-B04", "R", client((CLIENT + GOOD).replace(",", ";")), 1),
    Case("IMP-B04", "R", client((CLIENT + GOOD).replace(",", "\t")), 1, note="tabs"),
    Case("IMP-B05", "R", client(CLIENT + GOOD + 'RV2,,"River,x\n' + GOOD), 3),
    Case("IMP-B05", "R", client(CLIENT + 'RV2,,"River"side,x\n'), 2, note="inside"),
    Case("IMP-B06", "A", client(CLIENT + GOOD.replace("Riverside", '"River\nside"'))),
    Case("IMP-B07", "N", client((CLIENT + GOOD).replace("\n", "\r"))),
    Case("IMP-B07", "N", client(CLIENT.replace("\n", "\r\n") + GOOD), note="mixed"),
    Case("IMP-B08", "R", client(CLIENT + GOOD + "RV2,2026-11-01\n"), 3),
    Case(
        "IMP-B08", "R", client(CLIENT + GOOD.replace("\n", ",x\n")), 2, note="too many"
    ),
    Case("IMP-B09", "R", client("client_id,status,Status\nRV1,died,died\n"), 1),
    Case(
        "IMP-B10",
        "N",
        client(("Client ID,As-at,SERVICE,status\n") + GOOD),
        1,
        "Client ID",
    ),
    Case("IMP-B11", "W", client("client_id,as_at,mood\nRV1,2026-11-01,x\n"), 1, "mood"),
    Case(
        "IMP-B11",
        "R",
        client("client_id,as_at,surname\nRV1,2026-11-01,x\n"),
        1,
        "surname",
        "a name",
    ),
    Case(
        "IMP-B11",
        "R",
        client("client_id,as_at,NHS number\nRV1,2026-11-01,1\n"),
        1,
        "NHS number",
        "an NHS number",
    ),
    Case("IMP-B12", "R", {"event.csv": "client_id,kind\nRV1,overdose\n"}, 1),
    Case(
        "IMP-B13", "A", client("status,client_id,as_at\nin_treatment,RV1,2026-11-01\n")
    ),
    Case("IMP-B14", "R", client(GOOD + GOOD), 1),
    Case("IMP-B15", "R", client("Our clients,,,\n" + CLIENT + GOOD), 1),
    Case("IMP-B15", "R", client("Our clients\n" + CLIENT + GOOD), 1, note="ragged"),
    Case(
        "IMP-B16",
        "H",
        client(CLIENT + GOOD.replace("side", "e" * 10_001)),
        2,
        "service",
    ),
    Case(
        "IMP-B16",
        "R",
        client(CLIENT + GOOD.replace("side", "e" * 1_000_001)),
        note="a line",
    ),
    Case("IMP-B17", "R", client(",".join(f"c{n}" for n in range(5000)) + "\n")),
    Case("IMP-B19", "R", client("client_id,=1+1\nRV1,2\n"), 1),
    Case("IMP-B20", "R", client("sep=;\n" + CLIENT + GOOD), 1),
)
REFERENCES = (
    Case("IMP-C01", "A", client(CLIENT + GOOD.replace("RV1", "00123"))),
    Case(
        "IMP-C02", "H", client(CLIENT + GOOD.replace("RV1", "1.23E+11")), 2, "client_id"
    ),
    *(
        Case(
            "IMP-C03",
            "H",
            client(CLIENT + GOOD.replace("RV1", blank)),
            2,
            "client_id",
            blank or "blank",
        )
        for blank in ("", "None", "NA", "NULL", "-", "unknown")
    ),
    Case("IMP-C04", "H", client(CLIENT + GOOD + GOOD), 2, "client_id"),
    Case(
        "IMP-C05",
        "H",
        client(CLIENT + GOOD + GOOD.replace("in_treatment", "left")),
        3,
        "client_id",
    ),
    Case(
        "IMP-C07",
        "H",
        client(CLIENT + GOOD + GOOD.replace("RV1", "rv-1")),
        3,
        "client_id",
    ),
    Case("IMP-C08", "R", client(CLIENT + GOOD.replace("RV1", NHS)), 2, "client_id"),
    Case(
        "IMP-C08",
        "R",
        client(CLIENT + GOOD.replace("Riverside", NHS.replace(" ", ""))),
        2,
        "service",
        "elsewhere",
    ),
    *(
        Case(
            "IMP-C09",
            "R",
            client(CLIENT + GOOD.replace("Riverside", text)),
            2,
            "service",
            note,
        )
        for note, text in {
            "postcode": "SW1A 1AA",
            "e-mail": "ask@example.org",
            "mobile": "07700 900123",
            "landline": "020 7946 0958",
            "National Insurance number": "QQ123456C".replace("QQ", "AB"),
        }.items()
    ),
    Case(
        "IMP-C09",
        "R",
        client(CLIENT + GOOD.replace("RV1", "1984-03-02")),
        2,
        "client_id",
        "date of birth",
    ),
    Case(
        "IMP-C09",
        "R",
        client(CLIENT + GOOD.replace("RV1", "JS02031984M")),
        2,
        "client_id",
        "initials and birth",
    ),
    Case(
        "IMP-C10",
        "H",
        client(CLIENT + GOOD.replace("RV1", "Jane Example")),
        2,
        "client_id",
    ),
    Case(
        "IMP-C11",
        "R",
        {
            "event.csv": f"{EVENT}RV1,overdose,yes,2026-10-01\nRV2,overdose,yes,03/04/2026\n"
        },
        3,
        "happened_on",
    ),
    Case("IMP-C12", "H", happened("05/04/2026"), 2, "happened_on"),
    Case(
        "IMP-C12",
        "W",
        happened("05/04/2026"),
        2,
        "happened_on",
        "confirmed",
        choices=DAY_FIRST,
    ),
    Case(
        "IMP-C13",
        "R",
        happened("04/23/2026"),
        2,
        "happened_on",
        "in spite of a choice",
        choices=DAY_FIRST,
    ),
    Case("IMP-C13", "R", happened("04/23/2026"), 2, "happened_on"),
    Case("IMP-C14", "H", happened("46023"), 2, "happened_on"),
    Case("IMP-C15", "H", happened("03/04/26"), 2, "happened_on"),
    Case("IMP-C16", "H", happened("2026-02-30"), 2, "happened_on"),
    Case("IMP-C17", "H", happened("2999-01-01"), 2, "happened_on"),
    Case("IMP-C19", "N", happened("2026-06-30T23:30:00Z"), 2, "happened_on"),
    Case("IMP-C19", "N", happened("2026-10-01 10:30"), 2, "happened_on", "a time"),
    Case("IMP-C19", "H", happened("2026-10-01 at ten"), 2, "happened_on", "words"),
    Case("IMP-C18", "H", happened("1899-12-31"), 2, "happened_on"),
    Case(
        "IMP-C20",
        "H",
        client(
            "client_id,as_at,treatment_start,next_review\nRV1,2026-11-01,2026-10-01,2026-09-01\n"
        ),
        2,
        "next_review",
    ),
)
ANSWERS = (
    *(
        Case(
            "IMP-D03",
            outcome,
            client(f"ref,day,age,born_in\nRV1,2026-10-01,{age},1984\n"),
            2,
            "born_in",
            age,
            profile=AGES,
        )
        for age, outcome in {"41": "A", "42": "A", "40": "H", "43": "H"}.items()
    ),
    *(
        Case(
            "IMP-D14",
            "W",
            {"event.csv": f"{WITH_WORDS}RV1,overdose,yes,2026-10-01,{words}\n"},
            2,
            "date_words",
            words,
        )
        for words in (
            "told by Big Dave",
            "at the flat on mill lane",
            "his dealer is called spider",
            "handle @snow_man",
        )
    ),
    *(
        Case(
            "IMP-D15",
            "A",
            {"event.csv": f"{WITH_WORDS}RV1,overdose,yes,2026-10-01,{words}\n"},
            note=words,
        )
        for words in ("dzień przybliżony", "تاريخ تقريبي", "date assumed in March")
    ),
    Case(
        "IMP-D04", "H", client(CLIENT + GOOD.replace("in_treatment", "Y")), 2, "status"
    ),
    Case(
        "IMP-D07",
        "H",
        {"outcome.csv": f"{FORM}RV1,2026-10-01,review,1,99\n"},
        2,
        "opiate_days",
    ),
    Case(
        "IMP-D02",
        "H",
        {"outcome.csv": f"{FORM}RV1,2026-10-01,review,1,29\n"},
        2,
        "opiate_days",
    ),
    Case(
        "IMP-D09",
        "W",
        {
            "event.csv": EVENT
            + "".join(f"RV{n},overdose,no,2026-10-01\n" for n in range(20))
        },
        2,
        "state",
    ),
    Case(
        "IMP-D09",
        "A",
        {
            "event.csv": EVENT
            + "".join(f"RV{n},overdose,no,2026-10-01\n" for n in range(19))
        },
        note="few of them",
    ),
    Case("IMP-D08", "W", client(CLIENT + NO_SERVICE), 1, "service"),
)
DOSES = (
    Case("IMP-E01", "H", {"prescription.csv": DOSE + dose("60mg")}, 2, "dose"),
    Case("IMP-E02", "H", {"prescription.csv": DOSE + dose("60", "ml")}, 2, "strength"),
    Case("IMP-E03", "A", {"prescription.csv": DOSE + dose("60", "ml", "1")}),
    Case(
        "IMP-E03",
        "H",
        {"prescription.csv": DOSE + dose("60", "ml", "10")},
        2,
        "dose",
        "600 mg",
    ),
    Case("IMP-E04", "H", {"prescription.csv": DOSE + dose('"2,5"')}, 2, "dose"),
    Case(
        "IMP-E04",
        "H",
        {"prescription.csv": DOSE + dose('"1,000"')},
        2,
        "dose",
        "thousands",
    ),
    *(
        Case("IMP-E05", "H", {"prescription.csv": DOSE + dose(text)}, 2, "dose", text)
        for text in ("50-60", "60/40", "60 → 55", "PRN", "~60")
    ),
    *(
        Case("IMP-E06", "H", {"prescription.csv": DOSE + dose(text)}, 2, "dose", text)
        for text in ("-5", "0", "NaN", "inf", "1e9")
    ),
    Case("IMP-E07", "H", {"prescription.csv": DOSE + dose("6000")}, 2, "dose"),
    Case(
        "IMP-E07", "W", {"prescription.csv": DOSE + dose("250")}, 2, "dose", "unlikely"
    ),
    Case("IMP-E08", "H", {"prescription.csv": DOSE + dose("400mcg")}, 2, "dose"),
    Case(
        "IMP-E09",
        "A",
        {
            "prescription.csv": DOSE
            + given("buprenorphine_naloxone", "sublingual_tablet")
        },
    ),
    Case(
        "IMP-E10", "H", {"prescription.csv": DOSE + given("buprenorphine")}, 2, "form"
    ),
    Case(
        "IMP-E10",
        "W",
        {"prescription.csv": DOSE + given("buprenorphine", "not_recorded")},
        2,
        "form",
        "said so",
    ),
    Case(
        "IMP-E11",
        "H",
        {"prescription.csv": DOSE + given("buprenorphine", "depot_monthly", "96")},
        2,
        "interval",
    ),
    *(
        Case(
            "IMP-E12",
            "H",
            {"prescription.csv": DOSE + given("buprenorphine", form, amount, every)},
            2,
            "dose",
            f"{amount} {every}",
        )
        for form, amount, every in (
            ("depot_weekly", "50", "weekly"),
            ("depot_monthly", "32", "monthly"),
            ("depot_supplement", "16", "weekly"),
        )
    ),
    Case(
        "IMP-E12",
        "A",
        {
            "prescription.csv": DOSE
            + given("buprenorphine", "depot_weekly", "24", "weekly")
            + given("buprenorphine", "depot_supplement", "8", "weekly")
        },
        note="declared",
    ),
    Case(
        "IMP-E12",
        "H",
        {
            "prescription.csv": DOSE
            + given("buprenorphine", "depot_monthly", "96", "monthly")
            + given("buprenorphine", "depot_weekly", "8", "weekly")
        },
        3,
        "form",
        "not declared",
    ),
    Case(
        "IMP-E13",
        "W",
        {
            "prescription.csv": DOSE
            + dose("60")
            + given("buprenorphine", "sublingual_tablet")
        },
        2,
        "medicine",
    ),
    Case(
        "IMP-E14", "H", {"prescription.csv": DOSE + given("Methodone")}, 2, "medicine"
    ),
    Case(
        "IMP-E15",
        "A",
        {"prescription.csv": DOSE + dose("60").replace("2026-11", "2019-11")},
    ),
    Case(
        "IMP-E16", "H", {"prescription.csv": DOSE + given("naltrexone")}, 2, "medicine"
    ),
)
MENTIONED = (
    Case(
        "IMP-F01",
        "H",
        {"person_tie.csv": f"{TIES}RV1,i1,P1,P1,knows\n"},
        2,
        "other_person_id",
    ),
    Case(
        "IMP-F03",
        "R",
        {"person.csv": f"{PEOPLE}RV1,i1,P1,1,\nRV2,i2,RV1,1,\n"},
        3,
        "person_id",
    ),
    Case(
        "IMP-F04",
        "H",
        {"person_tie.csv": TIES + 2 * "RV1,i1,P1,P2,knows\n"},
        2,
        "client_id",
    ),
    Case(
        "IMP-F06", "R", {"person.csv": f"{PEOPLE}RV1,i1,Big Dave,1,\n"}, 2, "person_id"
    ),
    Case(
        "IMP-F08",
        "W",
        {"person.csv": PEOPLE + "".join(f"RV1,i1,P{n},,\n" for n in range(51))},
        2,
        "person_id",
    ),
    Case("IMP-F09", "H", {"person.csv": f"{PEOPLE}RV1,,P1,1,\n"}, 2, "interview"),
)
INJECTION = (
    Case("IMP-H13", "R", client(HARMFUL)),
    Case("IMP-H13", "R", {"all.zip": archive(client=HARMFUL)}, note="in a zip"),
    Case(
        "IMP-G01",
        "H",
        client(CLIENT + GOOD.replace("Riverside", "=cmd|' /C calc'!A0")),
        2,
        "service",
    ),
    *(
        Case(
            "IMP-G01",
            "H",
            client(CLIENT + GOOD.replace("Riverside", text)),
            2,
            "service",
            text,
        )
        for text in ("+1+1", "-cmd", "@SUM(A1)", "＝1+1")  # noqa: RUF001
    ),
    *(
        Case(code, "A", client(CLIENT + GOOD.replace("Riverside", text)), note=text)
        for code, text in (
            ("IMP-G02", "<script>alert(1)</script>"),
            ("IMP-G03", "[x](http://example.org)"),
            ("IMP-G04", "'; DROP TABLE client; --"),
            ("IMP-G04", "read_csv('/etc/passwd')"),
            ("IMP-G08", "{0.__class__} {{7*7}}"),
        )
    ),
    Case(
        "IMP-H01",
        "R",
        {"client.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100},
    ),
    Case("IMP-H02", "R", {"client.csv": b"PK\x03\x04" + b"\0" * 100}),
)
LONG_ID = (12345678901234567, *ROW[1:])
SERIAL = (ROW[0], 46023, *ROW[2:])
BOOK = workbook()
PLAIN_CSV = (CLIENT + GOOD).encode()


def book(data: bytes) -> dict[str, str | bytes]:
    return {"client.xlsx": data}


WORKBOOKS = (
    Case("IMP-C14", "A", book(BOOK), note="a real date"),
    Case("IMP-C14", "A", book(containers.in_1904()), note="counted from 1904"),
    Case("IMP-C14", "H", book(workbook((HEADER, SERIAL))), 2, "as_at", "a workbook's"),
    Case("IMP-C01", "A", book(workbook((HEADER, ("00123", *ROW[1:])))), note="xlsx"),
    Case(
        "IMP-C02",
        "H",
        book(workbook((HEADER, LONG_ID))),
        2,
        "client_id",
        "a number of many digits",
    ),
    Case("IMP-H01", "R", {"client.xlsm": BOOK}, note="named for macros"),
    Case(
        "IMP-H01",
        "R",
        book(containers.with_parts(BOOK, **{"xl/vbaProject.bin": b"x"})),
        note="macros inside",
    ),
    Case("IMP-H01", "R", {"client.ods": archive(mimetype="x")}, note="ods"),
    Case("IMP-H02", "R", book(PLAIN_CSV), note="text named xlsx"),
    Case("IMP-H02", "R", {"client.csv": BOOK}, note="xlsx named csv"),
    Case(
        "IMP-H03",
        "R",
        book(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
        ),
    ),
    Case(
        "IMP-H04",
        "R",
        book(containers.with_parts(BOOK, **{"xl/media/x.bin": b"0" * 20_000_000})),
    ),
    Case("IMP-H05", "R", book(containers.with_entities(BOOK))),
    Case("IMP-H06", "R", book(BOOK[:-200]), note="cut short"),
    Case("IMP-H07", "W", book(workbook(change=containers.hidden_row))),
    Case("IMP-H07", "W", book(workbook(change=containers.filtered)), note="a filter"),
    Case(
        "IMP-H07",
        "W",
        book(workbook(change=containers.second_hidden, more=(HEADER, ROW))),
        note="a sheet",
    ),
    Case("IMP-H08", "R", book(workbook(notes=(("what", "why"), ("x", "y"))))),
    Case(
        "IMP-H08",
        "A",
        book(workbook(event=(EVENT.strip().split(","),))),
        note="both known",
    ),
    Case("IMP-H09", "H", book(workbook(change=containers.formula)), 2, "service"),
    Case(
        "IMP-H09",
        "H",
        book(workbook(change=containers.broken_formula)),
        2,
        "service",
        "an error",
    ),
    Case(
        "IMP-H09", "H", book(workbook(change=containers.merged)), 2, "service", "merged"
    ),
    Case("IMP-H10", "N", book(workbook(change=containers.commented))),
    Case(
        "IMP-H10",
        "R",
        book(containers.with_parts(BOOK, **{"xl/externalLinks/a.xml": "<a/>"})),
        note="a link",
    ),
)
ARCHIVES = (
    Case("IMP-A01", "A", {"all.zip": archive(client=CLIENT + GOOD)}, note="in a zip"),
    Case(
        "IMP-B08",
        "R",
        {"all.zip": archive(client=CLIENT + GOOD, event=EVENT + "RV1,overdose\n")},
        2,
        note="in a zip",
    ),
    Case("IMP-H02", "R", {"all.zip": BOOK}, note="xlsx named zip"),
    Case("IMP-H04", "R", {"all.zip": archive(client="x" * 20_000_000)}, note="a zip"),
    Case(
        "IMP-H06", "R", {"all.zip": archive(client=CLIENT + GOOD)[:-30]}, note="a zip"
    ),
    Case(
        "IMP-H06",
        "R",
        {
            "all.zip": archive(0, client=CLIENT + GOOD).replace(
                b"Riverside", b"Riverbank"
            )
        },
        note="a wrong check sum",
    ),
    Case("IMP-H12", "R", {"all.zip": archive_of("b.zip", archive())}),
    Case(
        "IMP-H12", "R", {"all.zip": archive_of("../client.csv", PLAIN_CSV)}, note="out"
    ),
    Case(
        "IMP-H12", "R", {"all.zip": archive_of("client.csv", "/x", True)}, note="a link"
    ),
)
COLUMNS = {name: [str(cell)] for name, cell in zip(HEADER, ROW, strict=True)}
PARQUET = (
    Case("IMP-H11", "A", {"client.parquet": containers.parquet(**COLUMNS)}),
    Case(
        "IMP-H11",
        "A",
        {"client.parquet": containers.parquet(**COLUMNS | {"as_at": [ROW[1]]})},
        note="a date",
    ),
    Case(
        "IMP-H11",
        "R",
        {"client.parquet": containers.parquet(**COLUMNS | {"service": [["a"]]})},
        note="nested",
    ),
    Case(
        "IMP-H11",
        "R",
        {"client.parquet": containers.parquet(**COLUMNS)[:-9] + b"xxxxxPAR1"},
        note="its end",
    ),
    Case("IMP-H02", "R", {"client.parquet": PLAIN_CSV}, note="text named Parquet"),
    Case("IMP-B12", "R", {"event.parquet": containers.parquet(client_id=["RV1"])}),
)
CASES = (
    *WORKBOOKS,
    *ARCHIVES,
    *PARQUET,
    *ENCODINGS,
    *STRUCTURE,
    *REFERENCES,
    *ANSWERS,
    *DOSES,
    *MENTIONED,
    *INJECTION,
)
LETTERS = {"refuse": "R", "hold": "H", "warn": "W", "normalise": "N"}


def seen(case: Case, folder: Path) -> list[Problem]:
    """Everything that is said of a case's files, read through the templates."""
    paths = []
    for name, content in case.files.items():
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        paths.append(path)
    found = check(paths, Scope.operator(), profile=case.profile, choices=case.choices)
    return list(found.problems)


def worst(problems: list[Problem]) -> str:
    """The gravest outcome among problems, as a letter; A where there is none."""
    said = {LETTERS[each.outcome] for each in problems}
    return next((letter for letter in "RHWN" if letter in said), "A")


def fitting(case: Case, problems: list[Problem]) -> Iterator[Problem]:
    """The problems that say what the case wants said, at its place."""
    for each in problems:
        here = case.row in (None, each.row) and case.column in (None, each.column)
        if each.code == case.id and LETTERS[each.outcome] == case.outcome and here:
            yield each
