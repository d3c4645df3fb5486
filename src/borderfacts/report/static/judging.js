/* What a person says of the values: kept in the browser, and given out as the coding sheet that borderfacts reads. */
const VERDICTS = [["right", "✓", "Right"], ["wrong", "✗", "Wrong"], ["unclear", "?", "Unsure"]];
const verdicts = new Map();
let shelf = "";
const keyOf = (event, field) => JSON.stringify([event.document, event.id, field]);

function recall(name) {
  shelf = name;
  try {
    for (const [key, verdict] of JSON.parse(localStorage.getItem(shelf) || "[]")) verdicts.set(key, verdict);
  } catch { /* a browser that keeps nothing: what is judged lasts as long as the page is open */ }
  tellJudged();
}
function judge(event, field, verdict, correction = "") {
  const key = keyOf(event, field);
  if (verdict || correction) verdicts.set(key, { verdict, correction });
  else verdicts.delete(key);
  try { localStorage.setItem(shelf, JSON.stringify([...verdicts])); } catch { /* as above */ }
  tellJudged();
}
function tellJudged() {
  byId("judged").textContent = verdicts.size ? `${plural(verdicts.size, "value", "values")} judged` : "No value is judged yet";
  byId("forget").hidden = !verdicts.size;
}

/* The buttons beside the fields of each card of a story. */
function putJudging(story, sheet) {
  if (!byId("judged")) return;
  all(".card", story).forEach((card, place) => {
    const event = sheet[place];
    for (const field of all("[data-field]", card)) {
      const columns = page.judged[field.dataset.field].filter((column) => (event.lines[column] || [])[1]);
      if (columns.length) field.append(judgement(event, columns, field.querySelector("dt").textContent));
    }
    card.append(missing(event));
  });
}
const verdictOf = (event, column) => verdicts.get(keyOf(event, column)) || { verdict: "", correction: "" };
/* What a field is as a whole: wrong where one of its columns is, right where all of them are. */
function wholeOf(event, columns) {
  const found = columns.map((column) => verdictOf(event, column).verdict);
  return ["wrong", "unclear"].find((verdict) => found.includes(verdict)) || (found.every((verdict) => verdict === "right") ? "right" : "");
}
/* The buttons of a field, and a line for each of its columns. Of several columns the cross marks none: it opens their lines. */
function judgement(event, columns, name) {
  const isSeveral = columns.length > 1, details = make("dd", { class: "corrections", hidden: wholeOf(event, columns) !== "wrong" });
  const buttons = VERDICTS.map(([verdict, sign, word]) => make("button", {
    type: "button", class: `verdict v-${verdict}`, title: word, "aria-label": `${word}: ${name}`, "data-verdict": verdict,
  }, sign));
  const opener = isSeveral && buttons.find((button) => button.dataset.verdict === "wrong");
  const show = () => {
    const now = wholeOf(event, columns);
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.verdict === now));
    if (opener) opener.setAttribute("aria-expanded", String(!details.hidden));
    for (const line of lines) line.show();
  };
  const lines = columns.map((column) => correcting(event, column, isSeveral, show));
  const hint = "Nothing here is wrong until you choose it or write the right value.";
  details.append(...(isSeveral ? [make("p", { class: "hint" }, hint)] : []), ...lines.map((line) => line.made));
  const box = make("div", { role: "group", "aria-label": `${name}: is it right?` }, ...buttons);
  box.addEventListener("click", (click) => {
    const button = click.target.closest("button");
    if (!button) return;
    if (button === opener) details.hidden = !details.hidden;
    else {
      const verdict = button.getAttribute("aria-pressed") === "true" ? "" : button.dataset.verdict;
      for (const column of columns) judge(event, column, verdict);
      details.hidden = verdict !== "wrong";
    }
    show();
  });
  show();
  const both = document.createDocumentFragment();
  both.append(make("dd", { class: "judge" }, box), details);
  return both;
}
/* The line of a column: what it is found to be, its right value, and what it says where that is left empty. */
function correcting(event, column, isOneOfSeveral, changed) {
  const proposal = event.lines[column][1];
  const entry = correction(event, column, isOneOfSeveral ? "" : "wrong", changed);
  const emptied = make("span", { class: "note" }, column === "incident" ? "empty: this is no incident" : "empty: the text gives none");
  const choice = isOneOfSeveral && make("select", { "aria-label": `${column} ${proposal}` },
    make("option", { value: "" }, "Not judged"), ...VERDICTS.map(([verdict, , word]) => make("option", { value: verdict }, word)));
  if (choice) choice.addEventListener("change", () => { judge(event, column, choice.value); changed(); });
  const show = () => {
    const now = verdictOf(event, column);
    if (choice) choice.value = now.verdict;
    entry.value = now.correction;
    emptied.hidden = now.verdict !== "wrong" || now.correction !== "";
  };
  const name = make("span", {}, `${column.replaceAll("_", " ")}: ${proposal}`);
  return { made: make("p", {}, ...(choice ? [choice, " "] : []), name, " ", entry, " ", emptied), show };
}
/* The box for the right value of a column. Emptied again, it leaves the column as it was before anything was written. */
function correction(event, column, before, changed = () => {}) {
  const entry = make("input", {
    type: "text", value: verdictOf(event, column).correction, autocomplete: "off", placeholder: "right value",
    "aria-label": `The right value of ${column}`,
    title: `Takes ${page.sheet.fields[column]}. Left empty where the value is wrong, it says that the text gives none.`,
  });
  entry.addEventListener("change", () => {
    const value = entry.value.trim();
    judge(event, column, value ? "wrong" : before, value);
    changed();
  });
  return entry;
}
/* What a record lacks though the story reports it. */
function missing(event) {
  const lacking = Object.keys(page.sheet.fields).filter((column) => !(event.lines[column] || [])[1]);
  const added = make("div", { class: "corrections" });
  const add = (column) => {
    const entry = correction(event, column, ""), away = make("button", { type: "button" }, "Remove");
    const line = make("p", { "data-column": column }, `${column.replaceAll("_", " ")} `, entry, " ", away);
    away.addEventListener("click", () => { judge(event, column, ""); line.remove(); choice.focus(); });
    added.append(line);
  };
  const choice = make("select", { "aria-label": "A value that is missing" },
    make("option", { value: "" }, "Choose a field"), ...lacking.map((column) => make("option", {}, column)));
  choice.addEventListener("change", () => {
    const column = choice.value;
    if (!column) return;
    if (!added.querySelector(`[data-column="${column}"]`)) add(column);
    choice.value = "";
    added.querySelector(`[data-column="${column}"] input`).focus();
  });
  lacking.filter((column) => verdicts.has(keyOf(event, column))).forEach(add);
  return make("details", { class: "folded small missing" }, make("summary", {}, "Is a value missing?"), make("p", {}, choice), added);
}

