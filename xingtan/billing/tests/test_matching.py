"""Whose money a transfer is: examples that read as the specification."""

from decimal import Decimal

import pytest

from xingtan.billing.matching import Against, Claim, Decision, For, Ledger, Matcher, Outcome, Share, Transfer
from xingtan.billing.payment_code import FIRST_OF_COUNTIES, code_for

FEE = Decimal(120)
REGION = ("山西省", "忻州市")


def claim(key: str, county: str, name: str, heads: int, contact: str = "", mobile: str = "", **more: object) -> Claim:
    return Claim(key, county, (name,), heads, FEE * heads, contact, mobile, **more)  # type: ignore[arg-type]


CLAIMS = (
    claim("east", "五台县", "东雷乡中心小学", 30, "邱欣兰", "18360208347", code=code_for(1)),
    claim("boarding", "五台县", "东雷乡寄宿制小学", 28, "常超晓", "15536686814", code=code_for(2)),
    claim("upper", "五台县", "东雷乡上沟小学", 12, "魏志超", "18209667782"),
    claim("second", "五台县", "五台县第二小学", 40, "余俊霞", "17708902028"),
    claim("hope-wutai", "五台县", "希望小学", 19, "赵刚", "13800000001"),
    claim("hope-daixian", "代县", "希望小学", 27, "钱勇", "13800000002"),
    claim("hope-ningwu", "宁武县", "希望小学", 27, "孙丽", "13800000003"),
    claim("middle", "代县", "峨口镇初级中学", 55, "李波", "13800000004"),
    claim("scenic", "五台山风景名胜区", "台怀镇中心小学", 45, "傅志燕", "18773053047"),
)
MATCHER = Matcher(CLAIMS, fee=FEE, region=REGION)


def decided(
    amount: int | str,
    payer: str = "",
    remark: str = "",
    *,
    bank: str = "中国工商银行",
    paid: dict[str, int] | None = None,
    is_incoming: bool = True,
) -> Decision:
    ledger = Ledger({bill: [Decimal(sum_)] for bill, sum_ in (paid or {}).items()})
    return MATCHER.decide(Transfer("line", Decimal(amount), payer, "", bank, remark, is_incoming), ledger)


def against(decision: Decision) -> set[object]:
    return {reason.code for reason in decision.reasons}


PRESCRIBED = "五台县东雷乡中心小学，30人，邱欣兰18360208347"


@pytest.mark.parametrize(
    ("amount", "payer", "remark"),
    [
        (3600, "东雷乡中心小学", PRESCRIBED),
        (3600, "東雷鄉中心小學", "五台縣東雷鄉中心小學，３０人，邱欣兰１８３６０２０８３４７"),
        (3600, "", "五 台 县 东 雷 乡 中 心 小 学 ， 3 0 人"),
        (3600, "山西省忻州市五台县东雷乡中心小学", ""),
        (3600, "东雷乡中心小学", "教师培训费"),
        (3600, "邱欣兰", "东雷中小 三十人 邱欣兰"),
        (3600, "邱欣兰", "五台东雷中心完小30人18360208347"),
        (3600, "邱欣兰", "五台县东雷乡中心小学3018360208347"),
        (3600, "", "五台县东类乡中心小学，30人，邱欣兰"),
        (3600, "五台县国库支付中心", "五台县东雷乡中心小学30人培训费"),
        (3600, "邱欣兰", f"{code_for(1)} 30人"),
        (3600, "邱欣兰", "培训费30人 邱欣兰 183-6020-8347"),
    ],
)
def test_a_transfer_whose_owner_is_certain_is_booked(amount: int, payer: str, remark: str) -> None:
    decision = decided(amount, payer, remark)

    assert decision.outcome is Outcome.AUTO
    assert decision.shares == (Share("east", Decimal(3600)),)


@pytest.mark.parametrize(
    ("amount", "payer", "remark"),
    [
        (3600, "", ""),
        (3600, "邱某", "培训费"),
        (4800, "五台县第三小学", "五台县第三小学，40人"),
        (1440, "", "五台县东雷乡下沟小学，12人"),
        (3600, "", "五台县东雷乡中心小学附属幼儿园，30人"),
        (3600, "", "代县东雷乡中心小学，30人"),
        (5400, "", "五台县台怀镇中心小学，45人"),
        (6600, "", "代县峨口乡初级中学，55人"),
        (3240, "希望小学", "希望小学27人"),
        (2280, "希望小学", "希望小学培训费"),
        (3600, "东雷乡中心小学", "五台县东雷乡中心小学，30人，15536686814"),
        (3600, "五台县东雷乡中心小学", "教材款"),
        (1800, "五台县东雷乡中心小学", ""),
        (3600, "五台县第二小学", "东雷乡中心小学及黑水教学点"),
    ],
)
def test_a_transfer_whose_owner_is_not_certain_waits_for_a_person(amount: int, payer: str, remark: str) -> None:
    decision = decided(amount, payer, remark)

    assert decision.outcome is Outcome.REVIEW
    assert decision.shares == ()


