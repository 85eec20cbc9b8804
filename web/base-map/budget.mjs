// Says how large the page is, and fails if what loads before the map is over 150 KB compressed.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const size = (name) => gzipSync(readFileSync(`dist/${name}`), { level: 9 }).length;
const sizes = Object.fromEntries(['index.html', 'casus.js', 'casus.css', 'base-map.js'].map((name) => [name, size(name)]));
const page = sizes['index.html'] + sizes['casus.js'] + sizes['casus.css'];
for (const [name, bytes] of Object.entries(sizes)) console.log(`${name.padEnd(12)} ${(bytes / 1024).toFixed(1)} KB gzipped`);
console.log(`page         ${(page / 1024).toFixed(1)} KB of 150 KB, beside the map`);
if (page > 150 * 1024) process.exit(1);
