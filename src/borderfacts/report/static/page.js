/* The start: first what is seen at once, then the outlines of the map, then the texts for the search. */
async function start() {
  page = await unpacked(lettersOf(byId("index")));
  incidents = page.incidents.map((each, place) => ({ ...each, place }));
  readAddress();
  const form = document.querySelector(".filter"), map = byId("map"), only = document.querySelector("div.story");
  if (byId("judged")) {
    recall(`borderfacts ${byId("index").dataset.digest}`);
    document.querySelector(".checking").hidden = false;
    byId("export").addEventListener("click", giveOut);
    byId("forget").addEventListener("click", forget);
  }
  if (form) startForm(form);
  if (byId("timeline")) startTimeline(byId("timeline"));
  if (form) startTable(document.querySelector(".rows"));
  if (form) startTotals(byId("totals"));
  if (byId("stories") && form) startStories(byId("stories"));
  const drawLand = map ? await startMap(map) : null;
  await choose();
  if (only) finish(only, (await storyAt(0)).sheet);
  if (chosen.at) await goTo(chosen.at);
  if (drawLand) await drawLand();
  document.body.dataset.ready = "yes";
  if (form) (window.requestIdleCallback || setTimeout)(texts);
}
addEventListener("hashchange", () => {
  readAddress();
  choose().then(() => { if (chosen.at) goTo(chosen.at); });
});

/* Paper shows what is chosen, unfolded; of many stories those that are open, or all by the button above them. */
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = all("details:not([open])").filter((part) => !part.matches(".story, .missing") && !part.closest("[hidden]"));
  unfolded.forEach((part) => { part.open = true; });
});
addEventListener("afterprint", () => unfolded.forEach((part) => { part.open = false; }));
start();
