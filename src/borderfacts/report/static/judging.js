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
function judgement(event, columns, name) {
  const verdictOf = (column) => verdicts.get(keyOf(event, column)) || { verdict: "", correction: "" };
  const details = make("dd", { class: "corrections" });
  const buttons = VERDICTS.map(([verdict, sign, word]) =>
    make("button", { type: "button", class: `verdict v-${verdict}`, title: word, "aria-label": `${word}: ${name}`, "data-verdict": verdict }, sign));
  const box = make("div", { role: "group", "aria-label": `${name}: is it right?` }, ...buttons);
  const whole = () => ["wrong", "unclear", "right"].find((verdict) =>
    columns.some((column) => verdictOf(column).verdict === verdict)
    && (verdict !== "right" || columns.every((column) => verdictOf(column).verdict === verdict)));
  const show = () => {
    const now = whole();
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.verdict === now));
    details.hidden = now !== "wrong";
    if (!details.hidden) details.replaceChildren(...columns.map((column) => correcting(event, column, verdictOf, show, columns.length > 1)));
  };
  box.addEventListener("click", (click) => {
    const button = click.target.closest("button");
    if (!button) return;
    const verdict = button.getAttribute("aria-pressed") === "true" ? "" : button.dataset.verdict;
    for (const column of columns) judge(event, column, verdict);
    show();
  });
  show();
  const both = document.createDocumentFragment();
  both.append(make("dd", { class: "judge" }, box), details);
  return both;
}
/* One line of a field that is wrong: which of its values is, and the right one. */
function correcting(event, column, verdictOf, show, isOneOfSeveral) {
  const proposal = event.lines[column][1];
  const now = verdictOf(column);
  const line = make("p", {});
  if (isOneOfSeveral) {
    const choice = make("select", { "aria-label": `${column} ${proposal}` },
      ...VERDICTS.map(([verdict, , word]) => make("option", { value: verdict, selected: verdict === now.verdict }, word)));
    choice.addEventListener("change", () => { judge(event, column, choice.value); show(); });
    line.append(choice, " ");
  }
  line.append(make("span", {}, `${column.replaceAll("_", " ")}: ${proposal}`), " ");
  if (now.verdict === "wrong") line.append(correction(event, column, now, "wrong"));
  return line;
}
function correction(event, column, now, verdict) {
  const entry = make("input", {
    type: "text", value: now.correction, autocomplete: "off", "aria-label": `The right value of ${column}`,
    placeholder: "right value, or empty", title: `Takes ${page.sheet.fields[column]}; empty where the text does not say`,
  });
  entry.addEventListener("change", () => judge(event, column, verdict, entry.value.trim()));
  return entry;
}
/* What a record lacks though the story reports it. */
function missing(event) {
  const lacking = () => Object.keys(page.sheet.fields).filter((column) => !(event.lines[column] || [])[1]);
  const added = make("div", { class: "corrections" });
  const show = () => added.replaceChildren(...lacking().filter((column) => verdicts.has(keyOf(event, column))).map((column) => {
    const away = make("button", { type: "button" }, "Remove");
    away.addEventListener("click", () => { judge(event, column, ""); show(); });
    return make("p", {}, `${column.replaceAll("_", " ")} `, correction(event, column, verdicts.get(keyOf(event, column)), "wrong"), " ", away);
  }));
  const choice = make("select", { "aria-label": "A value that is missing" },
    make("option", { value: "" }, "Choose a field"), ...lacking().map((column) => make("option", {}, column)));
  choice.addEventListener("change", () => {
    if (!choice.value) return;
    judge(event, choice.value, "wrong");
    show();
    const entry = added.querySelector(`[aria-label="The right value of ${choice.value}"]`);
    choice.value = "";
    entry.focus();
  });
  show();
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
    const { verdict, correction } = verdicts.get(keyOf(event, field)) || { verdict: "", correction: "" };
    const judged = verdict === "wrong" && correction === proposal // a value that is missing and not written yet, or the value itself
      ? ["", proposal ? "right" : ""] : [correction, verdict];
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
