// How the map is laid out: what it must show, and the projection that shows it.

import { geoBounds, geoConicConformal, geoMercator, type GeoProjection } from 'd3-geo';
import type { MapAnswer } from '../contract';

type Bounds = [west: number, south: number, east: number, north: number];

/**
 * The bounds of the territories, but for those that say `"frame": false`; of all places, if no territory has a shape. Null if
 * nothing is anywhere.
 */
export function boundsOf(map: MapAnswer): Bounds | null {
  const drawn = map.territories.features.filter((feature) => feature.geometry);
  const framing = drawn.filter((feature) => feature.properties.frame !== false);
  const features = framing.length > 0 ? framing : drawn;
  if (features.length > 0) {
    const lines = { type: 'MultiPoint' as const, coordinates: features.flatMap(({ geometry }) => points(geometry)) };
    const [[west, south], [east, north]] = geoBounds(lines);
    // Over the date line the west is the greater number.
    return [west, south, east < west ? east + 360 : east, north];
  }
  if (map.places.length === 0) return null;
  const [west, east] = middle(map.places.map(({ lon }) => lon));
  const [south, north] = middle(map.places.map(({ lat }) => lat));
  return [west, south, east, north];
}

/** From the least to the greatest, but for what lies far out: beyond three times the middle half. One distant capital shall not make all else tiny. */
function middle(numbers: readonly number[]): [number, number] {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
  const [low, high] = [at(0.25), at(0.75)];
  const far = 3 * Math.max(high - low, 0.5);
  const near = sorted.filter((number) => number >= low - far && number <= high + far);
  return [near[0]!, near[near.length - 1]!];
}

function points(geometry: GeoJSON.Geometry): GeoJSON.Position[] {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(points);
  const flat = (value: unknown): GeoJSON.Position[] =>
    Array.isArray(value) && typeof value[0] === 'number' ? [value as GeoJSON.Position] : (value as unknown[]).flatMap(flat);
  return flat(geometry.coordinates);
}

/** The bounds with room around them, `closer` times as narrow, moved by shares of their size. */
export function framed([west, south, east, north]: Bounds, closer = 1, right = 0, up = 0): Bounds {
  const [wide, high] = [Math.max(east - west, 0.4), Math.max(north - south, 0.25)];
  const [x, y] = [(west + east) / 2 + right * wide, (south + north) / 2 + up * high];
  const [dx, dy] = [(wide * 0.7) / closer, (high * 0.7) / closer];
  return [x - dx, Math.max(y - dy, -84), x + dx, Math.min(y + dy, 84)];
}

export function projectionOf([west, south, east, north]: Bounds, width: number, height: number): GeoProjection {
  const frame = { type: 'MultiPoint' as const, coordinates: [[west, south], [east, south], [east, north], [west, north], [(west + east) / 2, south], [(west + east) / 2, north]] };
  // A conformal cone fits lands of middle latitudes; near the equator, or over half the globe, Mercator has no surprises.
  const cone = south > 20 && east - west < 80;
  const projection = cone
    ? geoConicConformal().parallels([south + (north - south) / 6, north - (north - south) / 6]).rotate([-(west + east) / 2, 0])
    : geoMercator().rotate([-(west + east) / 2, 0]);
  return projection.fitExtent([[2, 2], [width - 2, height - 2]], frame).clipExtent([[-20, -20], [width + 20, height + 20]]);
}

/** The longest outer ring of a land, as points on the screen. */
export function outlineOf(geometry: GeoJSON.Geometry, projection: GeoProjection): [number, number][] {
  const rings = geometry.type === 'Polygon' ? [geometry.coordinates[0]!] : geometry.type === 'MultiPolygon' ? geometry.coordinates.map((polygon) => polygon[0]!) : [];
  const longest = rings.reduce<GeoJSON.Position[]>((best, ring) => (ring.length > best.length ? ring : best), []);
  return longest.flatMap((point) => {
    const at = projection([point[0]!, point[1]!]);
    return at ? [at] : [];
  });
}

/** Draws a ring in the plane: short of the d3 path, which would take a ring that runs the other way for its complement. */
export function pathOf(geometry: GeoJSON.Geometry, projection: GeoProjection): string {
  const line = (ring: GeoJSON.Position[]): string => {
    let text = '';
    let last = '';
    for (const point of ring) {
      const at = projection([point[0]!, point[1]!]);
      if (!at) continue;
      const next = `${at[0].toFixed(1)} ${at[1].toFixed(1)}`;
      if (next !== last) text += `${text === '' ? 'M' : 'L'}${next}`;
      last = next;
    }
    return text;
  };
  switch (geometry.type) {
    case 'Polygon':
      return geometry.coordinates.map((ring) => `${line(ring)}Z`).join('');
    case 'MultiPolygon':
      return geometry.coordinates.flatMap((rings) => rings.map((ring) => `${line(ring)}Z`)).join('');
    case 'LineString':
      return line(geometry.coordinates);
    case 'MultiLineString':
      return geometry.coordinates.map(line).join('');
    case 'GeometryCollection':
      return geometry.geometries.map((part) => pathOf(part, projection)).join('');
    default:
      return '';
  }
}
