"""A house with one teacher, a few packages and a few PDFs, for journeys against a real server; run as a program it is filled."""

import json
import os

import typst

from xingtan.courses.tests.package_samples import manifest, packed

SCO_12 = """<!doctype html><html><head><meta charset="utf-8"><title>1.2</title></head><body>
<p id="seen"></p><button id="next">下一页</button><button id="end">完成</button>
<script>
function find(from) { let tries = 0; while (!from.API && from.parent !== from && tries++ < 7) from = from.parent; return from.API; }
const api = find(window);
const begun = api.LMSInitialize("");
let page = Number(api.LMSGetValue("cmi.core.lesson_location") || 0);
const show = () => document.querySelector("#seen").textContent =
  [begun, api.LMSGetValue("cmi.core.student_name"), api.LMSGetValue("cmi.core.entry"), `第${page}页`, api.LMSGetValue("cmi.suspend_data")].join(" ");
show();
document.querySelector("#next").onclick = () => {
  page += 1;
  api.LMSSetValue("cmi.core.lesson_location", String(page));
  api.LMSSetValue("cmi.suspend_data", "记" + page);
  api.LMSSetValue("cmi.core.lesson_status", "incomplete");
  api.LMSSetValue("cmi.core.exit", "suspend");
  api.LMSCommit("");
  show();
};
document.querySelector("#end").onclick = () => {
  api.LMSSetValue("cmi.core.score.raw", "85");
  api.LMSSetValue("cmi.core.session_time", "99:00:00");
  api.LMSSetValue("cmi.core.lesson_status", "completed");
  api.LMSFinish("");
};
</script></body></html>"""
SCO_2004 = """<!doctype html><html><head><meta charset="utf-8"><title>2004</title></head><body>
<p id="seen"></p><a id="turn" href="two.html">翻页</a><button id="end">完成</button>
<script>
const api = window.API_1484_11;
const begun = api.Initialize("");
document.querySelector("#seen").textContent =
  [begun, api.GetValue("cmi.learner_name"), api.GetValue("cmi.entry"), api.GetValue("cmi.location"), api.GetValue("cmi.completion_status")].join(" ");
if (document.title === "2004") { api.SetValue("cmi.location", "甲"); api.SetValue("cmi.completion_status", "incomplete"); api.Commit(""); }
document.querySelector("#end").onclick = () => {
  api.SetValue("cmi.score.scaled", "0.9");
  api.SetValue("cmi.success_status", "passed");
  api.SetValue("cmi.completion_status", "completed");
  api.Terminate("");
};
</script></body></html>"""
PROBES = """
const trial = async (name, deed) => { try { return [name, String(await deed())]; } catch (error) { return [name, "stopped: " + error.name]; } };
const within = (wait, ms) => Promise.race([wait, new Promise((_, stop) => setTimeout(() => stop(new Error("nothing came")), ms))]);
window.probed = async () => Object.fromEntries(await Promise.all([
  trial("parent document", () => parent.document.title),
  trial("top document", () => top.document.body.innerHTML.length),
  trial("parent storage", () => parent.localStorage.length),
  trial("cookies", () => Object.getOwnPropertyDescriptor(Document.prototype, "cookie").get.call(document)),
  trial("page by fetch", async () => (await fetch(HOUSE + "/study/", { credentials: "include" })).status),
  trial("page blindly", async () => (await fetch(HOUSE + "/study/", { mode: "no-cors", credentials: "include" })).type),
  trial("page by request", () => new Promise((done, stop) => {
    const asked = new XMLHttpRequest();
    asked.withCredentials = true;
    asked.onload = () => done(asked.status);
    asked.onerror = () => stop(new Error("refused"));
    asked.open("GET", HOUSE + "/study/");
    asked.send();
  })),
  trial("picture", () => within(new Promise((done, stop) => {
    const picture = new Image();
    picture.onload = () => done("loaded");
    picture.onerror = () => stop(new Error("refused"));
    picture.src = HOUSE + "/static/ui/built/icons.svg";
  }), 3000)),
  trial("worker of the house", () => within(new Promise((done, stop) => {
    const worker = new Worker(HOUSE + "/static/ui/built/app.js");
    worker.onerror = () => stop(new Error("refused"));
    setTimeout(() => done("started"), 1500);
  }), 3000)),
]));
"""
HOSTILE = f"""<!doctype html><html><head><meta charset="utf-8"><title>恶意</title></head><body><p id="seen">…</p>
<form id="away" method="post" action="HOUSE/account/sign-out/"><input name="x"></form>
<script>
let HOUSE = new URL(location.href).origin;
{PROBES}
const forged = (report, nonce) => parent.postMessage({{ xingtan: "package", nonce, report }}, "*");
const sound = {{ location: "x", suspend_data: "", completion: "completed", success: "passed", score: {{ raw: "", min: "", max: "", scaled: "" }}, seconds: 1, left: true }};
window.forge = () => {{
  const nonce = JSON.parse(window.name).nonce;
  forged(sound, "guessed");
  forged({{ ...sound, completion: "<img src=x onerror=alert(1)>" }}, nonce);
  forged({{ ...sound, suspend_data: "x".repeat(70000) }}, nonce);
  forged({{ ...sound, score: {{ ...sound.score, raw: 100 }} }}, nonce);
  forged(null, nonce);
  parent.postMessage("text", "*");
}};
window.flee = () => {{
  document.querySelector("#away").action = HOUSE + "/account/sign-out/";
  document.querySelector("#away").submit();
  try {{ top.location = HOUSE + "/desk/"; }} catch (error) {{ window.stopped = error.name; }}
  window.opened = window.open(HOUSE + "/desk/");
}};
document.querySelector("#seen").textContent = "ready";
</script></body></html>"""


