/* The body of one of many stories, made alike to that of a single story in the template story.html. */
const BLANK_LINES = /(?:\r\n?|\n)(?:[ \t]{0,80}(?:\r\n?|\n))+/g;
/* Offsets of the records count signs, those of the browser halves of some. */
const isPlain = (text) => !/[\ud800-\udfff]/.test(text);
const cutter = (text) => {
  if (isPlain(text)) return (start, end) => text.slice(start, end);
  const signs = [...text];
  return (start, end) => signs.slice(start, end).join("");
};
const lengthOf = (text) => (isPlain(text) ? text.length : [...text].length);
const pairsOf = (offsets) => offsets.flatMap((start, place) => (place % 2 ? [] : [[start, offsets[place + 1]]]));

function bodyOf(key, body) {
  const pair = make("div", { class: "pair" }, part(key, "story", "Story", "part story-text", ...textOf(key, body)),
    part(key, "incidents", "Incidents", "part cards", ...cardsOf(key, body)));
  const more = document.createDocumentFragment();
  more.append(pair);
  if (body.tables) {
    more.append(part(key, "figures", "Figures and sources", "part", ...body.tables.map((table) => tableOf(key, body, ...table))));
  }
  if (body.text && body.marks) {
    more.append(part(key, "mentions", "Mentions", "part", make("details", { class: "folded small" }, make("summary", {}, "All that is highlighted, as a list"))));
  }
  return more;
}
const part = (key, name, title, kind, ...content) =>
  make("div", { class: kind, id: `${key}-${name}` }, make("h4", { id: `${key}-${name}-h` }, title), ...content);

/* The text, cut wherever a mark or a value begins or ends. */
function textOf(key, body) {
  if (body.text === undefined) return [make("p", { class: "none" }, "The text was not kept with the records (extract --text keeps it), so there is nothing to highlight.")];
  if (!body.text) return [make("p", { class: "none" }, "The story has no text.")];
  const text = make("div", { class: "text", role: "region", tabindex: 0, "aria-label": `Text of “${page.stories[Number(key.slice(1)) - 1][0]}”` });
  let paragraph = null, isGap = true;
  for (const segment of segmentsOf(body)) {
    if (!paragraph || (segment.begins && !isGap)) {
      paragraph = text.appendChild(make("p"));
      isGap = true;
    }
    isGap &&= segment.gap;
    paragraph.append(...segment.incidents.map((incident) =>
      make("a", { class: "ref", href: `#${key}-i${incident}`, "data-number": incident, "aria-label": `Evidence of incident ${incident}` })), pieceOf(key, segment));
  }
  return [switchesOf(body), make("a", { class: "skip", href: `#${key}-incidents` }, "Skip the text"), text];
}
function segmentsOf({ text, marks = [], cards = [], tables = [] }) {
  const cut = cutter(text), long = lengthOf(text);
  const gaps = [...text.matchAll(BLANK_LINES)].map((gap) => [lengthOf(text.slice(0, gap.index)), lengthOf(text.slice(0, gap.index + gap[0].length))]);
  const values = [...cards.flatMap(({ fields }) => fields.flatMap(([, found]) => found)), ...tables.flatMap(([, , lines]) => lines.map(([value]) => value))];
  const edges = [...new Set([0, long, ...gaps.flat(), ...marks.flatMap(([start, end]) => [start, end]), ...values.flatMap(([, offsets]) => offsets)])];
  edges.sort((one, other) => one - other);
  const begins = new Set(gaps.map(([, end]) => end));
  return edges.slice(0, -1).map((start, place) => {
    const over = marks.filter(([from, to]) => from <= start && start < to).sort((one, other) => one[2] - other[2] || one[0] - other[0]);
    const gap = gaps.some(([from, to]) => from <= start && start < to), opening = over.filter(([from]) => from === start);
    return {
      start, gap, begins: begins.has(start), text: cut(start, edges[place + 1]),
      incidents: opening.filter(([, , layer]) => !layer).map(([, , , incident]) => incident), isEvidence: over.some(([, , layer]) => !layer),
      layers: [...new Set(over.map(([, , layer]) => layer).filter(Boolean))], opens: !gap && opening.some(([, , layer]) => layer),
      tip: gap ? "" : [...new Set(over.filter(([, , layer]) => layer).map(([, , layer, meaning]) => `${page.layers[layer][1]}: ${meaning}`))].join("\n"),
    };
  });
}
function pieceOf(key, { start, gap, text, isEvidence, layers, opens, tip }) {
  const words = layers.reduceRight((inner, layer) => make("mark", { class: `l-${page.layers[layer][0]}` }, inner), text);
  return make("span", { id: `${key}-${start}`, class: `seg${isEvidence ? " ev" : ""}${gap ? " gap" : ""}`, "data-tip": tip || null, tabindex: opens ? 0 : null }, words);
}
function switchesOf({ marks = [] }) {
  const many = page.layers.map((_, layer) => new Set(marks.filter((mark) => mark[2] === layer).map(([start, end]) => `${start}-${end}`)).size);
  return make("fieldset", { class: "switches" }, make("legend", {}, "Highlights"), ...page.layers.flatMap(([layer, title], place) => (many[place] ? [
    make("label", {}, make("input", { type: "checkbox", checked: true, autocomplete: "off", "data-layer": layer, "data-title": title }), " ",
      make("span", { class: `sample l-${layer}` }, title), " ", make("span", { class: "number" }, String(many[place])))] : [])));
}

