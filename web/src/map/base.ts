// The land that the map lies on, unpacked from base-map.js when the map is first drawn.

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
  const rings = fine ? packed.land.map((ring) => unpack(ring, packed.scale)) : packed.world.map((ring) => unpack(ring, packed.worldScale));
  return {
    fine,
    land: { type: 'MultiPolygon', coordinates: rings.map(polygon) },
    borders: { type: 'MultiLineString', coordinates: fine ? packed.borders.map((line) => unpack(line, packed.scale)) : [] },
  };
}