def test_each_reason_says_what_it_is_about() -> None:
    best = decided(3600, "东雷乡中心小学", PRESCRIBED).candidates[0]

    about = {reason.code: dict(reason.about) for reason in best.reasons}
    assert about[For.NAME] == {"text": "东雷乡中心小学"}
    assert about[For.MOBILE] == {"text": "18360208347"}
    assert about[For.AMOUNT] == {"heads": "30", "amount": "3600"}


def test_a_part_payment_is_booked_as_what_it_is() -> None:
    decision = decided(2400, "东雷乡中心小学", "五台县东雷乡中心小学，20人，邱欣兰18360208347")

    assert decision.shares == (Share("east", Decimal(2400)),)


def test_a_second_part_that_settles_the_bill_is_booked_even_when_equal_to_the_first() -> None:
    assert decided(1800, "东雷乡中心小学", PRESCRIBED, paid={"east": 1800}).outcome is Outcome.AUTO


def test_an_equal_part_that_does_not_settle_the_bill_may_be_a_duplicate() -> None:
    decision = decided(1200, "东雷乡中心小学", PRESCRIBED, paid={"east": 1200})

    assert decision.outcome is Outcome.REVIEW
    assert Against.SAME_AMOUNT_AGAIN in against(decision)


def test_a_settled_bill_takes_no_more_without_a_person_and_is_shown_first() -> None:
    decision = decided(3600, "东雷乡中心小学", PRESCRIBED, paid={"east": 3600})

    assert decision.outcome is Outcome.REVIEW
    assert Against.SETTLED in against(decision)
    assert decision.suggestion == "east"


def test_what_is_paid_too_much_stays_unallocated() -> None:
    decision = decided(3840, "东雷乡中心小学", "五台县东雷乡中心小学，32人，邱欣兰18360208347")

    assert decision.shares == (Share("east", Decimal(3600)),)
    assert against(decision) == {Against.MORE_THAN_REST}


def test_a_bank_fee_taken_on_the_way_leaves_a_rest() -> None:
    decision = decided("3594.50", "东雷乡中心小学", PRESCRIBED)

    assert decision.shares == (Share("east", Decimal("3594.50")),)


def test_namesakes_are_told_apart_by_head_count_and_amount_together() -> None:
    assert decided(2280, "希望小学", "希望小学19人").shares == (Share("hope-wutai", Decimal(2280)),)


def test_namesakes_are_told_apart_by_the_county() -> None:
    assert decided(3240, "希望小学", "宁武希望小学27人").shares == (Share("hope-ningwu", Decimal(3240)),)


def test_a_wrong_character_in_the_code_is_repaired_when_the_school_agrees() -> None:
    code = code_for(2)
    wrong = code[:4] + ("A" if code[4] != "A" else "C") + code[5:]

    assert decided(3360, "东雷乡寄宿制小学", wrong).shares == (Share("boarding", Decimal(3360)),)
    assert decided(3360, "常某", wrong).outcome is Outcome.REVIEW


def test_a_transposed_mobile_does_not_hide_the_school() -> None:
    assert decided(3600, "", "五台县东雷乡中心小学，30人，邱欣兰18360280347").outcome is Outcome.AUTO


@pytest.mark.parametrize("remark", ["退汇 " + PRESCRIBED, "账号不符退回 东雷乡中心小学"])
def test_returned_money_is_never_booked(remark: str) -> None:
    decision = decided(3600, "东雷乡中心小学", remark)

    assert decision.outcome is Outcome.REVIEW
    assert Against.RETURNED in against(decision)
    assert decision.suggestion == "east"


def test_money_sent_back_to_a_school_is_shown_not_ignored() -> None:
    assert decided(3600, "东雷乡中心小学", "退款", is_incoming=False).outcome is Outcome.REVIEW


def test_a_post_office_remittance_is_set_before_a_person() -> None:
    decision = decided(3600, "中国邮政集团公司邮政汇兑", PRESCRIBED, bank="邮政汇兑")

    assert decision.outcome is Outcome.REVIEW
    assert against(decision) == {Against.POSTAL}


