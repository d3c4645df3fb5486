/* Small pieces that all parts of the page share. Words of a story reach the page as text only. */
const byId = (id) => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const plural = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

/* Make an element, or with SVG before its name one of SVG. */
const SVG = "http://www.w3.org/2000/svg";
function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}
const make = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);
const draw = (name, attributes = {}, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

function unfold(element) {
  for (let at = element; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
}
function bringIntoView(element, block = "center") {
  element.scrollIntoView({ block, behavior: calm.matches ? "instant" : "smooth" });
}

/* What something means, at the pointer and at the focus. */
const tip = byId("tip"), status = byId("status");
let tipped = null, hiding = 0;
function showTip(element, ...lines) {
  hideTip();
  tip.replaceChildren(...lines);
  tip.hidden = false;
  tipped = element;
  element.setAttribute("aria-describedby", "tip");
  const at = element.getClientRects()[0] || element.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, innerWidth - tip.offsetWidth - 8));
  const above = at.top - tip.offsetHeight - 6;
  tip.style.left = `${left}px`;
  tip.style.top = `${above > 4 ? above : at.bottom + 6}px`;
}
function hideTip() {
  clearTimeout(hiding);
  tip.hidden = true;
  if (tipped) tipped.removeAttribute("aria-describedby");
  tipped = null;
}
/* Of each kind of element with a meaning: what selects it, and the lines that give its meaning. */
const tips = new Map();
function linesOf(target) {
  for (const [selector, lines] of tips) {
    const element = target instanceof Element && target.closest(selector);
    if (element) return [element, lines(element)];
  }
  return [null, []];
}
document.addEventListener("mouseover", (event) => {
  if (event.target === tip || tip.contains(event.target)) return clearTimeout(hiding);
  const [element, lines] = linesOf(event.target);
  if (element && lines.length) { if (element !== tipped) showTip(element, ...lines); else clearTimeout(hiding); }
  else if (tipped) { clearTimeout(hiding); hiding = setTimeout(hideTip, 200); }
});
document.addEventListener("focusin", (event) => {
  const [element, lines] = linesOf(event.target);
  if (element && lines.length) showTip(element, ...lines); else hideTip();
});
addEventListener("scroll", () => { if (tipped && tipped !== document.activeElement) hideTip(); }, { capture: true, passive: true });
