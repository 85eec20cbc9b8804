// Cutting rings and lines to a rectangle, and thinning them.

/** Sutherland–Hodgman: the part of a ring within a rectangle, as one ring that may run along the rectangle's sides. */
export function clipRing(ring, { west, south, east, north }) {
  const sides = [
    { inside: (p) => p[0] >= west, meet: (a, b) => [west, a[1] + ((b[1] - a[1]) * (west - a[0])) / (b[0] - a[0])] },
    { inside: (p) => p[0] <= east, meet: (a, b) => [east, a[1] + ((b[1] - a[1]) * (east - a[0])) / (b[0] - a[0])] },
    { inside: (p) => p[1] >= south, meet: (a, b) => [a[0] + ((b[0] - a[0]) * (south - a[1])) / (b[1] - a[1]), south] },
    { inside: (p) => p[1] <= north, meet: (a, b) => [a[0] + ((b[0] - a[0]) * (north - a[1])) / (b[1] - a[1]), north] },
  ];
  let points = ring;
  for (const { inside, meet } of sides) {
    const kept = [];
    for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
      const [from, to] = [points[j], points[i]];
      if (inside(to)) {
        if (!inside(from)) kept.push(meet(from, to));
        kept.push(to);
      } else if (inside(from)) {
        kept.push(meet(from, to));
      }
    }
    points = kept;
    if (points.length === 0) break;
  }
  return points;
}

/** The runs of a line's points that lie within a rectangle. */
export function clipLine(line, { west, south, east, north }) {
  const parts = [];
  let part = [];
  for (const point of line) {
    if (point[0] >= west && point[0] <= east && point[1] >= south && point[1] <= north) {
      part.push(point);
    } else {
      if (part.length > 1) parts.push(part);
      part = [];
    }
  }
  if (part.length > 1) parts.push(part);
  return parts;
}

/** Douglas–Peucker: leaves out points that lie within `tolerance` of the line drawn without them. */
export function thin(points, tolerance) {
  if (points.length < 3) return points;
  const keep = new Uint8Array(points.length);
  keep[0] = keep[points.length - 1] = 1;
  // A closed ring has no line between its ends; it is split at the point farthest from its beginning.
  const pending = [];
  let far = 0;
  let most = -1;
  points.forEach((point, index) => {
    const distance = Math.hypot(point[0] - points[0][0], point[1] - points[0][1]);
    if (distance > most) [most, far] = [distance, index];
  });
  keep[far] = 1;
  pending.push([0, far], [far, points.length - 1]);
  while (pending.length > 0) {
    const [begin, end] = pending.pop();
    let worst = 0;
    let index = -1;
    for (let i = begin + 1; i < end; i++) {
      const distance = away(points[i], points[begin], points[end]);
      if (distance > worst) [worst, index] = [distance, i];
    }
    if (worst > tolerance) {
      keep[index] = 1;
      pending.push([begin, index], [index, end]);
    }
  }
  return points.filter((_, index) => keep[index]);
}

function away(point, begin, end) {
  const [x, y] = [end[0] - begin[0], end[1] - begin[1]];
  const length = x * x + y * y;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((point[0] - begin[0]) * x + (point[1] - begin[1]) * y) / length));
  return Math.hypot(point[0] - begin[0] - share * x, point[1] - begin[1] - share * y);
}
