// Builds what the browser loads: one style sheet, one script, the chart script,
// an entry for each page that has its own behaviour, the reader of PDFs with its parts, and the icon sprite.
// Run from anywhere: node script/build-assets.mjs. A server that runs meanwhile misses nothing:
// the new files take the place of the old ones at the end, all at once.

import { copyFile, cp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, parse } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const assets = join(root, "xingtan/ui/assets");
const served = join(root, "xingtan/ui/static/ui/built");
const built = `${served}.new`;

/** The oldest browsers teachers bring: Android WebView of 2020, iOS 14.5. */
const TARGET = ["chrome87", "safari14.1"];

async function entries() {
  const pages = (await readdir(join(assets, "pages"))).filter((name) => name.endsWith(".js"));
  return {
    app: join(assets, "app.js"),
    chart: join(assets, "chart.js"),
    style: join(assets, "css/style.css"),
    dark: join(assets, "css/dark.css"),
    "pdf/worker": join(root, "node_modules/pdfjs-dist/legacy/build/pdf.worker.mjs"),
    ...Object.fromEntries(
      pages.map((name) => [`pages/${parse(name).name}`, join(assets, "pages", name)]),
    ),
  };
}

async function sprite() {
  const list = await readFile(join(assets, "icons.txt"), "utf8");
  const names = list.split("\n").filter((line) => line && !line.startsWith("#"));
  const symbols = await Promise.all(names.map(symbol));
  await writeFile(
    join(built, "icons.svg"),
    `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`,
  );
}

async function symbol(name) {
  const file = join(root, "node_modules/bootstrap-icons/icons", `${name.trim()}.svg`);
  const svg = await readFile(file, "utf8");
  const shape = svg.replace(/^[^>]*>|<\/svg>\s*$/g, "").replace(/\s*\n\s*/g, "");
  return `<symbol id="${name.trim()}" viewBox="0 0 16 16">${shape}</symbol>`;
}

/** The typefaces of certificates and bills, so that a PDF does not depend on the machine's fonts. */
async function typefaces() {
  const source = join(root, "node_modules/@expo-google-fonts/noto-serif-sc");
  const fonts = join(built, "fonts");
  await mkdir(fonts);
  await copyFile(join(source, "LICENSE_FONT"), join(fonts, "LICENSE"));
  for (const style of ["400Regular", "700Bold"]) {
    const file = `NotoSerifSC_${style}.ttf`;
    await copyFile(join(source, style, file), join(fonts, file));
  }
}

/** What documents refer to without carrying it: Chinese encodings and the fourteen standard typefaces. */
async function documentParts() {
  const source = join(root, "node_modules/pdfjs-dist");
  for (const part of ["cmaps", "standard_fonts"]) {
    await cp(join(source, part), join(built, "pdf", part), { recursive: true });
  }
}

/** A packed twin beside each file, so that the embedded server sends a third of the bytes. */
async function packed() {
  for (const file of await readdir(built, { recursive: true })) {
    if (!/\.(css|js|svg)$/.test(file)) continue;
    const content = await readFile(join(built, file));
    await writeFile(join(built, `${file}.gz`), await promisify(gzip)(content, { level: 9 }));
  }
}

const options = {
  entryPoints: await entries(),
  outdir: built,
  bundle: true,
  minify: true,
  format: "iife",
  target: TARGET,
  legalComments: "eof",
  logLevel: "warning",
};

await rm(built, { recursive: true, force: true });
await mkdir(built, { recursive: true });
await sprite();
await typefaces();
await documentParts();
await build(options);
await packed();
await rm(served, { recursive: true, force: true });
await rename(built, served);
