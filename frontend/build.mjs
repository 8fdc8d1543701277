// npm ci --ignore-scripts && npm run build: writes ../src/main/resources/static/assets, which is committed.
import { context, build } from "esbuild";
import { cpSync, mkdirSync } from "node:fs";

const out = "../src/main/resources/static/assets";
const options = {
  entryPoints: ["src/dure.css", "src/dure.js", "src/charts.js", "src/passkeys.js", "src/drafting.js", "src/report-grid.js"],
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome109", "firefox115", "safari16"],
  charset: "utf8",
  external: ["fonts/*"],
  legalComments: "none", // the notices stand in NOTICE
  logLevel: "info",
};

mkdirSync(`${out}/fonts`, { recursive: true });
cpSync("node_modules/htmx.org/dist/htmx.min.js", `${out}/htmx.js`);
cpSync("src/mark.svg", `${out}/mark.svg`);
for (const weight of ["Regular", "Medium", "Bold"]) {
  cpSync(
    `node_modules/krds-uiux/resources/fonts/PretendardGOV-${weight}.subset.woff2`,
    `${out}/fonts/PretendardGOV-${weight}.woff2`,
  );
}

if (process.argv.includes("--watch")) {
  await (await context(options)).watch();
} else {
  await build(options);
}
