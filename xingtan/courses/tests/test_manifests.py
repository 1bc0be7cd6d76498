"""What a manifest says of a package, and what it may not say."""

import pytest

from xingtan.courses.rules.manifests import ManifestWrong, as_json, from_json, missing_manifest, read_manifest
from xingtan.courses.tests.package_samples import manifest

FILES = ["index.html", "两讲/第一讲.html", "a/b.html", "imsmanifest.xml"]


def read(told: str, files: list[str] = FILES) -> list[tuple[str, str]]:
    return [(item.title, item.page) for item in read_manifest(told.encode(), files).items]


def refused(told: str, files: list[str] = FILES) -> str:
    with pytest.raises(ManifestWrong) as caught:
        read_manifest(told.encode(), files)
    return caught.value.code


@pytest.mark.parametrize(
    ("said", "version"),
    [("1.2", "1.2"), ("2004", "2004"), ("CAM 1.3", "2004"), ("2004 3rd Edition", "2004"), ("", "2004")],
)
def test_the_version_is_what_the_schema_says(said: str, version: str) -> None:
    assert read_manifest(manifest(version=said).encode(), FILES).version == version


def test_parts_come_in_the_order_of_the_organisation() -> None:
    told = manifest(("第一讲", "index.html"), ("第二讲", "a/b.html?from=1#top"))

    assert read(told) == [("第一讲", "index.html"), ("第二讲", "a/b.html?from=1#top")]


@pytest.mark.parametrize(
    ("href", "page"),
    [
        ("INDEX.HTML", "index.html"),
        ("./a/../index.html", "index.html"),
        ("a\\b.html", "a/b.html"),
        ("%E4%B8%A4%E8%AE%B2/%E7%AC%AC%E4%B8%80%E8%AE%B2.html", "两讲/第一讲.html"),
        ("两讲/第一讲.html", "两讲/第一讲.html"),
    ],
)
def test_addresses_are_found_as_tools_write_them(href: str, page: str) -> None:
    assert read(manifest(("讲", href))) == [("讲", page)]


@pytest.mark.parametrize(
    "href",
    [
        "../index.html", "a/../../index.html", "/index.html", "//evil.example/x.html", "https://evil.example/", "\\\\host\\x",
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "C:\\x.html", "%2e%2e/index.html", " https://evil.example",
    ],
)  # fmt: skip
def test_an_address_that_leads_out_is_refused(href: str) -> None:
    assert refused(manifest(("讲", href))) == "leads_out"


def test_a_base_counts_for_addresses_and_may_not_lead_out_either() -> None:
    assert read(manifest(("讲", "b.html"), base="a/")) == [("讲", "a/b.html")]
    assert refused(manifest(("讲", "b.html"), base="https://evil.example/")) == "leads_out"
    assert refused(manifest(("讲", "b.html"), base="../")) == "leads_out"


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (manifest(("讲", "nowhere.html")), "missing"),
        (manifest(("讲", "")), "no_page"),
        (manifest().replace('identifierref="r1"', 'identifierref="r9"'), "no_resource"),
        (manifest().replace("<item ", "<other ").replace("</item>", "</other>"), "no_items"),
        (manifest(head='<!DOCTYPE manifest [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "xml_declares"),
        (manifest(head='<!DOCTYPE manifest SYSTEM "http://evil.example/x.dtd">'), "xml_declares"),
        (manifest(("&a;", "index.html")), "xml_broken"),
        (manifest()[:-20], "xml_broken"),
        ("", "xml_broken"),
        ("<html><body>x</body></html>", "no_items"),
        (manifest(*[("讲", "index.html")] * 301), "many_items"),
        (manifest().replace("ADL SCORM", "IMS Common Cartridge"), "cartridge"),
        (manifest().replace("<organization ", "<a>" * 70 + "<organization "), "xml_deep"),
    ],
)
def test_what_cannot_be_played_is_said_by_its_reason(told: str, code: str) -> None:
    assert refused(told) == code


def test_a_script_in_a_title_is_words_and_a_hidden_part_is_none() -> None:
    told = manifest(("&lt;script&gt;alert(1)&lt;/script&gt;", "index.html"), ("隐", "index.html"))
    told = told.replace('identifierref="r2"', 'identifierref="r2" isvisible="false"')

    assert read(told) == [("<script>alert(1)</script>", "index.html")]


def test_launch_data_mastery_and_assets_are_kept() -> None:
    extra = "<adlcp:datafromlms>给课件的话</adlcp:datafromlms><adlcp:masteryscore>80</adlcp:masteryscore>"
    (item,) = read_manifest(manifest(extra=extra).encode(), FILES).items
    (asset,) = read_manifest(manifest(scorm="asset").encode(), FILES).items

    assert (item.launch_data, item.mastery, item.reports) == ("给课件的话", "80", True)
    assert not asset.reports


@pytest.mark.parametrize("said", ["101", "-1", "1e9", "<script/>", "eighty"])
def test_a_mastery_score_that_is_none_is_left_out(said: str) -> None:
    extra = f"<adlcp:masteryscore>{said}</adlcp:masteryscore>"

    assert read_manifest(manifest(extra=extra).encode(), FILES).items[0].mastery == ""


def test_parameters_of_a_part_are_joined_to_its_address() -> None:
    told = manifest(("讲", "index.html?a=1#x")).replace('identifierref="r1"', 'identifierref="r1" parameters="?b=2"')

    assert read(told) == [("讲", "index.html?a=1&b=2#x")]


def test_a_manifest_deeper_down_is_named_with_its_folder() -> None:
    assert missing_manifest(["课程/imsmanifest.xml", "课程/a.html"]).where == "课程"
    assert missing_manifest(["index.html"]).code == "no_manifest"


def test_what_is_stored_is_what_was_read() -> None:
    held = read_manifest(manifest(("第一讲", "index.html"), ("第二讲", "a/b.html")).encode(), FILES)

    assert from_json(as_json(held)) == held
