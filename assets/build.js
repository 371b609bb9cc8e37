// Bundle the explorer's script and write its third-party licences: node build.js [FOLDER]
import { build } from "esbuild";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { notices } from "./notices.js";

const folder = process.argv[2] ?? "../graph/pages";

const made = await build({
  entryPoints: ["src/main.js"],
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
await writeFile(join(folder, "explorer.js"), script);
await writeFile(join(folder, "explorer.licences.txt"), await notices(made.metafile, readFile));
