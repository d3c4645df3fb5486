"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const tip = byId("tip"), status = byId("status"), back = byId("back");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  function unfold(element) {
    for (let at = element.parentElement; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (element.tagName === "DETAILS") element.open = true;
  }

  /* From a value to where it stands in the story, and back. */
  let came = null;
  function clear() {
    all(".seg.active").forEach((segment) => segment.classList.remove("active"));
    if (came) came.classList.remove("current");
    back.hidden = true;
  }
  function jump(link) {
    const [key, first] = link.hash.slice(1).split("-");
    const spans = link.dataset.spans.trim().split(" ").map((span) => span.split("-").map(Number));
    const text = byId(`${key}-story`).querySelector(".text");
    clear();
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
    target.scrollIntoView({ block: "center", behavior: calm.matches ? "instant" : "smooth" });
    came = link;
    link.classList.add("current");
    back.hidden = false;
    status.textContent = `Marked in the story: ${marked.map((segment) => segment.textContent).join("")}`;
  }
  function goBack() {
    const link = came;
    clear();
    came = null;
    if (!link) return;
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: "center", behavior: calm.matches ? "instant" : "smooth" });
    status.textContent = "Back at the incident";
  }
  back.addEventListener("click", goBack);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    if (link.classList.contains("jump")) {
      event.preventDefault();
      jump(link);
    } else {
      const target = byId(decodeURIComponent(link.hash.slice(1)));
      if (target) unfold(target);
    }
  });

  /* What a mark means, at the pointer and at the focus. */
  let shown = null, hiding = 0;
  function isOn(story, title) {
    const box = all("[data-layer]", story).find((each) => each.dataset.title === title);
    return !box || box.checked;
  }
  function showTip(segment) {
    clearTimeout(hiding);
    const story = segment.closest(".story");
    const lines = segment.dataset.tip.split("\n").map((line) => line.split(/: (.*)/s)).filter(([title]) => isOn(story, title));
    hideTip();
    if (!lines.length) return;
    tip.replaceChildren(...lines.map(([title, meaning]) => {
      const line = document.createElement("p"), name = document.createElement("b");
      name.textContent = `${title}: `;
      line.append(name, meaning);
      return line;
    }));
    tip.hidden = false;
    shown = segment;
    segment.setAttribute("aria-describedby", "tip");
    const at = segment.getClientRects()[0] || segment.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left, innerWidth - tip.offsetWidth - 8));
    const above = at.top - tip.offsetHeight - 6;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 4 ? above : at.bottom + 6}px`;
  }
  function hideTip() {
    tip.hidden = true;
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
  }
  const tipped = (event) => event.target instanceof Element && event.target.closest("[data-tip]");
  document.addEventListener("mouseover", (event) => {
    const segment = tipped(event);
    if (segment) showTip(segment);
    else if (event.target === tip || tip.contains(event.target)) clearTimeout(hiding);
    else if (shown) { clearTimeout(hiding); hiding = setTimeout(hideTip, 200); }
  });
  document.addEventListener("focusin", (event) => { const segment = tipped(event); if (segment) showTip(segment); else hideTip(); });
  addEventListener("scroll", () => { if (shown && shown !== document.activeElement) hideTip(); }, { capture: true, passive: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!tip.hidden) hideTip();
    else if (came) goBack();
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

  /* The filter of the table of incidents. */
  const filter = document.querySelector(".filter");
  if (filter) {
    const type = byId("f-type"), country = byId("f-country"), words = byId("f-words"), count = byId("f-count");
    const rows = all(".rows tbody tr").map((row, place) => ({ row, place, words: row.textContent.toLowerCase() }));
    const order = byId("f-order"), body = document.querySelector(".rows tbody");
    const more = byId("f-more"), FIRST = 25;
    let limit = FIRST;
    const apply = () => {
      const asked = words.value.toLowerCase().split(/\s+/).filter(Boolean);
      let seen = 0;
      for (const each of rows) {
        const { row } = each;
        const fits = (!type.value || row.dataset.type === type.value)
          && (!country.value || row.dataset.country === country.value)
          && asked.every((word) => each.words.includes(word));
        seen += fits;
        row.hidden = !fits || seen > limit;
      }
      more.hidden = seen <= limit;
      more.textContent = `Show all ${seen} incidents`;
      count.textContent = seen === rows.length ? `${seen} incidents` : `${seen} of ${rows.length} incidents`;
    };
    const sort = () => {
      const key = order.value;
      const by = (one, other) => {
        const [before, after] = [one, other].map((each) => each.row.dataset[key]);
        return key && before !== after ? (before < after ? -1 : 1) : one.place - other.place;
      };
      rows.sort(by);
      body.append(...rows.map((each) => each.row));
    };
    filter.addEventListener("input", (event) => { if (event.target === order) sort(); apply(); });
    filter.addEventListener("submit", (event) => event.preventDefault());
    more.addEventListener("click", () => {
      const next = rows.filter((each) => !each.row.hidden).at(-1);
      limit = Infinity;
      apply();
      if (next) next.row.querySelector("a").focus({ preventScroll: true });
    });
    filter.hidden = false;
    apply();
  }

  /* Paper shows everything. */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    opened.forEach((part) => { part.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((part) => { part.open = false; }));
})();
