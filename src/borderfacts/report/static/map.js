/* The map: outlines at any zoom, clusters of incidents, routes. Places on the map are counted in pixels of a world that is
   WORLD wide; the zoom moves and enlarges them. */
const WORLD = 512, NEAREST = 14;
const CLOSE = 2 ** 7; // the largest enlargement that a map takes by itself: some degrees across
const COARSE = 2 ** 3; // up to this enlargement coarser outlines cannot be distinguished from fine ones
const projection = () => mapping.geoMercator().scale(WORLD / (2 * Math.PI)).translate([0, 0]);

/* Outlines as paths, each with the box around it. Points that fall together are left out once they lie on the plane: on
   the globe a line must close. */
function thinned(sink, apart, box) {
  let before = null;
  return {
    ...Object.fromEntries(["lineEnd", "polygonStart", "polygonEnd"].map((name) => [name, () => sink[name]()])),
    sphere() {},
    lineStart() { before = null; sink.lineStart(); },
    point(x, y) {
      box[0] = [Math.min(box[0][0], x), Math.min(box[0][1], y)];
      box[1] = [Math.max(box[1][0], x), Math.max(box[1][1], y)];
      if (before && Math.hypot(x - before[0], y - before[1]) < apart) return;
      before = [x, y];
      sink.point(x, y);
    },
  };
}
function outlinesOf(topology, apart) {
  // Straight from point to point: along great circles the border at 49 degrees would bend.
  const at = projection().precision(0);
  const countries = mapping.feature(topology, topology.objects.countries).features;
  return countries.map((country) => {
    const box = [[Infinity, Infinity], [-Infinity, -Infinity]];
    const path = mapping.geoPath({ stream: (sink) => at.stream(thinned(sink, apart, box)) }).digits(3);
    return { code: country.id, d: path(country), box };
  }).filter(({ d }) => d);
}

