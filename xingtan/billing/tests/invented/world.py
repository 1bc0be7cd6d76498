"""A programme of schools with the names real ones have (`domain.md` 4.2, 4.3), full of near-names.

Towns are those of the city; schools are invented by the patterns of 4.3: the same town in another county, 第一 beside
第二, primary, middle school and kindergarten of one village, 红旗小学 within 东红旗小学, endings with and without 学校.
"""

import random
from collections.abc import Callable

from xingtan.billing.tests.invented.things import FAMILY, GIVEN, Bill

TOWNS = {
    "忻府区": "奇村镇 三交镇 庄磨镇 豆罗镇 董村镇 西张镇 忻口镇 合索镇 兰村乡 东楼乡 北义井乡 秀容街道 九原街道",
    "定襄县": "晋昌镇 河边镇 宏道镇 季庄镇 蒋村镇 南王乡 神山乡 受禄乡",
    "五台县": "台城镇 耿镇镇 豆村镇 白家庄镇 东冶镇 建安镇 沟南乡 东雷乡 高洪口乡 门限石乡 陈家庄乡 蒋坊乡 阳白乡 茹村乡",
    "代县": "上馆镇 阳明堡镇 峨口镇 聂营镇 枣林镇 雁门关镇 峪口镇 新高乡 上磨坊乡",
    "繁峙县": "繁城镇 砂河镇 大营镇 平型关镇 下茹越乡 光裕堡乡 集义庄乡 东山乡 金山铺乡 神堂堡乡 岩头乡",
    "宁武县": "凤凰镇 阳方口镇 东寨镇 石家庄镇 宁化镇 薛家洼乡 余庄乡 涔山乡 西马坊乡 迭台寺乡 怀道乡 东马坊乡",
    "静乐县": "鹅城镇 杜家村镇 康家会镇 丰润镇 双路镇 王村镇 段家寨乡 辛村乡 神峪沟乡 娘子神乡 娑婆乡 赤泥窊乡",
    "神池县": "龙泉镇 义井镇 八角镇 东湖乡 贺职乡 长畛乡 烈堡乡 大严备乡",
    "五寨县": "砚城镇 小河头镇 三岔镇 前所乡 李家坪乡 孙家坪乡 胡会乡 韩家楼乡 东秀庄乡 杏岭子乡",
    "岢岚县": "岚漪镇 三井镇 宋家沟镇 高家会乡 李家沟乡 水峪贯乡 西豹峪乡 温泉乡 阳坪乡 大涧乡",
    "河曲县": "西口镇 楼子营镇 刘家塔镇 巡镇镇 旧县镇 沙泉镇 鹿固乡 单寨乡 土沟乡 沙坪乡 社梁乡",
    "保德县": "东关镇 义门镇 桥头镇 杨家湾镇 孙家沟镇 腰庄乡 韩家川乡 林遮峪乡 冯家川乡 土崖塔乡 南河沟乡",
    "偏关县": "新关镇 老营镇 万家寨镇 水泉镇 老牛湾镇 尚峪镇 窑头乡 楼沟乡",
    "原平市": "苏龙口镇 崞阳镇 大牛店镇 闫庄镇 轩岗镇 云水镇 同川镇 子干乡 中阳乡 沿沟乡 大林乡 西镇乡 王家庄乡 段家堡乡",
    "五台山风景名胜区": "台怀镇 石咀镇 金岗库乡",
}
MORE_COUNTIES = (
    "平原县",
    "岚县",
    "兴县",
    "临县",
    "大宁县",
    "乡宁县",
    "城区",
    "矿区",
    "五原县",
    "武乡县",
    "中阳县",
    "河津市",
)
"""Counties of a larger programme, whose names lie near those of the first."""
VILLAGES = [
    "红旗",
    "东红旗",
    "前进",
    "后进",
    "东方红",
    "胜利",
    "上沟",
    "下沟",
    "东沟",
    "西沟",
    "南河",
    "北河",
    "上村",
    "下村",
    "张家庄",
    "李家庄",
    "张家沟",
    "王家庄",
    "赵家庄",
    "南社",
    "北社",
    "大南社",
    "小南社",
    "石佛",
    "石佛寺",
    "新庄",
    "旧庄",
    "阳坡",
    "阴坡",
    "杨坡",
    "段村",
    "团村",
    "段家村",
    "柳林",
    "槐树",
    "槐树坪",
    "太平",
    "永平",
    "永安",
]
_IN_TOWN = ("中心小学", "寄宿制小学", "初级中学", "中心幼儿园", "九年一贯制学校", "联合学校", "中心完全小学")
_IN_COUNTY = (
    *(f"第{n}{kind}" for n in "一二三四五" for kind in ("中学", "小学", "幼儿园")),
    "实验小学", "实验中学", "实验幼儿园", "机关幼儿园", "职业中学", "职业技术学校", "特殊教育学校", "高级中学", "希望小学",
    "育才幼儿园", "红旗小学", "蓝天双语学校", "阳光艺术幼儿园", "九年一贯制学校",
)  # fmt: skip
_ENDINGS = {"中学": "中学校", "小学": "小学校"}


