"""The subject of the mail by which a school sends its roster (R45).

>>> subject_of("忻州市2020年全员培训{unit}{school}参训名单", unit="原平市", school="原平市第一中学校")
'忻州市2020年全员培训原平市第一中学校参训名单'
"""

from xingtan.foundation.text import compact

CITY_DIRECT = "市直"


def subject_of(pattern: str, *, unit: str, school: str) -> str:
    """The subject as the notice words it, without spaces (A11), the unit by its real name (A10).

    A school's full name that begins with the unit says it already; it is not said twice.
    """
    said = "" if school.startswith(unit) else unit
    return compact(pattern.replace("{unit}", said).replace("{school}", school))
