"""The same day as messages between banks: MT940, and CAMT.053 in the version asked for."""

from xingtan.billing.tests.samples.corporate import (
    ACCOUNT,
    CHARGE,
    OTHER,
    OTHER_ACCOUNT,
    OTHER_REMARK,
    OWN,
    REMARK,
    SCHOOL,
)


def mt940(*, closing: str = "14795,00", account: str = OWN) -> bytes:
    """One statement with a structured, a free and a SWIFT-like :86:, in a block as SWIFT sends it."""
    lines = [
        "{1:F01BKCHCNBJA300}{2:O940}{4:",
        ":20:STMT20201118",
        f":25:BKCHCNBJ300/{account}",
        ":28C:322/1",
        ":60F:C201117CNY10000,00",
        ":61:2011181118C3600,00NTRFNONREF//77001",
        f":86:166?00转账?20{REMARK}?31{ACCOUNT}?32{SCHOOL}",
        ":61:2011181118D5,00NCHGNONREF//77002",
        f":86:{CHARGE}",
        ":61:2011181118C1200,00NTRFNONREF//77003",
        f":86:/ORDP/{OTHER}/REMI/{OTHER_REMARK}",
        f":62F:C201118CNY{closing}",
        "-}",
    ]
    return "\r\n".join(lines).encode("gb18030")


def _party(version: int, role: str, name: str, account: str) -> str:
    named = f"<Nm>{name}</Nm>" if version < 8 else f"<Pty><Nm>{name}</Nm></Pty>"
    return f"<{role}>{named}</{role}><{role}Acct><Id><Othr><Id>{account}</Id></Othr></Id></{role}Acct>"


def transaction(version: int, amount: str, payer: tuple[str, str], remark: str, serial: str) -> str:
    """One TxDtls within an entry."""
    told = f'<Amt Ccy="CNY">{amount}</Amt>'
    money = told if version >= 4 else f"<AmtDtls><TxAmt>{told}</TxAmt></AmtDtls>"
    parties = _party(version, "Dbtr", *payer)
    return (
        f"<TxDtls><Refs><AcctSvcrRef>{serial}</AcctSvcrRef></Refs>{money}<RltdPties>{parties}</RltdPties>"
        f"<RmtInf><Ustrd>{remark}</Ustrd></RmtInf></TxDtls>"
    )


def entry(version: int, amount: str, mark: str, *parts: str, more: str = "", status: str = "BOOK") -> str:
    """One Ntry."""
    state = status if version < 8 else f"<Cd>{status}</Cd>"
    details = f"<NtryDtls>{''.join(parts)}</NtryDtls>" if parts else ""
    return (
        f'<Ntry><Amt Ccy="CNY">{amount}</Amt><CdtDbtInd>{mark}</CdtDbtInd>{more}<Sts>{state}</Sts>'
        f"<BookgDt><Dt>2020-11-18</Dt></BookgDt>{details}</Ntry>"
    )


def entries(version: int) -> str:
    """A batch of both schools' transfers, and the charge."""
    school = transaction(version, "3600.00", (SCHOOL, ACCOUNT), REMARK, "77001")
    other = transaction(version, "1200.00", (OTHER, OTHER_ACCOUNT), OTHER_REMARK, "77003")
    charge = f"<AcctSvcrRef>77002</AcctSvcrRef><AddtlNtryInf>{CHARGE}</AddtlNtryInf>"
    return entry(version, "4800.00", "CRDT", school, other) + entry(version, "5.00", "DBIT", more=charge)


def camt(version: int = 2, inside: str = "", *, closing: str = "14795.00", prolog: str = "") -> bytes:
    """A CAMT.053 file of some version; ``inside`` takes the place of the usual entries."""

    def balance(kind: str, amount: str) -> str:
        return (
            f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>"
            f'<Amt Ccy="CNY">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>'
        )

    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version:02d}">'
        f"<BkToCstmrStmt><Stmt><Acct><Id><Othr><Id>{OWN}</Id></Othr></Id><Ccy>CNY</Ccy></Acct>"
        f"{balance('OPBD', '10000.00')}{balance('CLBD', closing)}{inside or entries(version)}"
        "</Stmt></BkToCstmrStmt></Document>"
    ).encode()
