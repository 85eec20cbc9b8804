// Makes dist/base-map.js: land, and the borders of today, around the Baltic in fine lines, and the land of the world in coarse ones.
//
// Natural Earth (public domain) by way of the package world-atlas. The fine part is cut to a rectangle of latitude and longitude,
// thinned (Douglas–Peucker) to what a screen can show, and rounded to a hundredth of a degree, about a kilometre. Rings are
// written as differences of whole numbers, which compress well.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature, mesh } from 'topojson-client';
import { clipLine, clipRing, thin } from './cut.mjs';

const require = createRequire(import.meta.url);
const read = (name) => JSON.parse(readFileSync(require.resolve(`world-atlas/${name}.json`), 'utf8'));

const box = { west: 7, south: 47, east: 42, north: 63 };
const fine = { tolerance: 0.012, least: 0.004, scale: 100 };
const coarse = { tolerance: 0.1, least: 0.5, scale: 10 };

const area = (ring) => {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) sum += ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
  return Math.abs(sum / 2);
};

/** Points as whole numbers: the first, then the differences. */
const packed = (points, scale) => {
  const numbers = [];
  let x = 0;
  let y = 0;
  for (const [lon, lat] of points) {
    const column = Math.round(lon * scale);
    const row = Math.round(lat * scale);
    if (numbers.length > 0 && column === x && row === y) continue;
    numbers.push(column - x, row - y);
    x = column;
    y = row;
  }
  return numbers;
};

const polygonsOf = (object) =>
  object.features.flatMap(({ geometry }) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates));

const rings = (polygons, { tolerance, least, scale }, bounds) =>
  polygons.flatMap((polygon) =>
    polygon.flatMap((ring) => {
      const cut = bounds ? clipRing(ring, bounds) : ring;
      if (cut.length < 4 || area(cut) < least) return [];
      const numbers = packed(thin(cut, tolerance), scale);
      return numbers.length >= 8 ? [numbers] : [];
    }));

const countries = read('countries-10m');
const land = read('land-10m');
const world = read('land-110m');
const borders = mesh(countries, countries.objects.countries, (a, b) => a !== b);
const base = {
  box: [box.west, box.south, box.east, box.north],
  land: rings(polygonsOf(feature(land, land.objects.land)), fine, box),
  borders: borders.coordinates.flatMap((line) =>
    clipLine(line, box).map((part) => packed(thin(part, fine.tolerance * 2), fine.scale)).filter((numbers) => numbers.length >= 4)),
  scale: fine.scale,
  world: rings(polygonsOf(feature(world, world.objects.land)), coarse),
  worldScale: coarse.scale,
};
mkdirSync('dist', { recursive: true });
writeFileSync('dist/base-map.js', `window.casusBaseMap=${JSON.stringify(base)};\n`);
