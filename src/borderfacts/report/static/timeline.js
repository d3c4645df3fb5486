/* The time line: bars of incidents by day, month or year; a stretch of it is chosen with the pointer. */
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const NARROWEST = 3;
const HIGH = 120, BELOW = 24, TICK = 4;
const APART = 12; // pixels between two labels
const monthsBetween = (first, last) => {
  const [from, to] = [first, last].map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, step) =>
    `${String(Math.floor((from + step) / 12)).padStart(4, "0")}-${String((from + step) % 12 + 1).padStart(2, "0")}`);
};
const daysOf = (month) => Array.from({ length: new Date(Date.UTC(month.slice(0, 4), month.slice(5), 0)).getUTCDate() }, (_, day) =>
  `${month}-${String(day + 1).padStart(2, "0")}`);
const barName = (bar) => [bar.slice(8) && Number(bar.slice(8)), MONTHS[Number(bar.slice(5, 7)) - 1], bar.slice(0, 4)].filter(Boolean).join(" ");

/* As fine as the dates are stated and the width has room for. */
function barsFor(days, width) {
  const dated = days.filter((day) => /^\d{4}/.test(day)).sort();
  if (!dated.length) return [];
  const monthly = dated.filter((day) => day.length >= 7), daily = dated.filter((day) => day.length === 10);
  const years = Array.from({ length: dated.at(-1).slice(0, 4) - dated[0].slice(0, 4) + 1 }, (_, step) =>
    String(Number(dated[0].slice(0, 4)) + step).padStart(4, "0"));
  if (!monthly.length) return years;
  const months = monthsBetween(monthly[0], monthly.at(-1));
  if (months.length * NARROWEST > width) return years;
  if (months.length > 2 || !daily.length) return months;
  const single = months.flatMap(daysOf);
  return single.slice(single.indexOf(daily[0]), single.indexOf(daily.at(-1)) + 1);
}

/* Why a date fits no bar, as the totals call it. */
const lackOf = (day, long) => (!day ? "no date reported" : day.startsWith("--") ? "year not reported"
  : long === 10 ? "day not reported" : "month not reported");
function undatedWords(lacks) {
  if (!lacks.length) return "";
  const many = [...new Set(lacks)].sort().map((lack) => `${lack}: ${lacks.filter((each) => each === lack).length.toLocaleString("en")}`);
  return `${plural(lacks.length, "incident has", "incidents have")} no date that fits a bar (${many.join("; ")}).`;
}

function startTimeline(section) {
  section.hidden = false;
  const bars = barsFor(incidents.map(dayOf), section.clientWidth);
  section.hidden = !bars.length;
  if (!bars.length) return;
  for (const [id, word] of [["f-from", "Beginning"], ["f-to", "End"]]) {
    byId(id).replaceChildren(make("option", { value: "" }, word), ...bars.map((bar) => make("option", { value: bar }, barName(bar))));
  }
  const svg = section.querySelector(".bars"), columns = draw("g"), axis = draw("g", { class: "axis" }), brushed = draw("g", { class: "brush" });
  svg.append(columns, axis, brushed);
  const long = bars[0].length, places = new Map(bars.map((bar, place) => [bar, place]));
  let width = 0, wide = 1;

  const brush = mapping.brushX().on("end", ({ selection, sourceEvent }) => {
    if (!sourceEvent) return; // moved to where the selection is
    if (!selection) return choose({ from: "", to: "" });
    const [first, last] = [Math.floor(selection[0] / wide + 0.02), Math.ceil(selection[1] / wide - 0.02) - 1];
    choose({ from: bars[Math.max(0, first)], to: bars[Math.min(bars.length - 1, Math.max(first, last))] });
  });
  const follow = () => {
    width = Math.max(200, svg.clientWidth);
    wide = width / bars.length;
    svg.setAttribute("viewBox", `0 0 ${width} ${HIGH + BELOW}`);
    const counts = bars.map(() => new Map());
    const lacks = [];
    for (const each of selected("time")) {
      const day = dayOf(each), place = day.length >= long ? places.get(day.slice(0, long)) : undefined;
      if (place === undefined) lacks.push(lackOf(day, long));
      else counts[place].set(each.row.type, (counts[place].get(each.row.type) || 0) + 1);
    }
    const totals = counts.map((types) => [...types.values()].reduce((sum, number) => sum + number, 0));
    drawBars(columns, axis, { bars, counts, totals, wide });
    brush.extent([[0, 0], [width, HIGH]]);
    const group = mapping.select(brushed).call(brush);
    brushed.querySelectorAll("[fill]").forEach((part) => part.removeAttribute("fill"));
    const at = (bar, other) => (bar && places.has(bar) ? places.get(bar) : other);
    const [first, last] = [at(chosen.from, 0), at(chosen.to, bars.length - 1)];
    group.call(brush.move, (chosen.from || chosen.to) && first <= last ? [first * wide, (last + 1) * wide] : null);
    byId("bars-t").textContent = `Incidents from ${barName(bars[0])} to ${barName(bars.at(-1))}: at most ${Math.max(...totals)}, in ${barName(bars[totals.indexOf(Math.max(...totals))])}. The totals below have the numbers.`;
    byId("undated").textContent = undatedWords(lacks);
  };
  followers.push(follow);
  new ResizeObserver(() => { if (Math.abs(svg.clientWidth - width) > 1) follow(); }).observe(svg);
}
function drawBars(columns, axis, { bars, counts, totals, wide }) {
  const most = Math.max(1, ...totals), up = (HIGH - 16) / most, gap = Math.min(2, wide * 0.15);
  columns.replaceChildren();
  axis.replaceChildren(draw("path", { d: `M0 ${HIGH}H${bars.length * wide}` }), draw("text", { x: 0, y: 11 }, String(most)));
  bars.forEach((bar, place) => {
    let y = HIGH;
    for (const [type] of page.types) {
      const high = (counts[place].get(type) || 0) * up;
      if (!high) continue;
      y -= high;
      columns.append(draw("rect", { class: `t-${type}`, x: (place * wide + gap / 2).toFixed(1), y: y.toFixed(1), width: Math.max(1, wide - gap).toFixed(1), height: high.toFixed(1) }));
    }
  });
  drawLabels(axis, bars, wide);
}
/* Names under the middle of their bars, as many as there is room for; none reaches over an end of the line. */
function drawLabels(axis, bars, wide) {
  const made = bars.map((bar, place) => draw("text", { class: "bar-name", x: ((place + 0.5) * wide).toFixed(1), y: HIGH + 17 }, barName(bar)));
  const longest = made.reduce((one, other) => (other.textContent.length > one.textContent.length ? other : one));
  axis.append(longest);
  const room = longest.getComputedTextLength();
  longest.remove();
  const every = Math.ceil((room + APART) / wide), first = Math.max(0, Math.ceil(room / 2 / wide - 0.5));
  for (let place = first; (place + 0.5) * wide + room / 2 <= bars.length * wide; place += every) {
    axis.append(draw("path", { d: `M${((place + 0.5) * wide).toFixed(1)} ${HIGH}v${TICK}` }), made[place]);
  }
}
