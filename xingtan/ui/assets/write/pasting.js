// What is pasted from Word, WPS, WeChat or a web page, with its words and structure and nothing else.

const KEPT = new Set("P BR H2 H3 H4 UL OL LI STRONG B EM I U S SUB SUP BLOCKQUOTE PRE CODE A TABLE THEAD TBODY TR TH TD HR".split(" "));
const GONE = new Set("SCRIPT STYLE TITLE META LINK XML NOSCRIPT TEMPLATE IFRAME OBJECT EMBED SVG MATH SELECT TEXTAREA INPUT IMG".split(" "));
const RENAMED = { H1: "H2", H5: "H4", H6: "H4", DIV: "P", SECTION: "P", ARTICLE: "P" };
const BLOCKS = "p,h2,h3,h4,ul,ol,table,blockquote,pre,hr";

function copied(node, into) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) into.append(child.data);
    if (child.nodeType !== Node.ELEMENT_NODE || GONE.has(child.tagName)) continue;
    const name = RENAMED[child.tagName] ?? child.tagName;
    const holdsBlocks = name === "P" && child.querySelector(`${BLOCKS},div,section,article,h1`);
    if (!KEPT.has(name) || holdsBlocks) {
      copied(child, into);
      continue;
    }
    const made = document.createElement(name);
    const href = child.getAttribute("href");
    if (name === "A" && /^(https?:|mailto:|tel:)/i.test(href ?? "")) made.setAttribute("href", href);
    for (const span of ["colspan", "rowspan"]) {
      if (/^\d{1,2}$/.test(child.getAttribute(span) ?? "")) made.setAttribute(span, child.getAttribute(span));
    }
    copied(child, made);
    if (made.textContent.trim() || ["BR", "HR", "TD", "TH"].includes(name)) into.append(made);
  }
}

/** Clean HTML of what was pasted. DOMParser runs no script and loads nothing. */
export function tidied(html) {
  const source = new DOMParser().parseFromString(html, "text/html");
  const into = document.createElement("div");
  copied(source.body, into);
  return into.innerHTML;
}
