// Bundles the scripts of the site into one folder: `node build.mjs [FOLDER]`, ../assets if none is said.
//
// Classic scripts, since modules don't load from a disk. The same sources give the same bytes; each bundle names the
// digest of its sources, so that a bundle older than they are is noticed even where there is no Node.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, "..", "assets"));
const bundles = readdirSync(join(here, "src")).filter((name) => name.endsWith(".ts")).sort();
const inside = ["@dagrejs/dagre", "@dagrejs/graphlib", "@leeoniya/ufuzzy"];

function digest() {
  const sources = readdirSync(join(here, "src"), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name));
  const hash = createHash("sha256");
  const named = [...sources, join(here, "package-lock.json"), join(here, "build.mjs")]
    .map((path) => [relative(here, path).split(sep).join("/"), path])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, path] of named) hash.update(`${name}\0${readFileSync(path, "utf8").replaceAll("\r\n", "\n")}\0`);
  return hash.digest("hex");
}

function licences() {
  return inside
    .map((name) => {
      const { version } = JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"), "utf8"));
      const licence = readFileSync(join(here, "node_modules", name, "LICENSE"), "utf8").replaceAll("\r\n", "\n");
      return `${name} ${version}\n\n${licence.trim()}\n`;
    })
    .join("\n\n");
}

async function bundle(name, mark) {
  const made = await build({
    configFile: false,
    root: here,
    logLevel: "warn",
    build: {
      write: false,
      target: "es2022",
      minify: true,
      lib: { entry: join(here, "src", name), formats: ["iife"], name: "itsm" },
    },
  });
  const [{ code }] = [made].flat()[0].output;
  writeFileSync(join(out, name.replace(/\.ts$/, ".js")), `/*! itsm-as-code, built from ${mark} */\n${code.trim()}\n`);
}

mkdirSync(out, { recursive: true });
const mark = digest();
for (const name of bundles) await bundle(name, mark);
writeFileSync(join(out, "licences.txt"), licences());