def make_world(chance: random.Random, schools: int, codes: Callable[[int], str] | None) -> list[Bill]:
    """``schools`` bills, each with a contact and a mobile of its own; some have a second name (备案名称)."""
    names = _names(chance, schools)
    mobiles: set[str] = set()
    while len(mobiles) < len(names):
        mobiles.add(f"1{chance.choice('356789')}{chance.randrange(10**9):09d}")
    numbers = sorted(mobiles)
    chance.shuffle(numbers)
    return [
        Bill(f"B{n:05d}", county, school, max(1, int(chance.lognormvariate(3, 0.7))), _person(chance), mobile,
             codes(n + 1) if codes else "")
        for n, ((county, school), mobile) in enumerate(zip(names, numbers, strict=True))
    ]  # fmt: skip


def _names(chance: random.Random, wanted: int) -> list[tuple[str, str]]:
    towns = {county: text.split() for county, text in TOWNS.items()}
    everywhere = sorted({town for each in towns.values() for town in each})
    number = 0
    while sum(map(len, towns.values())) * 11 < wanted:
        county = MORE_COUNTIES[number] if number < len(MORE_COUNTIES) else _county(number)
        towns[county] = chance.sample(everywhere, k=12)
        number += 1
    names: dict[tuple[str, str], None] = {}
    for county, mine in towns.items():
        shown = county if chance.random() < 0.8 else ""
        names |= dict.fromkeys((county, shown + _ending(chance, kind)) for kind in chance.sample(_IN_COUNTY, k=20))
        for town in mine:
            front = county if chance.random() < 0.3 else ""
            names |= dict.fromkeys(
                (county, front + town + _ending(chance, kind)) for kind in chance.sample(_IN_TOWN, k=4)
            )
            for village in chance.sample(VILLAGES, k=3):
                kinds = chance.sample(("小学", "小学", "教学点", "幼儿园", "学校"), k=chance.choice((1, 2)))
                names |= dict.fromkeys((county, front + town + village + kind) for kind in kinds)
    listed = list(names)
    chance.shuffle(listed)
    return listed[:wanted]


def _county(number: int) -> str:
    first, second = "云清白龙金永长安和宁", "川丘山阳泉河陵乐源谷"
    place = number * 37 % 1000
    return first[place // 100] + second[place // 10 % 10] + ("县", "市", "区")[place % 3]


def _ending(chance: random.Random, kind: str) -> str:
    ending = _ENDINGS.get(kind[-2:])
    return kind[:-2] + ending if ending and chance.random() < 0.15 else kind


def _person(chance: random.Random) -> str:
    return chance.choice(FAMILY) + "".join(chance.sample(GIVEN, k=chance.choice((1, 2, 2))))
