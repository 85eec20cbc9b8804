// The land that the map lies on, unpacked from base-map.js when the map is first drawn.
//
// A projection tears the world open opposite to the middle of the map, and puts a pole out of sight at an endless distance: a ring that
// goes over either comes out as a curtain across the map, with land and sea exchanged. So each ring is cut first, in degrees, to what
// lies well around the map's middle; a ring that reaches there from the other side of the date line is moved by a whole turn.

import { clipRing } from '../../base-map/cut.mjs';

interface Packed {
  box: [west: number, south: number, east: number, north: number];
  land: number[][];
  borders: number[][];
  scale: number;
  world: number[][];
  worldScale: number;
}

declare global {
  interface Window {
    casusBaseMap?: Packed;
  }
}

export interface BaseMap {
  land: GeoJSON.MultiPolygon;
  borders: GeoJSON.MultiLineString;
  /** Whether this is the fine map; else the coarse one of the world, without borders. */
  fine: boolean;
}

/** What is drawn lies at most so far, in degrees of longitude, from the map's middle, and between these latitudes. */
export const reach = { sideways: 150, south: -60, north: 84 };

function around(rings: readonly GeoJSON.Position[][], middle: number): GeoJSON.Position[][] {
  const box = { west: middle - reach.sideways, east: middle + reach.sideways, south: reach.south, north: reach.north };
  return rings.flatMap((ring) => [-360, 0, 360].flatMap((turn) => {
    const cut = clipRing(turn === 0 ? ring : ring.map(([lon, lat]) => [lon! + turn, lat!]), box);
    return cut.length > 2 ? [cut] : [];
  }));
}

const unpack = (numbers: readonly number[], scale: number): GeoJSON.Position[] => {
  const points: GeoJSON.Position[] = [];
  let [x, y] = [0, 0];
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    x += numbers[i]!;
    y += numbers[i + 1]!;
    points.push([x / scale, y / scale]);
  }
  return points;
};

/** Rings need to close, and to be small enough on the sphere whichever way round they go: the map is drawn in the plane. */
const polygon = (points: GeoJSON.Position[]): GeoJSON.Position[][] => [[...points, points[0]!]];

export function baseMap(bounds: readonly [number, number, number, number], packed: Packed | null): BaseMap | null {
  if (!packed) return null;
  const [west, south, east, north] = packed.box;
  const fine = bounds[0] >= west && bounds[1] >= south && bounds[2] <= east && bounds[3] <= north;
  const rings = fine ? packed.land.map((ring) => unpack(ring, packed.scale))
    : around(packed.world.map((ring) => unpack(ring, packed.worldScale)), (bounds[0] + bounds[2]) / 2);
  return {
    fine,
    land: { type: 'MultiPolygon', coordinates: rings.map(polygon) },
    borders: { type: 'MultiLineString', coordinates: fine ? packed.borders.map((line) => unpack(line, packed.scale)) : [] },
  };
}
