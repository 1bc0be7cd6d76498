"""The pages of funding: the lists of who falls short, and a county's or school's own."""

from xingtan.funding.views.declaring import county_declare, school_declare
from xingtan.funding.views.lists import counties, county, evidence, index, remind, school

__all__ = ["counties", "county", "county_declare", "evidence", "index", "remind", "school", "school_declare"]
