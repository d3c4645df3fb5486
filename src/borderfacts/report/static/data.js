/* What the page holds packed: unpacked by the browser itself, when it is asked for. */
async function unpacked(letters) {
  const bytes = Uint8Array.from(atob(letters.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}
const lettersOf = (template) => template.content.textContent;

const bundles = all("template.bundle");
const bundled = bundles.length ? Number(bundles[0].dataset.stories) : 1;
const opened = new Map();
/* The stories of a bundle; the last few bundles stay unpacked. */
function bundle(number) {
  if (!opened.has(number)) {
    opened.set(number, unpacked(lettersOf(bundles[number])));
    if (opened.size > 4) opened.delete(opened.keys().next().value);
  }
  return opened.get(number);
}
const storyAt = async (place) => (await bundle(Math.floor(place / bundled)))[place % bundled];

/* The texts of all stories, for the search. */
let reading = null;
function texts() {
  reading ??= (async () => {
    const found = [];
    for (let number = 0; number < bundles.length; number += 1) {
      for (const story of await bundle(number)) found.push(story.text || "");
    }
    return found;
  })();
  return reading;
}