/* The coding sheet, cell by cell as to_codesheet writes it. */
const FORMULA = /^[ ']*[=+\-@\t\r\n＝＋－＠]/, NUMBERS = /^-?\p{Nd}+(?:\.\p{Nd}+)?(?:, -?\p{Nd}+(?:\.\p{Nd}+)?)*$/u;
function cell(value) {
  const harmless = FORMULA.test(value) && !NUMBERS.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll("\"", "\"\"")}"` : harmless;
}
function linesFor(event) {
  return Object.keys(page.sheet.fields).map((field) => {
    const [place, proposal = "", check = ""] = event.lines[field] || [], quote = event.quotes[place] || "";
    const { verdict, correction } = verdictOf(event, field);
    const judged = verdict === "wrong" && correction === proposal ? ["", "right"] : [correction, verdict]; // the value itself, written again
    return [event.file, event.document, event.id, field, quote, proposal, check, ...judged].map(cell).join(",");
  });
}
async function codesheet() {
  const lines = [page.sheet.columns.join(",")];
  for (let number = 0; number < bundles.length; number += 1) {
    for (const story of await bundle(number)) for (const event of story.sheet) lines.push(...linesFor(event));
  }
  return `\ufeff${lines.join("\r\n")}\r\n`;
}
async function giveOut() {
  const address = URL.createObjectURL(new Blob([await codesheet()], { type: "text/csv" }));
  make("a", { href: address, download: "codesheet.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
function forget() {
  if (!confirm(`Forget ${plural(verdicts.size, "value that was", "values that were")} judged?`)) return;
  verdicts.clear();
  try { localStorage.removeItem(shelf); } catch { /* nothing was kept */ }
  location.reload();
}
