/* A story: from a value to where it stands in the text and back, from mark to mark, and what marks mean. */
const back = byId("back");
let came = null;
function clearMarked() {
  all(".seg.active").forEach((segment) => segment.classList.remove("active"));
  if (came) came.classList.remove("current");
  back.hidden = true;
}
function jump(link) {
  const [key, first] = link.hash.slice(1).split("-");
  const spans = link.dataset.spans.trim().split(" ").map((span) => span.split("-").map(Number));
  const text = byId(`${key}-story`).querySelector(".text");
  clearMarked();
  const marked = all(".seg:not(.gap)", text).filter((segment) => {
    const start = Number(segment.id.split("-")[1]);
    return spans.some(([from, to]) => from <= start && start < to);
  });
  marked.forEach((segment) => segment.classList.add("active"));
  const target = byId(`${key}-${first}`);
  unfold(target);
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  hideTip();
  bringIntoView(target);
  came = link;
  link.classList.add("current");
  back.hidden = false;
  status.textContent = `Marked in the story: ${marked.map((segment) => segment.textContent).join("")}`;
}
function goBack() {
  const link = came;
  clearMarked();
  came = null;
  if (!link) return;
  link.focus({ preventScroll: true });
  bringIntoView(link);
  status.textContent = "Back at the incident";
}
back.addEventListener("click", goBack);

/* The body of one of many stories is put in when the story is opened. */
async function open(story) {
  const room = story.querySelector(":scope > .body");
  if (!room || story.dataset.open) return;
  story.dataset.open = "yes";
  const body = await storyAt(Number(story.id.slice(1)) - 1);
  room.replaceChildren(bodyOf(story.id, body));
  finish(story, body.sheet);
}
/* What the script adds to the body of a story, wherever it stands. */
function finish(story, sheet) {
  putJudging(story, sheet);
  const list = story.querySelector("[id$='-mentions'] details");
  if (list) list.addEventListener("toggle", () => { if (list.children.length === 1) list.append(mentionsOf(story)); });
}
/* All that is highlighted: a mention goes from the stretch in which its meaning begins to the last one beside that has it. */
function mentionsOf(story) {
  const found = [];
  let before = [];
  for (const segment of all(".text .seg", story)) {
    const now = (segment.dataset.tip || "").split("\n").filter(Boolean).map((line) => (
      before.find((other) => other.line === line) || { line, segment, words: "", end: 0 }));
    const start = Number(segment.id.split("-")[1]);
    for (const mention of now) {
      if (!mention.end) found.push(mention);
      mention.words += segment.textContent;
      mention.end = start + lengthOf(segment.textContent);
    }
    if (!segment.matches(".gap")) before = now;
  }
  const rows = found.map(({ line, segment, words, end }) => {
    const [layer, meaning] = line.split(/: (.*)/s), spans = `${segment.id.split("-")[1]}-${end}`;
    return make("tr", {}, make("td", {}, layer), make("td", {}, make("a", { class: "jump", href: `#${segment.id}`, "data-spans": spans }, words.replace(/\s+/g, " "))), make("td", {}, meaning));
  });
  const heads = ["Layer", "Words", "Read as"].map((name) => make("th", { scope: "col" }, name));
  return make("table", { class: "plain" }, make("caption", { class: "unseen" }, "All that is highlighted in the story"),
    make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows));
}
document.addEventListener("toggle", (event) => {
  if (event.target instanceof Element && event.target.matches("details.story") && event.target.open) open(event.target);
}, true);

/* Go to an element by its identifier; that of a card or mark names its story, which is opened first. */
async function goTo(id) {
  const story = byId(id.split("-")[0]);
  if (story && story.matches("details.story")) {
    showStory(story);
    await open(story);
  }
  const target = byId(id);
  if (!target) return;
  unfold(target);
  if (target.matches(".card, #main")) target.focus({ preventScroll: true });
  bringIntoView(target, "start");
}
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[href^='#']");
  if (!link) return;
  const id = decodeURIComponent(link.hash.slice(1));
  if (link.classList.contains("jump")) jump(link);
  else if (link.classList.contains("skip")) return;
  else { remember(id); goTo(id); }
  event.preventDefault();
});

function isOn(story, title) {
  const box = all("[data-layer]", story).find((each) => each.dataset.title === title);
  return !box || box.checked;
}
tips.set("[data-tip]", (segment) => {
  const story = segment.closest(".story");
  const lines = segment.dataset.tip.split("\n").map((line) => line.split(/: (.*)/s)).filter(([title]) => isOn(story, title));
  return lines.map(([title, meaning]) => make("p", {}, make("b", {}, `${title}: `), meaning));
});

/* A mark whose layers are all off is no stop for the keyboard. */
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-layer]")) return;
  const story = event.target.closest(".story");
  for (const segment of all(".seg[tabindex][data-tip]", story)) {
    const titles = segment.dataset.tip.split("\n").map((line) => line.split(": ")[0]);
    segment.tabIndex = titles.some((title) => isOn(story, title)) ? 0 : -1;
  }
});

/* From mark to mark with the arrow keys, from wherever in the text the focus is. */
function step(text, forward) {
  const stops = all(".seg[tabindex='0']", text);
  const here = document.activeElement;
  const follows = (stop) => here.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING;
  const next = forward
    ? stops.find((stop) => stop !== here && follows(stop))
    : stops.findLast((stop) => stop !== here && !follows(stop) && here !== text);
  if (!next) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    if (!tip.hidden) hideTip();
    else if (came) goBack();
    return;
  }
  const text = event.target instanceof Element && event.target.closest(".text");
  if (!text || event.altKey || event.ctrlKey || event.metaKey || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
  event.preventDefault();
  step(text, event.key === "ArrowRight");
});
