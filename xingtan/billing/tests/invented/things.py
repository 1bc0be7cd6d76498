"""Invented schools with their bills, and what a transfer and its truth look like."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

FEE = 120
COUNTIES = (
    "忻府区",
    "原平市",
    "定襄县",
    "五台县",
    "代县",
    "繁峙县",
    "宁武县",
    "静乐县",
    "神池县",
    "五寨县",
    "岢岚县",
    "河曲县",
    "保德县",
    "偏关县",
    "五台山风景名胜区",
)
TOWNS = [
    "云岭",
    "石桥",
    "柳沟",
    "白杨",
    "清泉",
    "北寨",
    "南营",
    "东川",
    "西坡",
    "红旗",
    "青山",
    "临河",
    "平川",
    "高崖",
    "双井",
    "大树",
    "小关",
    "王庄",
    "李家坪",
    "赵家堡",
    "马营",
    "牛圈",
    "上阳",
    "下阳",
    "金沟",
    "银山",
    "耿镇",
    "龙门",
    "虎峪",
    "凤台",
]
VILLAGES = [
    "枣林",
    "槐树",
    "杏花",
    "梨园",
    "桃坪",
    "松岭",
    "柏沟",
    "榆湾",
    "石佛",
    "铁炉",
    "瓦窑",
    "砖井",
    "水磨",
    "旱塬",
    "阳坡",
    "阴湾",
    "前进",
    "后沟",
]
KINDS = ("中心小学", "寄宿制小学", "初级中学", "中心幼儿园", "九年一贯制学校", "联合学校")
COUNTY_LEVEL = ("第一中学", "第二中学", "第一小学", "第二小学", "实验小学", "第一幼儿园", "职业中学", "特殊教育学校")
FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英玉兰萍红鑫波斌宇浩凯健俊帆雪琳晨"
SOUND = str.maketrans("云岭柳清北东西红青平高双大小王上金银龙凤", "芸领流青贝冬希洪清坪皋霜达晓汪尚今吟隆奉")
SHAPE = {
    "石": "右",
    "桥": "侨",
    "沟": "钩",
    "杨": "扬",
    "泉": "帛",
    "寨": "塞",
    "川": "州",
    "坡": "披",
    "旗": "棋",
    "崖": "涯",
}
TRADITIONAL = str.maketrans("县乡镇学园东龙马树临赵实验", "縣鄉鎮學園東龍馬樹臨趙實驗")


@dataclass
class Bill:
    """A bill of the invented programme."""

    bill: str
    county: str
    school: str
    headcount: int
    contact: str
    mobile: str
    code: str = ""

    @property
    def due(self) -> int:
        """Yuan owed."""
        return self.headcount * FEE

    @property
    def full(self) -> str:
        """Name with the county in front."""
        return self.school if self.school.startswith(self.county) else self.county + self.school


@dataclass
class Line:
    """A transfer and its truth."""

    category: str
    amount: Decimal
    payer: str
    remark: str
    outcome: str
    shares: list[tuple[str, Decimal]] = field(default_factory=list)
    suggestion: str = ""
    bank: str = "中国工商银行"
    direction: str = "credit"
    account: str = ""


@dataclass
class Invented:
    """Bills and lines in booking order."""

    bills: list[Bill]
    lines: list[Line]


def make_bills(chance: random.Random, schools: int, codes: Callable[[int], str] | None) -> list[Bill]:
    """A bill for each invented school, each with a contact and a mobile of its own."""
    names: list[tuple[str, str]] = []
    for county in COUNTIES:
        names += [(county, county + kind) for kind in COUNTY_LEVEL]
        towns = chance.sample(TOWNS, k=min(len(TOWNS), max(4, schools // 120)))
        for town in towns:
            full = town + chance.choice("乡镇") if not town.endswith("镇") else town + "镇"
            names += [(county, full + kind) for kind in chance.sample(KINDS, k=4)]
            names += [(county, f"{full}{village}小学") for village in chance.sample(VILLAGES, k=2)]
        names.append((county, "希望小学"))
    numbers: set[str] = set()
    while len(numbers) < len(names):
        numbers.add(f"1{chance.choice('356789')}{chance.randrange(10**9):09d}")
    mobiles = list(numbers)
    return [
        Bill(
            f"B{place:05d}",
            county,
            school,
            chance.randint(3, 60),
            person(chance),
            mobiles[place],
            codes(place + 1) if codes else "",
        )
        for place, (county, school) in enumerate(names)
    ]


def person(chance: random.Random) -> str:
    """An invented name."""
    return chance.choice(FAMILY) + "".join(chance.sample(GIVEN, k=chance.choice((1, 2))))
