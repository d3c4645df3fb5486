/* The table of incidents, the totals and the list of stories, as the selection has them. */
const FIRST = 50;
const LOST = ["dead", "missing"];
/* How many had which fate, without the fates that have columns of their own where asked. */
const fatesOf = (each, apart = []) => Object.entries(page.fates)
  .filter(([fate]) => !apart.includes(fate) && each.row[fate])
  .map(([fate, name]) => `${each.row[fate].toLocaleString("en")} ${name}`).join(", ");
/* A date, then a date without a year, then none. */
const timeOrder = (each) => `${!dayOf(each) ? 2 : dayOf(each).startsWith("--") ? 1 : 0}${dayOf(each)}`;
const placeOf = (each) => [...new Set([each.row.place, countryName(each)])].filter(Boolean).join(", ");
const countryName = (each) => (each.row.country ? (page.nations[each.row.country] || [each.row.country])[0] : "");
const number = (value) => (value === undefined ? "" : value.toLocaleString("en"));
/* The columns: key, name, what a cell shows, what the column is sorted by, whether it holds numbers, the largest first, and
   what else is to know of it. */
const COLUMNS = [
  ["date", "Date", (each) => each.when || "–", timeOrder],
  ["type", "Type", (each) => link(each), (each) => each.heading],
  ["place", "Place", placeOf, (each) => placeOf(each) || "\uffff"],
  ["people", "People", (each) => number(each.row.people_min), (each) => each.row.people_min, true],
  ["dead", "Dead", (each) => number(each.row.dead), (each) => each.row.dead, true],
  ["missing", "Missing", (each) => number(each.row.missing), (each) => each.row.missing, true],
  ["fates", "Other fates", (each) => fatesOf(each, LOST), (each) => fatesOf(each, LOST) || "\uffff"],
  ["agencies", "Agencies", (each) => each.row.agencies || "", (each) => each.row.agencies || "\uffff"],
  ["story", "Story", (each) => page.stories[each.story][0], (each) => page.stories[each.story][0]],
  ["confidence", "Incident", (each) => each.row.confidence.toFixed(2), (each) => each.row.confidence, true,
    "The chance that this is an incident at all. It says nothing of the values beside it."],
];
const cardOf = (each) => `s${each.story + 1}-i${each.number}`;
const link = (each) => make("a", { href: `#${cardOf(each)}` }, each.heading);

function sorted(now) {
  const key = chosen.sort.replace(/^-/, ""), column = COLUMNS.find(([name]) => name === key);
  if (!column) return now;
  const [, , , by, isNumber] = column, turned = chosen.sort.startsWith("-") ? -1 : 1;
  const lacks = (value) => value === undefined;
  return now.map((each) => [by(each), each]).sort(([one, a], [other, b]) => {
    if (lacks(one) || lacks(other)) return lacks(one) - lacks(other) || a.place - b.place; // what is not reported stays last
    const order = isNumber ? one - other : one < other ? -1 : one > other ? 1 : 0;
    return order * turned || a.place - b.place;
  }).map(([, each]) => each);
}

function startTable(table) {
  const body = table.querySelector("tbody"), more = byId("more-rows"), heads = new Map();
  let limit = FIRST, shown = [];
  for (const [key, name, , , isNumber, about] of COLUMNS) {
    const button = make("button", { type: "button", title: about }, name, make("span", { class: "order", "aria-hidden": "true" }));
    const head = make("th", { scope: "col", role: "columnheader", class: isNumber ? "amount" : null }, button);
    // Numbers begin with the largest, but for the chance that it is an incident: there the least comes first.
    const first = isNumber && key !== "confidence" ? `-${key}` : key, second = first === key ? `-${key}` : key;
    button.addEventListener("click", () => choose({ sort: chosen.sort === first ? second : chosen.sort === second ? "" : first }));
    heads.set(key, head);
    table.querySelector("thead tr").append(head);
  }
  const show = () => {
    body.replaceChildren(...shown.slice(0, limit).map((each) => make("tr", { role: "row" }, ...COLUMNS.map(([key, name, cell, , isNumber, about]) =>
      make("td", { role: "cell", class: `c-${key}${isNumber ? " amount" : ""}`, "data-name": name, title: about }, cell(each))))));
    more.hidden = shown.length <= limit;
    more.textContent = `Show all ${plural(shown.length, "incident", "incidents")}`;
    table.hidden = !shown.length;
    byId("no-rows").hidden = shown.length > 0;
  };
  more.addEventListener("click", () => {
    const before = limit;
    limit = Infinity;
    show();
    body.rows[before].querySelector("a").focus({ preventScroll: true });
  });
  followers.push((now) => {
    shown = sorted(now);
    for (const [key, head] of heads) {
      const order = chosen.sort === key ? "ascending" : chosen.sort === `-${key}` ? "descending" : null;
      if (order) head.setAttribute("aria-sort", order); else head.removeAttribute("aria-sort");
      head.querySelector(".order").textContent = order ? (order === "ascending" ? " ↑" : " ↓") : "";
    }
    limit = FIRST;
    show();
  });
  addEventListener("beforeprint", () => { limit = Infinity; show(); });
}