async function startMap(section) {
  section.hidden = false;
  const svg = section.querySelector(".map"), at = projection();
  const [land, routes, names, marks] = ["land", "routes", "names", "marks"].map((part) => svg.querySelector(`.${part}`));
  let width = 1, height = 1, transform = mapping.zoomIdentity, outlines = null, now = [], groups = null, isOwn = false, held = null;
  const project = (lat, lon) => at([lon, lat]), onScreen = ([x, y]) => transform.apply([x, y]);

  const zoom = mapping.zoom().clickDistance(4)
    .filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey || svg.contains(document.activeElement)
      : !event.button && !(event.touches && event.touches.length < 2 && !svg.contains(document.activeElement))))
    .translateExtent([[-WORLD / 2, -WORLD / 2], [WORLD / 2, WORLD / 2]])
    .on("zoom", ({ transform: next, sourceEvent }) => {
      transform = next;
      if (sourceEvent) isOwn = true;
      render();
    })
    .on("end", ({ sourceEvent }) => { if (sourceEvent) keepView(); });
  const handle = mapping.select(svg).call(zoom).on("dblclick.zoom", null);
  const moveTo = (k, [x, y]) => handle.call(zoom.transform, mapping.zoomIdentity.translate(width / 2 - k * x, height / 2 - k * y).scale(k));
  const middle = () => transform.invert([width / 2, height / 2]);
  function keepView() {
    const [lon, lat] = at.invert(middle());
    isOwn = true;
    held = chosen.map = [lon, lat, Math.log2(transform.k)];
    if (chosen.area) choose({ area: areaOfView() }); else writeAddress();
  }
  function areaOfView() {
    // Longitudes by hand, as far as the map shows them: inverted, those beyond 180 degrees would begin anew on the other side.
    const [[left, top], [right, bottom]] = [transform.invert([0, 0]), transform.invert([width, height])];
    const [west, east] = [left, right].map((x) => Math.max(-180, Math.min(180, x / WORLD * 360)));
    return [west, at.invert([0, bottom])[1], east, at.invert([0, top])[1]];
  }

  function measure() {
    [width, height] = [svg.clientWidth || 960, svg.clientHeight || 480];
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    zoom.extent([[0, 0], [width, height]]).scaleExtent([Math.max(width, height) / WORLD, 2 ** NEAREST]);
  }
  /* All places of incidents and, where they do not halve the enlargement, the ends of routes. */
  function fit() {
    const points = now.flatMap((each) => each.spots.map(([, lat, lon]) => project(lat, lon)));
    const routes = routesOf(now).map(({ legs }) => legs.flat().map(at));
    if (!points.length) points.push(...routes.flat());
    if (!points.length) return moveTo(Math.max(width, height) / WORLD, [0, -60]);
    const least = enlargement(boxAround(points)) / 2;
    for (const ends of routes) if (enlargement(boxAround([...points, ...ends])) >= least) points.push(...ends);
    const box = boxAround(points), [left, top, right, bottom] = box;
    moveTo(enlargement(box), [(left + right) / 2, (top + bottom) / 2]);
  }
  const boxAround = (points) => [Math.min, Math.max].flatMap((end) => [0, 1].map((axis) => end(...points.map((point) => point[axis]))));
  function enlargement([left, top, right, bottom]) {
    const k = Math.min(CLOSE, width * 0.84 / Math.max(right - left, 1e-6), height * 0.76 / Math.max(bottom - top, 1e-6));
    return Math.max(k, Math.max(width, height) / WORLD);
  }

  /* Routes along great circles between the middles of countries, by way of a place where all their incidents are. */
  function routesOf(some) {
    const found = new Map();
    for (const each of some) {
      const { from, to } = each.row;
      if (!from || !to || from === to || !page.nations[from] || !page.nations[to]) continue;
      const key = `${from} ${to}`, [, lat, lon] = each.spots.find(([, , , isArea]) => !isArea) || [];
      if (!found.has(key)) found.set(key, { from, to, many: 0, places: new Map() });
      found.get(key).many += 1;
      found.get(key).places.set(`${lat} ${lon}`, [lon, lat]);
    }
    return [...found.values()].map(({ from, to, many, places }) => {
      const [start, end] = [from, to].map((code) => page.nations[code].slice(1).reverse());
      const [place] = places.values();
      const isAtOnePlace = places.size === 1 && place[0] !== undefined;
      return { from, to, many, legs: isAtOnePlace ? [[start, place], [place, end]] : [[start, end]] };
    });
  }
  function renderRoutes() {
    const drawn = routesOf(now), shift = [transform.x, transform.y];
    const path = mapping.geoPath(projection().scale(transform.k * WORLD / (2 * Math.PI)).translate(shift)).digits(1);
    byId("legend-route").hidden = !drawn.length;
    routes.replaceChildren(...drawn.flatMap(({ from, to, many, legs }) => {
      const name = `${page.nations[from][0]} → ${page.nations[to][0]}: ${plural(many, "incident", "incidents")}`;
      const thick = Math.min(6, 1 + Math.sqrt(many) * 0.6).toFixed(1);
      return legs.map((coordinates) => draw("path", {
        class: "route", d: path({ type: "LineString", coordinates }),
        "stroke-width": thick, "marker-end": "url(#arrowhead)",
      }, draw("title", {}, name)));
    }));
  }

  /* Places of incidents: one circle each, or one for several that lie together. */
  function group() {
    groups = new mapping.Supercluster({ radius: 46, maxZoom: NEAREST + 1, minPoints: 2 });
    groups.load(now.flatMap((each) => each.spots.map(([name, lat, lon, isArea]) => (
      { type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties: { name, isArea, place: each.place } }))));
  }
  const zoomLevel = () => Math.max(0, Math.min(NEAREST + 1, Math.round(Math.log2(transform.k))));
  function clusters() {
    const [west, south, east, north] = areaOfView(), by = (east - west) * 0.1;
    return groups.getClusters([Math.max(-180, west - by), south, Math.min(180, east + by), north], zoomLevel()).map((found) => {
      const [lon, lat] = found.geometry.coordinates;
      const leaves = found.properties.cluster ? groups.getLeaves(found.id, Infinity) : [found];
      const spots = [...new Set(leaves.map((leaf) => leaf.properties.name))];
      return {
        id: found.id, isCluster: Boolean(found.properties.cluster), leaves, spots, isArea: leaves.every((leaf) => leaf.properties.isArea),
        here: [...new Set(leaves.map((leaf) => leaf.properties.place))].map((place) => incidents[place]), at: onScreen(project(lat, lon)),
      };
    }).sort((one, other) => one.at[0] - other.at[0]);
  }
  const byType = (some) => page.types.map(([type, name]) => [type, name, some.filter((each) => each.row.type === type).length]).filter(([, , many]) => many);
  const nameOf = ({ spots, here }) => `${spots.slice(0, 3).join("; ")}${spots.length > 3 ? ` and ${spots.length - 3} more places` : ""}: ${
    plural(here.length, "incident", "incidents")} (${byType(here).map(([, name, many]) => `${many} ${name.toLowerCase()}`).join(", ")})`;
  function circle({ here, isArea, isCluster }) {
    const types = byType(here), size = here.length > 1 ? Math.min(26, 10 + 3.2 * Math.log2(here.length)) : 7;
    if (here.length === 1) return [draw("circle", { class: isArea ? `ring r-${types[0][0]}` : `spot t-${types[0][0]}`, r: isArea ? 8 : size })];
    const ring = size - 3, round = 2 * Math.PI * ring;
    let turned = 0;
    return [
      draw("circle", { class: "disc", r: size }),
      ...types.map(([type, , many]) => {
        const part = many / here.length * round, from = turned;
        turned += part;
        return draw("circle", { class: `arc r-${type}`, r: ring, "stroke-dasharray": `${part.toFixed(2)} ${(round - part).toFixed(2)}`, "stroke-dashoffset": (-from).toFixed(2), transform: "rotate(-90)" });
      }),
      draw("text", { class: "many", y: 4 }, here.length.toLocaleString("en")),
    ];
  }
  let shown = [], current = 0;
  function renderMarks() {
    const focused = marks.contains(document.activeElement);
    shown = clusters();
    current = Math.min(current, Math.max(0, shown.length - 1));
    marks.replaceChildren(...shown.map((mark, place) => draw("g", {
      class: `mark${mark.here.some((each) => cardOf(each) === chosen.at) ? " here" : ""}`, role: "button", tabindex: place === current ? 0 : -1,
      "data-mark": place, "aria-label": nameOf(mark), transform: `translate(${mark.at.map((part) => part.toFixed(1)).join(" ")})`,
    }, ...circle(mark))));
    if (focused && marks.children[current]) marks.children[current].focus({ preventScroll: true });
  }

  function renderLand() {
    if (!outlines) return;
    const kind = transform.k <= COARSE ? "coarse" : "fine";
    if (land.dataset.kind !== kind) {
      land.dataset.kind = kind;
      const here = new Set(incidents.flatMap((each) => [each.row.country, each.row.from, each.row.to]));
      land.replaceChildren(...outlines[kind].map(({ code, d }) => draw("path", { d, class: here.has(code) ? "here" : null })));
    }
    land.setAttribute("transform", transform.toString());
    const [[left, top], [right, bottom]] = [transform.invert([0, 0]), transform.invert([width, height])];
    outlines[kind].forEach(({ box: [[west, north], [east, south]] }, place) => {
      const isSeen = west < right && east > left && north < bottom && south > top;
      land.children[place].setAttribute("display", isSeen ? "inline" : "none");
    });
  }

  /* Names of the places in view, those of most incidents first; then names of countries where there is room. */
  function renderNames() {
    const taken = shown.map(({ at: [x, y], here }) => { const by = here.length > 1 ? 24 : 9; return [x - by, y - by, x + by, y + by]; });
    const isFree = (box) => box[0] > 2 && box[2] < width - 2 && box[1] > 2 && box[3] < height - 2
      && !taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
    const made = [];
    for (const { at: [x, y], spots, here } of [...shown].sort((one, other) => other.here.length - one.here.length).slice(0, 40)) {
      if (spots.length > 1) continue;
      const name = spots[0].split(",")[0], wide = name.length * 7, by = here.length > 1 ? 26 : 11;
      const room = [[x + by, x + by], [x - by - wide, x - by - wide]].map(([left]) => [left, y - 8, left + wide, y + 8]).find(isFree);
      if (!room) continue;
      taken.push(room);
      made.push(draw("text", { class: "place", x: room[0].toFixed(1), y: (y + 4).toFixed(1) }, name));
    }
    for (const { code, box: [[west], [east]] } of outlines ? outlines.coarse : []) {
      if (!page.nations[code]) continue;
      const [name, lat, lon] = page.nations[code], wide = name.length * 7.4, [x, y] = onScreen(project(lat, lon));
      const room = [x - wide / 2, y - 8, x + wide / 2, y + 8];
      if ((east - west) * transform.k < wide * 1.1 || !isFree(room)) continue;
      taken.push(room);
      made.push(draw("text", { class: "country", x: x.toFixed(1), y: (y + 4).toFixed(1) }, name));
    }
    names.replaceChildren(...made);
  }
  let frame = 0;
  function render() {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => { renderLand(); renderRoutes(); renderMarks(); renderNames(); });
  }

  /* A circle: what it stands for at the pointer; where it is selected, nearer, or the list of its incidents. */
  const markOf = (element) => shown[Number(element.dataset.mark)];
  tips.set(".mark", (element) => {
    const mark = markOf(element);
    return [
      make("p", {}, make("b", {}, mark.spots.slice(0, 3).join("; ") + (mark.spots.length > 3 ? ` and ${mark.spots.length - 3} more` : ""))),
      ...mark.here.slice(0, 4).map((each) => make("p", {}, [each.when, each.heading, each.people, fatesOf(each)].filter(Boolean).join(" · "))),
      ...(mark.here.length > 4 ? [make("p", {}, `and ${plural(mark.here.length - 4, "incident", "incidents")} more`)] : []),
    ];
  });
  const pinned = byId("pinned");
  function pin(mark) {
    const away = make("button", { type: "button", class: "away", "aria-label": "Close" }, "×");
    away.addEventListener("click", unpin);
    pinned.replaceChildren(away, make("p", {}, make("b", {}, mark.spots.join("; "))),
      make("ul", {}, ...mark.here.map((each) => make("li", {}, each.when ? `${each.when}: ` : "", link(each), each.people ? ` · ${each.people}` : ""))));
    pinned.hidden = false;
    hideTip();
    pinned.focus({ preventScroll: true });
  }
  function unpin() {
    if (pinned.hidden) return;
    pinned.hidden = true;
    (marks.children[current] || svg).focus({ preventScroll: true });
  }
  function select(element) {
    current = Number(element.dataset.mark);
    const mark = markOf(element), near = mark.isCluster ? groups.getClusterExpansionZoom(mark.id) : Infinity;
    if (mark.here.length === 1 || mark.spots.length === 1 || near > NEAREST) return pin(mark);
    hideTip();
    moveTo(2 ** Math.max(near, Math.log2(transform.k) + 0.5), transform.invert(mark.at));
    keepView();
  }
  marks.addEventListener("click", (event) => { const element = event.target.closest(".mark"); if (element) select(element); });
  pinned.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); unpin(); } });

  /* The keyboard: on the map arrows move it, on a circle they go to the next one. */
  const zoomBy = (by) => { handle.call(zoom.scaleBy, by); keepView(); };
  const fitAgain = () => { isOwn = false; held = chosen.map = null; fit(); writeAddress(); };
  const MOVES = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };
  svg.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const mark = event.target.closest(".mark"), move = MOVES[event.key];
    if (event.key === "+" || event.key === "=") zoomBy(2);
    else if (event.key === "-") zoomBy(0.5);
    else if (event.key === "0") fitAgain();
    else if (mark && (event.key === "Enter" || event.key === " ")) select(mark);
    else if (mark && move) {
      const next = (current + (move[0] + move[1] < 0 ? 1 : -1) + shown.length) % shown.length;
      marks.children[current].setAttribute("tabindex", -1);
      current = next;
      marks.children[current].setAttribute("tabindex", 0);
      marks.children[current].focus({ preventScroll: true });
    } else if (move) { handle.call(zoom.translateBy, move[0] / transform.k, move[1] / transform.k); keepView(); }
    else return;
    event.preventDefault();
  });
  // On the map, not on the group of circles: what listens for the focus is itself a stop for the keyboard in Chromium.
  svg.addEventListener("focusin", (event) => {
    const mark = event.target.closest(".mark");
    if (mark) current = Number(mark.dataset.mark);
  });
  byId("map-in").addEventListener("click", () => zoomBy(2));
  byId("map-out").addEventListener("click", () => zoomBy(0.5));
  byId("map-fit").addEventListener("click", fitAgain);
  const area = byId("map-area");
  if (area) area.addEventListener("click", () => choose({ area: chosen.area ? null : areaOfView() }));

  followers.push((some) => {
    now = some;
    group();
    if (area) area.setAttribute("aria-pressed", String(Boolean(chosen.area)));
    if (chosen.map !== held) showView();
    if (!isOwn && !chosen.area) fit();
    render();
    listPlaces(now);
  });
  /* The view that the address gives. */
  function showView() {
    held = chosen.map;
    isOwn = Boolean(held);
    if (held) moveTo(Math.max(2 ** held[2], Math.max(width, height) / WORLD), project(held[1], held[0]));
  }
  measure();
  new ResizeObserver(() => {
    if (Math.abs(svg.clientWidth - width) < 2 && Math.abs(svg.clientHeight - height) < 2) return;
    const before = middle();
    measure();
    if (isOwn) moveTo(transform.k, before); else fit();
  }).observe(svg);
  return async () => {
    const topology = await unpacked(lettersOf(byId("outlines")));
    topology.objects.countries.geometries = topology.objects.countries.geometries.filter(({ id }) => id !== "AQ");
    outlines = { coarse: outlinesOf(topology, 0.6 / COARSE) };
    let fine = null;
    Object.defineProperty(outlines, "fine", { get: () => (fine ??= outlinesOf(topology, 0)) });
    render();
  };
}

/* The same as a list, for those who do not look at maps. */
function listPlaces(now) {
  const found = new Map();
  for (const each of now) for (const [name] of each.spots) found.set(name, [...(found.get(name) || []), each]);
  byId("places-count").textContent = found.size.toLocaleString("en");
  byId("no-places").hidden = found.size > 0;
  byId("places").replaceChildren(...[...found].sort(([one, of], [other, ofOther]) => ofOther.length - of.length || (one < other ? -1 : 1)).slice(0, 500).map(([name, here]) =>
    make("li", {}, `${name}: `, ...here.slice(0, 12).flatMap((each, place) => [place ? ", " : "", make("a", { href: `#${cardOf(each)}` }, each.when || each.heading)]), here.length > 12 ? ` and ${here.length - 12} more` : "")));
}