def test_the_postal_savings_bank_is_a_bank() -> None:
    assert decided(3600, "东雷乡中心小学", PRESCRIBED, bank="中国邮政储蓄银行").outcome is Outcome.AUTO


@pytest.mark.parametrize(("payer", "remark", "is_incoming"), [("", "结息", True), ("某公司", "付制作费", False)])
def test_interest_and_outgoing_money_are_ignored(payer: str, remark: str, is_incoming: bool) -> None:
    assert decided("312.07", payer, remark, is_incoming=is_incoming).outcome is Outcome.IGNORE


def test_one_transfer_for_schools_named_in_it_is_split_when_the_sum_fits() -> None:
    decision = decided(3600 + 1440, "五台县教育局", "五台县东雷乡中心小学30人、东雷乡上沟小学12人")

    assert decision.outcome is Outcome.AUTO
    assert set(decision.shares) == {Share("east", Decimal(3600)), Share("upper", Decimal(1440))}


def test_one_transfer_for_several_schools_is_left_to_a_person_when_the_sum_differs() -> None:
    assert decided(5000, "五台县教育局", "五台县东雷乡中心小学、东雷乡上沟小学").outcome is Outcome.REVIEW


def test_a_county_pays_its_rest_when_schools_heads_and_sum_agree() -> None:
    decision = decided(9840, "代县教育科技局", "代县2所学校82人全员培训费")

    assert decision.outcome is Outcome.AUTO
    assert {share.bill for share in decision.shares} == {"hope-daixian", "middle"}


@pytest.mark.parametrize("remark", ["代县2所学校81人", "代县3所学校82人", "代县全员培训费"])
def test_a_county_whose_list_differs_is_left_to_a_person(remark: str) -> None:
    assert decided(9840, "代县教育科技局", remark).outcome is Outcome.REVIEW


COUNTY_CODE = code_for(FIRST_OF_COUNTIES)
SCHOOL_CODE = code_for(7)


def of_county(amount: int, remark: str, payer: str = "忻州某中心") -> Decision:
    claims = [*CLAIMS, claim("coded", "代县", "代县雁门关小学", 0, code=SCHOOL_CODE)]
    matcher = Matcher(claims, fee=FEE, region=REGION, counties={COUNTY_CODE: "代县"})
    return matcher.decide(Transfer("line", Decimal(amount), payer, "", "", remark), Ledger())


@pytest.mark.parametrize(
    "remark",
    [
        f"{COUNTY_CODE} 代县2所学校82人",
        f"代县2所学校，82人，邱欣兰18360208347 {COUNTY_CODE}",
        COUNTY_CODE,
        COUNTY_CODE.lower(),
        f"{COUNTY_CODE[:3]}{'A' if COUNTY_CODE[3] != 'A' else 'C'}{COUNTY_CODE[4:]} 代县2所学校",
    ],
)
def test_a_county_s_own_code_pays_its_rest_whoever_the_payer_is(remark: str) -> None:
    decision = of_county(9840, remark)

    assert decision.outcome is Outcome.AUTO
    assert {share.bill for share in decision.shares} == {"hope-daixian", "middle"}
    assert [reason.code for reason in decision.reasons] == [For.COUNTY_REST, For.COUNTY_CODE]


@pytest.mark.parametrize(
    ("amount", "remark"),
    [
        (9839, COUNTY_CODE),
        (9841, COUNTY_CODE),
        (9840, f"{COUNTY_CODE} 代县2所学校81人"),
        (9840, f"{COUNTY_CODE} 代县3所学校"),
        (9840, f"{COUNTY_CODE} 退汇"),
        (9840, f"{COUNTY_CODE} 代县希望小学"),
    ],
)
def test_a_county_s_code_beside_another_sum_number_or_school_is_left_to_a_person(amount: int, remark: str) -> None:
    decision = of_county(amount, remark)

    assert (decision.outcome, decision.shares) == (Outcome.REVIEW, ())


def test_a_county_s_code_beside_a_school_s_is_not_read_as_the_county_s() -> None:
    decision = of_county(9840, f"{COUNTY_CODE} {SCHOOL_CODE}")

    assert For.COUNTY_CODE not in {reason.code for reason in decision.reasons}
    assert decision.outcome is Outcome.REVIEW


def test_a_school_learnt_under_another_name_is_found_by_it() -> None:
    learnt = Matcher([Claim("x", "代县", ("峨口镇初级中学", "峨口矿山学校"), 5, Decimal(600))], fee=FEE)

    decision = learnt.decide(Transfer("l", Decimal(600), "峨口矿山学校", "", "", "培训费"), Ledger())

    assert decision.outcome is Outcome.AUTO
