// Write down the licences of what a bundle was made of.
import { readdir } from "node:fs/promises";

// What a package brings that its own licence does not speak of.
const DATA = {
  "world-atlas":
    "The shapes and names of countries in it are those of Natural Earth, which are in the public\n" +
    "domain: https://www.naturalearthdata.com/about/terms-of-use/",
};

/**
 * Return the packages whose files went into a bundle, in alphabetical order.
 * @param {{inputs: Record<string, unknown>}} metafile
 * @returns {string[]}
 */
export function packages(metafile) {
  const found = Object.keys(metafile.inputs)
    .map((path) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
    .filter((name) => name !== undefined);
  return [...new Set(found)].sort();
}

/**
 * Return the notices as one text. Throws where a package has no licence that we may ship.
 * @param {string} page
 * @param {{inputs: Record<string, unknown>}} metafile
 * @param {(path: string, encoding: "utf8") => Promise<string>} read
 */
export async function notices(page, metafile, read) {
  const parts = [];
  for (const name of packages(metafile)) {
    const home = `node_modules/${name}`;
    const meta = JSON.parse(await read(`${home}/package.json`, "utf8"));
    if (!["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause"].includes(meta.license)) {
      throw new Error(`${name}: licence ${meta.license} is none of those that we ship`);
    }
    const files = (await readdir(home)).filter((file) => /^licen[cs]e/i.test(file)).sort();
    const text = files[0] ? await read(`${home}/${files[0]}`, "utf8") : author(meta);
    const data = name in DATA ? `\n${DATA[/** @type {keyof typeof DATA} */ (name)]}\n` : "";
    parts.push(`${name} ${meta.version} (${meta.license})\n\n${text.trim()}\n${data}`);
  }
  return `${page}.js contains the following packages.\n\n` + parts.join(`\n${"-".repeat(72)}\n\n`);
}

/** @param {{license: string, author?: string | {name: string}}} meta */
function author(meta) {
  const who = typeof meta.author === "string" ? meta.author : (meta.author?.name ?? "its authors");
  return `Copyright ${who}. The package holds no text of its licence, ${meta.license}.`;
}
