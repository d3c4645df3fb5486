/* One selection for the map, the time line, the table, the totals and the stories; the address of the page holds it. */
const chosen = { words: "", types: new Set(), country: "", from: "", to: "", area: null, sort: "", map: null, at: "" };
let page = null, incidents = [];

/* The fragment: parts that are named, such as #type=death&q=CBP; or, as links have it, an identifier alone. */
const NAMES = { q: "words", country: "country", from: "from", to: "to", sort: "sort", at: "at" };
const numbers = (text, many) => {
  const found = (text || "").split(",").map(Number);
  return found.length === many && found.every(Number.isFinite) ? found : null;
};
function readAddress() {
  const fragment = location.hash.slice(1);
  if (fragment && !fragment.includes("=")) { chosen.at = decodeURIComponent(fragment); return; }
  const parts = new URLSearchParams(fragment);
  for (const [name, part] of Object.entries(NAMES)) chosen[part] = parts.get(name) || "";
  const known = new Set(page.types.map(([type]) => type));
  chosen.types = new Set((parts.get("type") || "").split(",").filter((type) => known.has(type)));
  chosen.area = numbers(parts.get("area"), 4);
  chosen.map = numbers(parts.get("map"), 3);
}
function writeAddress() {
  const parts = new URLSearchParams();
  for (const [name, part] of Object.entries(NAMES)) if (chosen[part]) parts.set(name, chosen[part]);
  if (chosen.types.size) parts.set("type", [...chosen.types].join(","));
  if (chosen.area) parts.set("area", chosen.area.map((side) => side.toFixed(3)).join(","));
  if (chosen.map) parts.set("map", chosen.map.map((part) => part.toFixed(3)).join(","));
  const fragment = parts.toString().replaceAll("%2C", ",");
  if (fragment !== location.hash.slice(1)) history.replaceState(null, "", `#${fragment}`);
}
function remember(id) {
  chosen.at = id;
  writeAddress();
}

/* What is searched in: of an incident its fields, its evidence and the title of its story; of a story its whole text. */
const searchable = (words) => words.toLowerCase().replace(/(\d),(?=\d{3})/g, "$1");
const LETTER = /[\p{L}\p{N}]/u;
/* Words are found from their beginning on, numbers as a whole: 520 is not in 1,520, and 2025-03 is in 2025-03-07. */
function holds(haystack, word) {
  for (let at = haystack.indexOf(word); at >= 0; at = haystack.indexOf(word, at + 1)) {
    const before = haystack[at - 1] || " ", after = haystack[at + word.length] || " ";
    const isNumber = /\d$/.test(word);
    if (!(LETTER.test(word[0]) && LETTER.test(before)) && !(isNumber && /\d/.test(after))
      && !(/^\d/.test(word) && /[.\d]/.test(before))) return true;
  }
  return false;
}
let asked = [], searchedIncidents = null, searchedStories = null;
async function prepareSearch() {
  const words = searchable(chosen.words).split(/\s+/).filter(Boolean);
  if (words.length && !searchedIncidents) await readAll();
  asked = words; // what is asked for counts once it can be looked for
}
async function readAll() {
  const contents = await texts();
  const titles = page.stories.map((story) => story.join(" "));
  searchedStories = contents.map((text, place) => searchable(`${titles[place]}\n${text}`));
  const cuts = contents.map(cutter);
  searchedIncidents = incidents.map((each) => searchable([
    ...Object.values(each.row), each.heading, each.when, each.people, ...each.words, titles[each.story],
    ...each.evidence.map(([start, end]) => cuts[each.story](start, end)),
  ].join("\n")));
}
const isAskedOf = (haystack) => asked.every((word) => holds(haystack, word));

/* The tests of the selection, each by its name, so that a part of the page can leave out the one that it shows itself. */
const dayOf = (each) => each.row.start || each.row.end || "";
const tests = {
  words: (each) => !asked.length || isAskedOf(searchedIncidents[each.place]),
  types: (each) => !chosen.types.size || chosen.types.has(each.row.type),
  country: (each) => !chosen.country || (each.row.country || NO_COUNTRY) === chosen.country,
  time: (each) => {
    const day = dayOf(each);
    if (!chosen.from && !chosen.to) return true;
    return day.length >= Math.max(chosen.from.length, chosen.to.length) && !day.startsWith("--")
      && (!chosen.from || day.slice(0, chosen.from.length) >= chosen.from)
      && (!chosen.to || day.slice(0, chosen.to.length) <= chosen.to);
  },
  area: (each) => !chosen.area || each.spots.some(([, lat, lon]) =>
    chosen.area[0] <= lon && lon <= chosen.area[2] && chosen.area[1] <= lat && lat <= chosen.area[3]),
};
const NO_COUNTRY = "No country reported";
function selected(without = "") {
  const asking = Object.entries(tests).filter(([name]) => name !== without).map(([, test]) => test);
  return incidents.filter((each) => asking.every((test) => test(each)));
}

/* Everything follows the selection; what shows itself adds itself here. */
const followers = [];
let turn = 0;
async function choose(changes = {}) {
  Object.assign(chosen, changes);
  const mine = turn += 1;
  await prepareSearch();
  if (mine !== turn) return; // the selection has changed in the meantime
  const now = selected();
  for (const follow of followers) follow(now);
  writeAddress();
}

/* The form of the selection. */
function startForm(form) {
  const words = byId("f-words"), country = byId("f-country"), from = byId("f-from"), to = byId("f-to");
  form.addEventListener("submit", (event) => event.preventDefault());
  let waiting = 0;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => choose({ words: words.value.trim() }), 120);
  });
  country.addEventListener("change", () => choose({ country: country.value }));
  // An end that would lie on the wrong side of the other one sets that one free.
  from.addEventListener("change", () => choose({ from: from.value, to: chosen.to && chosen.to < from.value ? "" : chosen.to }));
  to.addEventListener("change", () => choose({ to: to.value, from: to.value && chosen.from > to.value ? "" : chosen.from }));
  for (const chip of all(".chip", form)) {
    chip.addEventListener("click", () => {
      const { type } = chip.dataset, types = new Set(chosen.types);
      if (!types.delete(type)) types.add(type);
      choose({ types });
    });
  }
  byId("f-reset").addEventListener("click", () =>
    choose({ words: "", types: new Set(), country: "", from: "", to: "", area: null }));
  followers.push((now) => {
    if (words.value.trim() !== chosen.words) words.value = chosen.words;
    for (const [select, value] of [[country, chosen.country], [from, chosen.from], [to, chosen.to]]) {
      if (value && ![...select.options].some((option) => option.value === value)) select.append(make("option", { value }, value));
      select.value = value;
    }
    const ofType = new Map();
    for (const each of selected("types")) ofType.set(each.row.type, (ofType.get(each.row.type) || 0) + 1);
    for (const chip of all(".chip", form)) {
      chip.setAttribute("aria-pressed", String(chosen.types.has(chip.dataset.type)));
      chip.querySelector(".number").textContent = ofType.get(chip.dataset.type) || 0;
    }
    const count = now.length === incidents.length ? plural(now.length, "incident", "incidents")
      : `${now.length.toLocaleString("en")} of ${plural(incidents.length, "incident", "incidents")}`;
    byId("f-count").textContent = chosen.area ? `${count}, in the area chosen on the map` : count;
    byId("f-reset").disabled = !(chosen.words || chosen.types.size || chosen.country || chosen.from || chosen.to || chosen.area);
  });
  form.hidden = false;
}