SONG = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 40>>stream
BT /F1 24 Tf 20 100 Td <4E2D6587> Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>endobj
6 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 7 0 R>>endobj
7 0 obj<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>endobj
trailer<</Root 1 0 R>>
"""
"""A page of 中文 whose typeface is not in the file, as offices print them."""


def pdf() -> bytes:
    """Three pages of Chinese."""
    pages = "\n#pagebreak()\n".join(
        f"= 校园安全 第{n}章\n#rect(width: 100%, height: 40%, fill: blue)" for n in (1, 2, 3)
    )
    made: bytes = typst.compile(f'#set text(font: "Noto Sans CJK SC")\n{pages}'.encode(), format="pdf")
    return made


def fill() -> dict[str, str]:
    """One teacher in a programme that runs today, and a lesson for each package."""
    import django  # noqa: PLC0415 - this module is imported by tests, and set up only as a program

    django.setup()
    from xingtan.accounts.tests import given as people  # noqa: PLC0415
    from xingtan.courses.tests import given_packages as packages  # noqa: PLC0415
    from xingtan.foundation import clock  # noqa: PLC0415
    from xingtan.programmes.tests import given as programmes  # noqa: PLC0415
    from xingtan.study.tests import given  # noqa: PLC0415

    programme = programmes.programme_2020(today=clock.today())
    teacher = given.learner(programme)
    two = SCO_2004.replace("<title>2004</title>", "<title>two</title>")
    contents: dict[str, dict[str, str | bytes]] = {
        "scorm_12": {"imsmanifest.xml": manifest(), "index.html": SCO_12},
        "scorm_2004": {"imsmanifest.xml": manifest(version="2004"), "index.html": SCO_2004, "two.html": two},
        "hostile": {"imsmanifest.xml": manifest(), "index.html": HOSTILE},
    }
    parts = manifest(("第一讲 · 从读题开始", "a.html"), ("第二讲 · 课堂上的追问", "b.html"), ("小测", "c.html"))
    contents["several"] = {"imsmanifest.xml": parts, "a.html": SCO_12, "b.html": SCO_12, "c.html": SCO_12}
    outer = (
        '<!doctype html><html><head></head><frameset cols="*"><frame src="inner.html" name="inner"></frameset></html>'
    )
    contents["framed"] = {"imsmanifest.xml": manifest(), "index.html": outer, "inner.html": SCO_12}
    lessons = {name: packages.lesson(packed(files), programme=programme) for name, files in contents.items()}
    documents = {"document": pdf(), "song": SONG, "torn": b"%PDF-1.4 and then nothing"}
    lessons |= {name: packages.lesson(content, programme=programme) for name, content in documents.items()}
    return {
        "session": teacher.browser().cookies["session"].value,
        "author": people.signed_in(packages.author(programme)).cookies["session"].value,
        "name": teacher.enrolment.account.name,
        **{name: lesson.public_id for name, lesson in lessons.items()},
    }


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "xingtan.config.settings"
    print(json.dumps(fill()))  # noqa: T201 - its answer
