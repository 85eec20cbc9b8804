type Point = number[];
interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}
export function clipRing(ring: Point[], box: Box): Point[];
export function clipLine(line: Point[], box: Box): Point[][];
export function thin(points: Point[], tolerance: number): Point[];
