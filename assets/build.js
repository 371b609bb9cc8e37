// Bundle the scripts of the pages and write their third-party licences: node build.js [FOLDER]
import { build } from "esbuild";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { notices } from "./notices.js";

const folder = process.argv[2] ?? "../graph/pages";

for (const page of ["explorer", "flows"]) {
  const made = await build({
    entryPoints: [`src/${page}/main.js`],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    write: false,
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const script = made.outputFiles[0]?.text ?? "";
  // Inside a page nothing may end the script's own element.
  if (/<\/script|<!--/i.test(script)) throw new Error("the bundle would end its own element");
  await writeFile(join(folder, `${page}.js`), script);
  const terms = await notices(page, made.metafile, readFile);
  await writeFile(join(folder, `${page}.licences.txt`), terms);
}
