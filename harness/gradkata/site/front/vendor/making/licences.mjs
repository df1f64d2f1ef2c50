// Prints the licence of every package that went into ../codemirror.js; esbuild, which only makes it, is left out.
import { readdirSync, readFileSync } from "node:fs";

const root = "node_modules";
const scopes = readdirSync(root).filter((name) => !name.startsWith("."));
const names = scopes.flatMap((name) =>
  name.startsWith("@") ? readdirSync(`${root}/${name}`).map((inner) => `${name}/${inner}`) : [name]);
for (const name of names.filter((each) => !each.includes("esbuild")).sort()) {
  const folder = `${root}/${name}`;
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  console.log(`${name} ${version} (${license})\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}\n\n`);
}
