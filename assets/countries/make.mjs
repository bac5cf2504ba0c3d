// Makes names.tsv and names/ from CLDR and zones.tsv from tzdata. See README.md.
//
//     npm install cldr-core cldr-localenames-full
//     node make.mjs node_modules /usr/share/zoneinfo

import { readFileSync, writeFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [modules, zoneinfo] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));

const json = (path) => JSON.parse(readFileSync(join(modules, path)));
/** The fields of a table's lines, comments left out. */
const table = (path) =>
  readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line && !line.startsWith("#"))
    .map((line) => line.split("\t"));
const write = (name, heading, lines) =>
  writeFileSync(join(here, name), [heading, ...lines, ""].join("\n"));

// The regions of the phone number plans are the countries offered.
const regions = table(join(here, "numbers.tsv")).map(([code]) => code);
const ours = new Map(table(join(here, "aliases.tsv")).map(([code, names]) => [code, names.split(", ")]));

const { territoryInfo } = json("cldr-core/supplemental/territoryInfo.json").supplemental;
const { codeMappings } = json("cldr-core/supplemental/codeMappings.json").supplemental;
const namesIn = (locale) => {
  const path = `cldr-localenames-full/main/${locale}/territories.json`;
  return existsSync(join(modules, path)) ? json(path).main[locale].localeDisplayNames.territories : {};
};
const english = namesIn("en");

/** The names of a region in the languages that are official there. */
const endonyms = (code) =>
  Object.entries(territoryInfo[code]?.languagePopulation ?? {})
    .filter(([, { _officialStatus }]) => ["official", "de_facto_official"].includes(_officialStatus))
    .sort(([, a], [, b]) => b._populationPercent - a._populationPercent)
    .flatMap(([language]) => {
      const names = namesIn(language.replace("_", "-"));
      return [names[code], names[`${code}-alt-short`]];
    });

const countries = regions.map((code) => {
  const name = english[code];
  const aliases = [
    codeMappings[code]?._alpha3,
    ...["short", "variant", "chagos"].map((kind) => english[`${code}-alt-${kind}`]),
    name.startsWith("St. ") ? name.replace("St. ", "Saint ") : undefined,
    ...(ours.get(code) ?? []),
    ...endonyms(code),
  ];
  const distinct = new Set(aliases.filter((alias) => alias && alias !== name && alias !== code));
  return [code, name, [...distinct].join("|")].join("\t");
});
write("names.tsv", "# Region, English name, other names and endonyms. Made by make.mjs from CLDR and aliases.tsv.", countries);

/** The languages of the wizard but English, by what CLDR calls them. */
const languages = { de: "de", fr: "fr", es: "es", "pt-BR": "pt", uk: "uk", ja: "ja", "zh-Hans": "zh" };
for (const [tag, locale] of Object.entries(languages)) {
  const names = namesIn(locale);
  const { compare } = new Intl.Collator(tag);
  const lines = regions
    .map((code) => {
      const others = ["short", "variant"].map((kind) => names[`${code}-alt-${kind}`]);
      const distinct = new Set(others.filter((name) => name && name !== names[code] && name !== code));
      return [code, names[code], [...distinct].join("|")];
    })
    .sort(([, a], [, b]) => compare(a, b))
    .map((fields) => fields.join("\t"));
  write(
    join("names", `${tag}.tsv`),
    "# Region, its name in this language, other names; in the order of the alphabet. Made by make.mjs from CLDR.",
    lines,
  );
}

// Zones that tzdata gives to a country, then the other names of those zones.
const zones = new Map(
  table(join(zoneinfo, "zone.tab"))
    .filter(([code]) => regions.includes(code))
    .map(([code, , zone]) => [zone, code]),
);
// Abbreviations and offsets are nobody's place, whatever zone they are linked to.
const noPlace = /^(Etc\/|Antarctica\/|[A-Z]{3}([0-9+-].*)?$|GMT|Greenwich|Universal|Zulu)/;
const places = new Set(["PRC", "ROC", "ROK"]);
const links = readFileSync(join(zoneinfo, "tzdata.zi"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("L "))
  .map((line) => line.split(" ").slice(1))
  .filter(([, name]) => !noPlace.test(name) || places.has(name));
const targets = new Map(links.map(([target, name]) => [name, target]));
for (const name of targets.keys()) {
  let target = name;
  while (!zones.has(target) && targets.has(target)) target = targets.get(target);
  if (!zones.has(name) && zones.has(target)) zones.set(name, zones.get(target));
}
write(
  "zones.tsv",
  "# Time zone, region. Made by make.mjs from tzdata.",
  [...zones].map((pair) => pair.join("\t")).sort(),
);