/* The totals, counted again by the key of each line. */
const KEYS = {
  type: (each, key) => Number(each.row.type === key),
  country: (each, key) => Number((each.row.country || NO_COUNTRY) === key),
  time: (each, key, long) => {
    const day = dayOf(each);
    const name = !day ? "No date reported" : day.startsWith("--") ? "Year not reported" : day.slice(0, long);
    return Number(name === key);
  },
};
function startTotals(section) {
  const kinds = all("[data-counts]", section);
  followers.push((now) => {
    const counted = now.filter((each) => page.counted.includes(each.row.status));
    for (const kind of kinds) {
      const of = KEYS[kind.dataset.counts];
      const found = all("[data-key]", kind), long = Math.max(...found.map((line) => (/^\d/.test(line.dataset.key) ? line.dataset.key.length : 0)));
      const lines = found.map((line) => {
        const { key } = line.dataset, amounts = of ? now.map((each) => of(each, key, long)) : counted.map((each) => each.row[key]);
        return [line, amounts.reduce((sum, part) => sum + (part || 0), 0), amounts.filter((part) => part !== undefined).length];
      });
      const most = Math.max(1, ...lines.map(([, sum]) => sum));
      for (const [line, sum, many] of lines) {
        const [amount, times] = all(".amount", line), bar = line.querySelector(".fill");
        amount.textContent = sum.toLocaleString("en");
        if (times) times.textContent = many.toLocaleString("en");
        if (bar) bar.setAttribute("width", (sum / most * 100).toFixed(1));
        line.hidden = sum === 0;
      }
      kind.hidden = lines.every(([line]) => line.hidden);
    }
  });
}

/* The stories: those of the incidents that are chosen and, where words are searched for, those with the words in their text. */
let showStory = () => {};
function startStories(section) {
  const isLinked = "linked" in section.dataset; // then each is an incident with its stories
  const stories = all("details.story", section), more = byId("more-stories"), note = byId("stories-note");
  let limit = FIRST, fitting = new Set();
  const show = () => {
    let seen = 0;
    stories.forEach((story, place) => {
      const fits = fitting.has(place);
      seen += fits;
      story.hidden = !fits || seen > limit;
    });
    more.hidden = seen <= limit;
    more.textContent = `Show all ${isLinked ? plural(seen, "incident", "incidents") : plural(seen, "story", "stories")}`;
  };
  showStory = (story) => { story.hidden = false; };
  more.addEventListener("click", () => { limit = Infinity; show(); });
  followers.push((now) => {
    const isWhole = now.length === incidents.length && !asked.length;
    const ofIncidents = new Set(now.map((each) => each.story));
    const byText = asked.length && !chosen.types.size && !chosen.country && !chosen.from && !chosen.to && !chosen.area;
    fitting = new Set(stories.map((_, place) => place).filter((place) =>
      isWhole || ofIncidents.has(place) || (byText && isAskedOf(searchedStories[place]))));
    const others = fitting.size - ofIncidents.size;
    note.textContent = isWhole || isLinked ? "" : `${plural(ofIncidents.size, "story", "stories")} of the incidents that are chosen${
      byText && others ? `, and ${plural(others, "story", "stories")} more with the words in the text` : ""}.`;
    limit = FIRST;
    show();
  });
  addEventListener("beforeprint", () => { limit = Infinity; show(); });
  byId("print").addEventListener("click", async () => {
    for (const place of fitting) {
      await open(stories[place]);
      stories[place].open = true;
    }
    print();
  });
  byId("print").hidden = false;
}
