"""Make the library with which the report draws its map, from npm packages; needs Node.js with npm.

    python scripts/build_mapping.py

What the report uses of d3-geo, d3-zoom, d3-brush, topojson-client and supercluster is bundled by esbuild, without what
it does not use, and their licences are put together. The versions are pinned, so that the same bytes come out.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "borderfacts" / "report" / "static" / "mapping.min.js"
LICENCES = ROOT / "licenses" / "mapping.txt"

# All that ends up in the bundle, with what these need of each other; and what bundles.
PACKAGES = {
    "d3-array": "3.2.5", "d3-brush": "3.0.1", "d3-color": "3.1.1", "d3-dispatch": "3.0.2", "d3-drag": "3.0.1",
    "d3-ease": "3.0.2", "d3-geo": "3.1.2", "d3-interpolate": "3.0.2", "d3-selection": "3.0.1", "d3-timer": "3.0.2",
    "d3-transition": "3.0.2", "d3-zoom": "3.0.1", "internmap": "2.0.3", "kdbush": "4.1.0", "supercluster": "9.1.0",
    "topojson-client": "3.1.0",
}  # fmt: skip
BUNDLER = {"esbuild": "0.28.2"}

ENTRY = """\
export { geoMercator, geoPath } from "d3-geo";
export { feature } from "topojson-client";
export { zoom, zoomIdentity } from "d3-zoom";
export { select } from "d3-selection";
export { brushX } from "d3-brush";
export { default as Supercluster } from "supercluster";
"""
OPTIONS = (
    "--bundle", "--minify", "--format=iife", "--global-name=mapping", "--target=es2022", "--legal-comments=none",
    "--metafile=parts.json", "--outfile=mapping.min.js",
)  # fmt: skip


def main() -> None:
    """Write the bundle and the licences of what is in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "package.json").write_text(json.dumps({"private": True, "dependencies": PACKAGES | BUNDLER}))
        (folder / "entry.js").write_text(ENTRY)
        subprocess.run(["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=True)
        subprocess.run([folder / "node_modules/.bin/esbuild", "entry.js", *OPTIONS], cwd=folder, check=True)
        inputs = json.loads((folder / "parts.json").read_text())["inputs"]
        used = sorted({path.split("/")[1] for path in inputs if path.startswith("node_modules/")})
        TARGET.write_bytes((folder / "mapping.min.js").read_bytes())
        LICENCES.write_text("\n".join(licence(folder / "node_modules" / package) for package in used), encoding="utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes of {', '.join(used)}")


def licence(package: Path) -> str:
    """Return name, version and licence of a package."""
    manifest = json.loads((package / "package.json").read_text(encoding="utf-8"))
    text = (package / "LICENSE").read_text(encoding="utf-8").strip()
    return f"{manifest['name']} {manifest['version']} ({manifest['license']})\n\n{text}\n"


if __name__ == "__main__":
    main()