/* The cards. */
function valueOf(key, body, [words, offsets, note, inherited, isQuote]) {
  const spans = body.text ? pairsOf(offsets) : [];
  const value = spans.length
    ? make("a", { class: `jump${isQuote ? " quote" : ""}`, href: `#${key}-${offsets[0]}`, "data-spans": spans.map((span) => span.join("-")).join(" ") }, words)
    : make("span", { class: isQuote ? "quote" : null }, words);
  return [value, ...(note ? [" ", make("span", { class: "note" }, note)] : []), ...(inherited ? [" ", make("span", { class: "note inherited" }, "inherited")] : [])];
}
function cardsOf(key, body) {
  if (!body.cards) return [make("p", { class: "none" }, "The story reports no incident.")];
  const hint = "Select a value to see in the story where it stands. In the text, the left and right arrow keys go from mark to mark.";
  return [...(body.text ? [make("p", { class: "hint" }, hint)] : []), ...body.cards.map(({ heading, summary, confidence, fields }, place) => {
    const id = `${key}-i${place + 1}`;
    return make("article", { class: "card", id, tabindex: -1, "aria-labelledby": `${id}-h` },
      make("h5", { id: `${id}-h` }, make("span", { class: "nr" }, String(place + 1)), ` ${heading}`), make("p", { class: "summary" }, summary),
      make("dl", {}, ...fields.map(([name, values]) => make("div", { "data-field": page.judged[name] ? name : null }, make("dt", {}, name),
        ...values.map((value) => make("dd", {}, ...valueOf(key, body, value))))),
      make("div", {}, make("dt", {}, "Confidence"), make("dd", { class: "confidence" }, `${confidence.toFixed(2)} `, barOf(confidence)))));
  })];
}
const barOf = (share) => draw("svg", { class: "bar", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" },
  draw("rect", { class: "track", width: 100, height: 4 }), draw("rect", { class: "fill", width: (share * 100).toFixed(1), height: 4 }));
const wordsOrNone = (words) => (words ? [words] : [make("span", { class: "none" }, "not reported")]);
function tableOf(key, body, caption, heads, lines) {
  return make("table", { class: "plain" }, make("caption", {}, caption),
    make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
    make("tbody", {}, ...lines.map(([value, link, what, ...more]) => make("tr", {}, make("td", { class: "value" },
      ...(link ? [make("a", { href: link, rel: "noopener noreferrer" }, value[0])] : valueOf(key, body, value))),
      make("th", { scope: "row" }, what), ...more.map((words) => make("td", {}, ...wordsOrNone(words)))))));
}
