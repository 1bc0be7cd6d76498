"""One post of each kind, in places that belong together."""

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.organisations.models import School
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.models import Programme


def post(kind: str, programme: Programme, school: School) -> Post:
    """Someone with this post: of the city, the school's county, the school, or the programme."""
    match kind:
        case Kind.CITY_SUPERVISOR:
            return people.post(kind, division=organisations.division(organisations.CITY))
        case Kind.COUNTY_ADMIN:
            return people.post(kind, division=school.division)
        case Kind.SCHOOL_HEAD | Kind.SCHOOL_CONTACT:
            return people.post(kind, school=school)
        case Kind.LEARNER:
            return people.post(kind, school=school, programme_code=programme.code)
    return people.post(kind, programme_code=programme.code)
